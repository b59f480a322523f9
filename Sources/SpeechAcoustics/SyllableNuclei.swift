/// Instants of syllable nuclei: voiced peaks of the sound level, two decibels above the dips around them
/// (de Jong & Wempe 2009, Behav. Res. Methods 41:385–390).
struct SyllableNuclei {
  /// Least rise from the dip before a peak, and least fall after it.
  static let leastDipDecibels: Float = 2
  /// Stands for digital silence, far below any recorded level.
  private static let silenceDecibels: Float = -200

  /// Frames of nuclei, in order.
  ///
  /// - Parameters:
  ///   - levels: Decibels; `nil` for digital silence.
  ///   - accepts: Whether a peak at this frame may be a nucleus: voiced and inside sounding speech.
  static func frames(levels: [Float?], accepts: (Int) -> Bool) -> [Int] {
    var nuclei: [Int] = []
    var valley = silenceDecibels
    var peak = silenceDecibels
    var peakFrame: Int?
    func closePeak() {
      if let frame = peakFrame, accepts(frame) { nuclei.append(frame) }
      peakFrame = nil
    }
    for (frame, level) in levels.enumerated() {
      let level = level ?? silenceDecibels
      if peakFrame != nil {
        if level > peak {
          peak = level
          peakFrame = frame
        } else if peak - level > leastDipDecibels {
          closePeak()
          valley = level
        }
      } else if level - valley > leastDipDecibels {
        peak = level
        peakFrame = frame
      } else {
        valley = min(valley, level)
      }
    }
    closePeak()
    return nuclei
  }
}
