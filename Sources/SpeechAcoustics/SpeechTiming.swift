import SignalCore

/// When the participant sounds, pauses and forms syllables.
struct SpeechTiming {
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

  /// Total of sounding stretches, in seconds.
  let phonationSeconds: Double
  let pausesSeconds: [Double]
  /// Syllable nuclei in the sounding stretches.
  let syllableCount: Int
  /// Frames, on the grid, of the sounding stretches.
  let soundingFrames: [Range<Int>]

  var pauseTotalSeconds: Double { pausesSeconds.reduce(0, +) }
  /// Phonation and the pauses in it.
  var speakingSeconds: Double { phonationSeconds + pauseTotalSeconds }

  /// - Parameters:
  ///   - levels: Decibels at the grid's frames; `nil` for digital silence.
  ///   - isVoiced: At the grid's frames.
  ///   - inSpeech: Whether each frame lies in the participant's speech.
  ///   - isOthers: Whether each frame lies in speech of somebody else that is known from elsewhere.
  ///   - backgroundDecibels: Level of the background; `nil` when speech ranges are not known.
  init(
    levels: [Float?], isVoiced: [Bool], inSpeech: [Bool], isOthers: [Bool], hopSeconds: Double,
    backgroundDecibels: Float?
  ) {
    let speechLevels = levels.indices.compactMap { inSpeech[$0] ? levels[$0].map(Double.init) : nil }
    guard let loudest = speechLevels.quantile(0.99) else {
      (phonationSeconds, pausesSeconds, syllableCount, soundingFrames) = (0, [], 0, [])
      return
    }
    let threshold = max(
      Float(loudest) - Self.soundingDepthDecibels,
      backgroundDecibels.map { $0 + Self.aboveBackgroundDecibels } ?? -.infinity)
    let isLoud = levels.map { $0.map { $0 >= threshold } ?? false }

    let sounding = Self.stretches(isLoud.indices.map { isLoud[$0] && inSpeech[$0] }, hopSeconds: hopSeconds)
    soundingFrames = sounding
    phonationSeconds = Double(sounding.reduce(0) { $0 + $1.count }) * hopSeconds

    let margin = Int((Self.gapMarginSeconds / hopSeconds).rounded())
    let shortestSound = Int((Self.shortestSoundSeconds / hopSeconds).rounded())
    pausesSeconds = zip(sounding, sounding.dropFirst()).compactMap { before, after in
      let inner = (before.upperBound + margin)..<max(before.upperBound + margin, after.lowerBound - margin)
      let foreign = inner.count { (isLoud[$0] && !inSpeech[$0]) || isOthers[$0] }
      return foreign < shortestSound ? Double(after.lowerBound - before.upperBound) * hopSeconds : nil
    }

    var isSounding = [Bool](repeating: false, count: levels.count)
    for frame in sounding.joined() { isSounding[frame] = true }
    syllableCount =
      SyllableNuclei.frames(levels: levels) { frame in
        isSounding[frame] && isLoud[frame] && isVoiced[frame] && inSpeech[frame]
      }.count
  }

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
