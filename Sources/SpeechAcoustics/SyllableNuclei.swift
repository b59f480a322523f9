import SignalCore

/// Instants of syllable nuclei (de Jong & Wempe 2009, Behav. Res. Methods 41:385–390, and the script
/// published with it): voiced peaks of the sound level from which it falls by more than two decibels before
/// the next peak.
///
/// A shoulder on the way up to a peak is none, nor is the last peak of the recording.
struct SyllableNuclei {
  /// Least fall from a peak to the dip before the next.
  static let leastDipDecibels: Float = 2
  /// Stands for digital silence, far below any recorded level.
  private static let silenceDecibels: Float = -200

  /// The paper's pitch analysis, which decides what is voiced.
  static var pitchSettings: PitchSettings {
    var settings = PitchSettings(floorHz: 30, ceilingHz: 450)
    settings.hopSeconds = 0.02
    settings.candidateLimit = 4
    settings.voicingThreshold = 0.25
    settings.voicedUnvoicedCost = 0.25
    return settings
  }

  /// Frames of nuclei, in order.
  ///
  /// - Parameters:
  ///   - levels: Decibels; `nil` for digital silence.
  ///   - threshold: Peaks are louder.
  ///   - accepts: Whether a peak at this frame may be a nucleus: voiced and inside sounding speech.
  static func frames(levels: [Float?], threshold: Float, accepts: (Int) -> Bool) -> [Int] {
    var nuclei: [Int] = []
    var last: (frame: Int, level: Float)?
    var dip = silenceDecibels
    for frame in levels.indices.dropFirst().dropLast() {
      let level = levels[frame] ?? silenceDecibels
      dip = min(dip, level)
      guard level > threshold, level > levels[frame - 1] ?? silenceDecibels,
        level >= levels[frame + 1] ?? silenceDecibels
      else { continue }
      if let last, last.level - dip > leastDipDecibels, accepts(last.frame) { nuclei.append(last.frame) }
      last = (frame, level)
      dip = level
    }
    return nuclei
  }
}
