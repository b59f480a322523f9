import RealModule
import SignalCore

/// Computes the 25 descriptors frame by frame, straight from the sound.
struct DescriptorTracker {
  let formants: FormantSettings

  /// - Returns: The descriptors on the pitch's grid, and the width of the band the recording fills, known by its voiced frames alone.
  func track(
    _ sound: PreparedSound, pitch: PitchTrack, pulsesSeconds: [Double], activity: SpeechActivity
  ) -> (columns: DescriptorColumns, bandwidthHz: Double?) {
    let grid = pitch.grid
    var columns = DescriptorColumns(frameCount: grid.count)
    addPerturbation(
      sound, grid: grid, pulsesSeconds: pulsesSeconds, isVoiced: activity.isVoiced, to: &columns)
    addFormants(sound, grid: grid, isWanted: activity.isVoiced, to: &columns)
    var spectral = SpectralFrameAnalyser(sampleRateHz: sound.sampleRateHz)
    var harmonic = HarmonicFrameAnalyser(sampleRateHz: sound.sampleRateHz)
    for frame in 0..<grid.count where activity.isActive[frame] {
      sound.letGo(beforeFrame: frame, of: grid)
      let seconds = grid.centreSeconds(frame)
      let centre = sound.sampleIndex(at: seconds)
      spectral.analyse(sound, centre: centre, frame: frame, into: &columns)
      guard activity.isVoiced[frame], let pitchHz = pitch.valuesHz[frame] else { continue }
      columns[.f0Semitone, frame] = Float(12 * Double.log2(pitchHz / 27.5))
      harmonic.analyse(sound, centre: centre, frame: frame, pitchHz: pitchHz, columns: &columns)
    }
    // Jitter and shimmer already are means over 100 ms.
    for descriptor in EGeMAPSDescriptor.allCases where descriptor != .jitter && descriptor != .shimmer {
      columns.smooth(descriptor)
    }
    return (columns, RecordingBandwidth.hertz(harmonic.totalPower, binHz: harmonic.binHz))
  }

  private func addPerturbation(
    _ sound: PreparedSound, grid: FrameGrid, pulsesSeconds: [Double], isVoiced: [Bool],
    to columns: inout DescriptorColumns
  ) {
    var perturbation = LocalPerturbation(pulsesSeconds: pulsesSeconds, sound: sound)
    for frame in 0..<grid.count where isVoiced[frame] {
      sound.letGo(beforeFrame: frame, of: grid)
      (columns[.jitter, frame], columns[.shimmer, frame]) = perturbation.values(at: grid.centreSeconds(frame))
    }
  }

  private func addFormants(
    _ sound: PreparedSound, grid: FrameGrid, isWanted: [Bool], to columns: inout DescriptorColumns
  ) {
    let track = FormantTracker(unchecked: formants).track(sound, grid: grid, isWanted: isWanted)
    for formant in 0..<3 {
      columns.set(.frequency(formant: formant), to: track.frequenciesHz[formant])
      columns.set(.bandwidth(formant: formant), to: track.bandwidthsHz[formant])
    }
  }
}
