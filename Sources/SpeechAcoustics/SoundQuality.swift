import RealModule
import SignalCore

/// What is measured of the recording itself.
struct SoundQuality {
  /// Magnitude from which a sample counts as at full scale.
  static let fullScale: Float = 0.985
  /// Fewest samples in a row at full scale that are clipping and not a single peak.
  static let shortestClippedRun = 3

  /// Share of the given samples that lie in clipped runs; `nil` without samples.
  static func clippedShare(_ sound: PreparedSound) -> Double? {
    var clipped = 0
    var total = 0
    for range in sound.speechIndices {
      total += range.count
      sound.samples.letGo(before: range.lowerBound)
      var run = 0
      for i in range {
        if sound.samples[i].magnitude >= fullScale {
          run += 1
          continue
        }
        clipped += run >= shortestClippedRun ? run : 0
        run = 0
      }
      clipped += run >= shortestClippedRun ? run : 0
    }
    return total > 0 ? Double(clipped) / Double(total) : nil
  }

  /// Level below which a tenth of the recording lies; `nil` under one second of recorded sound.
  static func backgroundDecibels(levels: [Float?], hopSeconds: Double) -> Float? {
    let known = levels.compactMap { $0.map(Double.init) }
    guard Double(known.count) * hopSeconds >= 1 else { return nil }
    return known.quantile(0.1).map { Float($0) }
  }

  /// 10 log10((S − N) / N), S the mean power of sounding speech and N the background's power.
  /// `nil` where speech does not rise above the background.
  static func signalToNoiseDecibels(
    levels: [Float?], sounding: [Range<Int>], backgroundDecibels: Float
  ) -> Double? {
    let powers = sounding.joined().compactMap { levels[$0].map { Double.pow(10, Double($0) / 10) } }
    guard let speechAndNoise = powers.mean else { return nil }
    let noise = Double.pow(10, Double(backgroundDecibels) / 10)
    guard speechAndNoise > noise else { return nil }
    return 10 * Double.log10((speechAndNoise - noise) / noise)
  }
}
