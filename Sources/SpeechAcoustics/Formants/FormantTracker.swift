#if canImport(Glibc)
  internal import Glibc
#endif

package import SignalCore
import SpectralAnalysis

/// Formant candidates by linear prediction, frame by frame, without smoothing over time (Markel & Gray 1976,
/// Linear Prediction of Speech, section 7; Boersma & Weenink, Praat manual, page "Sound: To Formant (burg)…").
///
/// The sound is brought to twice `maximumHz` with all that lies below (a slower one keeps its rate), raised above
/// `preEmphasisHz`, and predicted with two poles a formant under a Gaussian window. Poles outside the unit circle are mirrored into
/// it; those from 50 Hz to 50 Hz below the band's end count, in order of frequency.
package struct FormantTracker: Sendable {
  /// Nothing nearer than this to either end of the band is a formant.
  static let marginHz = 50.0
  /// Frames worked on at a time; has no influence on the result.
  private let blockFrames: Int
  package let settings: FormantSettings

  package init(settings: FormantSettings = FormantSettings()) throws(AcousticError) {
    try self.init(settings: settings, blockFrames: 500)
  }

  package init(settings: FormantSettings, blockFrames: Int) throws(AcousticError) {
    if let fault = settings.fault { throw .unusableSettings(fault) }
    self.init(unchecked: settings, blockFrames: blockFrames)
  }

  /// For settings already found usable.
  init(unchecked settings: FormantSettings, blockFrames: Int = 500) {
    self.settings = settings
    self.blockFrames = blockFrames
  }

  /// Formants of the whole signal, every 10 ms, frames starting and ending half a window inside it.
  package func track(_ signal: Signal) -> FormantTrack {
    let grid = FrameGrid(
      startSeconds: signal.startSeconds, durationSeconds: signal.durationSeconds,
      windowSeconds: 2 * settings.windowSeconds, hopSeconds: 0.010)
    return track(PreparedSound(signal, speech: nil), grid: grid)
  }

  /// Formants at instants of another grid, from frames of their own grid around them, as `sampled` tells.
  ///
  /// - Parameters:
  ///   - instants: One flag a frame of the other grid: whether formants are wanted there.
  ///   - keeping: How many of the lowest formants to keep.
  func track(_ sound: PreparedSound, at instants: [Bool], of grid: FrameGrid, keeping: Int) -> FormantTrack {
    let own = FrameGrid(
      startSeconds: sound.startSeconds, durationSeconds: sound.durationSeconds,
      windowSeconds: 2 * settings.windowSeconds, hopSeconds: grid.hopSeconds)
    var isWanted = [Bool](repeating: false, count: own.count)
    for frame in instants.indices where instants[frame] {
      let place = FormantTrack.place(of: grid.centreSeconds(frame), on: own)
      for near in [place.before, place.before + 1] where isWanted.indices.contains(near) {
        isWanted[near] = true
      }
    }
    return track(sound, grid: own, isWanted: isWanted, keeping: keeping).sampled(at: instants, of: grid)
  }

  /// - Parameters:
  ///   - isWanted: Frames to analyse, one flag each; `nil` for all.
  ///   - keeping: How many of the lowest formants to keep; `nil` for all.
  func track(
    _ sound: PreparedSound, grid: FrameGrid, isWanted: [Bool]? = nil, keeping: Int? = nil
  ) -> FormantTrack {
    precondition(isWanted.map { $0.count == grid.count } ?? true, "one flag a frame")
    var result = FormantTrack(grid: grid, count: min(keeping ?? settings.count, settings.count))
    let rateHz = analysisRateHz(sound.sampleRateHz)
    var analyser = FormantFrameAnalyser(settings: settings, sampleRateHz: rateHz)
    var band = FormantBand(sound, settings: settings, rateHz: rateHz)
    for start in stride(from: 0, to: grid.count, by: blockFrames) {
      sound.letGo(before: grid.centreSeconds(start) - 3)
      let frames = (start..<min(start + blockFrames, grid.count)).filter { isWanted?[$0] ?? true }
      guard let first = frames.first, let last = frames.last else { continue }
      band.move(
        to: firstSample(first, grid, band) - analyser.leadSamples..<firstSample(last, grid, band)
          + analyser.windowSamples)
      for frame in frames {
        let from = firstSample(frame, grid, band)
        guard from >= 0, from + analyser.windowSamples <= band.sampleCount,
          analyser.analyse(band.samples.span, from: from - band.firstIndex)
        else { continue }
        result.add(analyser.formants, frame: frame)
      }
    }
    return result
  }

  /// Twice the ceiling, or the sound's own rate where that is lower.
  private func analysisRateHz(_ soundRateHz: Double) -> Int {
    Int(min(2 * settings.maximumHz, soundRateHz).rounded())
  }

  /// First sample, in the band's own count, of a frame's window.
  private func firstSample(_ frame: Int, _ grid: FrameGrid, _ band: borrowing FormantBand) -> Int {
    let centre = (grid.centreSeconds(frame) - band.startSeconds) * Double(band.rateHz)
    return Int((centre - settings.windowSeconds * Double(band.rateHz)).rounded())
  }
}

/// A sound brought to the formants' band and pre-emphasised, as a window that moves forward.
private struct FormantBand: ~Copyable {
  let rateHz: Int
  let startSeconds: Double
  /// Of the whole sound, at this rate.
  let sampleCount: Int
  private(set) var firstIndex = 0
  private(set) var samples: [Float] = []
  private let sound: PreparedSound
  private var reducer: RateReducer
  private let emphasis: Float

  init(_ sound: PreparedSound, settings: FormantSettings, rateHz: Int) {
    self.sound = sound
    self.rateHz = rateHz
    startSeconds = sound.startSeconds
    let ownRateHz = Int(sound.sampleRateHz.rounded())
    reducer = RateReducer(inputRateHz: ownRateHz, outputRateHz: rateHz)
    sampleCount = reducer.outputCount(inputCount: sound.samples.count)
    emphasis = Float(exp(-2 * .pi * settings.preEmphasisHz / Double(rateHz)))
  }

  /// Makes the samples of a range of indices; those outside the sound are 0.
  mutating func move(to range: Range<Int>) {
    firstIndex = range.lowerBound
    // One more in front serves the pre-emphasis.
    let from = max(range.lowerBound - 1, 0)
    let to = max(from, min(range.upperBound, sampleCount))
    var inside = [Float](repeating: 0, count: to - from)
    let heard = sound.samples
    reducer.convert(heard.span, firstOutput: from, into: &inside)
    samples.removeAll(keepingCapacity: true)
    samples.append(contentsOf: repeatElement(0, count: range.count))
    var last = range.lowerBound > 0 && from < to ? inside[0] - sound.mean : 0
    for i in max(range.lowerBound, 0)..<max(to, range.lowerBound, 0) {
      let value = inside[i - from] - sound.mean
      samples[i - firstIndex] = value - emphasis * last
      last = value
    }
  }
}
