import SignalCore

/// When the participant sounds, pauses and forms syllables.
struct SpeechTiming: Sendable {
  /// Shortest silence that is a pause, and shortest sound between two (de Jong & Wempe 2009, p. 387).
  static let shortestPauseSeconds = 0.3
  static let shortestSoundSeconds = 0.1
  /// Sound is louder than this below the loudest speech (99 % quantile), as in the same paper's script.
  static let soundingDepthDecibels: Float = 25
  /// Sound is also this much above the background, where speech ranges tell the two apart.
  static let aboveBackgroundDecibels: Float = 5
  /// At either end of a gap the level still falls or rises by the window's length, and hand-set speech
  /// ranges cut tails off: no sound of another person is looked for there.
  static let gapMarginSeconds = 0.15

  let hopSeconds: Double
  /// Frames, on the grid, of the sounding stretches.
  let soundingFrames: [Range<Int>]
  /// Silences between two neighbouring sounding stretches in which nobody else speaks.
  let pauses: [Range<Int>]
  /// Frames of syllable nuclei in the sounding stretches.
  let nuclei: [Int]

  /// - Parameters:
  ///   - levels: Decibels at the grid's frames; `nil` for digital silence.
  ///   - isVoiced: Whether a nucleus may lie at each of the grid's frames.
  ///   - inSpeech: Whether each frame lies in the participant's speech.
  ///   - isOthers: Whether each frame lies in speech of somebody else that is known from elsewhere.
  ///   - backgroundDecibels: Level of the background; `nil` when speech ranges are not known.
  init(
    levels: [Float?], isVoiced: [Bool], inSpeech: [Bool], isOthers: [Bool], hopSeconds: Double,
    backgroundDecibels: Float?
  ) {
    self.hopSeconds = hopSeconds
    let speechLevels = levels.indices.compactMap { inSpeech[$0] ? levels[$0].map(Double.init) : nil }
    guard let loudest = speechLevels.quantile(0.99) else {
      (soundingFrames, pauses, nuclei) = ([], [], [])
      return
    }
    let threshold = max(
      Float(loudest) - Self.soundingDepthDecibels,
      backgroundDecibels.map { $0 + Self.aboveBackgroundDecibels } ?? -.infinity)
    let isLoud = levels.map { $0.map { $0 >= threshold } ?? false }

    let sounding = Self.stretches(isLoud.indices.map { isLoud[$0] && inSpeech[$0] }, hopSeconds: hopSeconds)
    soundingFrames = sounding

    let margin = Int((Self.gapMarginSeconds / hopSeconds).rounded())
    let shortestSound = Int((Self.shortestSoundSeconds / hopSeconds).rounded())
    pauses = zip(sounding, sounding.dropFirst()).compactMap { before, after in
      let inner = (before.upperBound + margin)..<max(before.upperBound + margin, after.lowerBound - margin)
      let foreign = inner.count { (isLoud[$0] && !inSpeech[$0]) || isOthers[$0] }
      return foreign < shortestSound ? before.upperBound..<after.lowerBound : nil
    }

    let isSounding = Self.mask(sounding, frameCount: levels.count)
    nuclei = SyllableNuclei.frames(levels: levels, threshold: threshold) { frame in
      isSounding[frame] && isVoiced[frame] && inSpeech[frame]
    }
  }

  private init(hopSeconds: Double, soundingFrames: [Range<Int>], pauses: [Range<Int>], nuclei: [Int]) {
    self.hopSeconds = hopSeconds
    self.soundingFrames = soundingFrames
    self.pauses = pauses
    self.nuclei = nuclei
  }

  /// What of it lies in some frames. A pause belongs there when both its ends do.
  func within(_ frames: Range<Int>) -> SpeechTiming {
    SpeechTiming(
      hopSeconds: hopSeconds,
      soundingFrames: soundingFrames.map { $0.clamped(to: frames) }.filter { !$0.isEmpty },
      pauses: pauses.filter { frames.contains($0.lowerBound) && frames.contains($0.upperBound) },
      nuclei: nuclei.filter(frames.contains))
  }

  /// Whether each frame of the grid lies in a sounding stretch.
  func isSounding(frameCount: Int) -> [Bool] { Self.mask(soundingFrames, frameCount: frameCount) }

  private static func mask(_ stretches: [Range<Int>], frameCount: Int) -> [Bool] {
    var mask = [Bool](repeating: false, count: frameCount)
    for frame in stretches.joined() { mask[frame] = true }
    return mask
  }

  /// Total of sounding stretches, in seconds.
  var phonationSeconds: Double { Double(soundingFrames.reduce(0) { $0 + $1.count }) * hopSeconds }
  var pausesSeconds: [Double] { pauses.map { Double($0.count) * hopSeconds } }
  var pauseTotalSeconds: Double { pausesSeconds.reduce(0, +) }
  /// Phonation and the pauses in it.
  var speakingSeconds: Double { phonationSeconds + pauseTotalSeconds }
  var syllableCount: Int { nuclei.count }

  /// Runs of true frames, after short gaps are closed and then short runs dropped.
  private static func stretches(_ mask: [Bool], hopSeconds: Double) -> [Range<Int>] {
    let shortestGap = Int((shortestPauseSeconds / hopSeconds).rounded())
    let shortestRun = Int((shortestSoundSeconds / hopSeconds).rounded())
    var runs: [Range<Int>] = []
    for frame in mask.indices where mask[frame] {
      if let last = runs.last, frame - last.upperBound < shortestGap {
        runs[runs.count - 1] = last.lowerBound..<frame + 1
      } else {
        runs.append(frame..<frame + 1)
      }
    }
    return runs.filter { $0.count >= shortestRun }
  }
}
