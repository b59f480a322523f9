/// How far an extraction is and how fast it goes.
struct ProgressPace {
  /// Share of the whole work each recording is expected to take.
  private let weights: [Double]
  private var fractions: [Double]
  /// Recordings finished by an earlier run: they say nothing of how fast this one is.
  private var isKept: [Bool]
  private let began = ContinuousClock.now
  private(set) var ended = 0
  private var measured = 0

  /// - Parameter sizes: Bytes a recording; larger ones take longer.
  init(sizes: [Int]) {
    let total = Double(max(sizes.reduce(0, +), 1))
    weights = sizes.map { Double($0) / total }
    fractions = [Double](repeating: 0, count: sizes.count)
    isKept = [Bool](repeating: false, count: sizes.count)
  }

  mutating func advance(_ recording: Int, to fraction: Double) { fractions[recording] = fraction }

  mutating func end(_ recording: Int, kept: Bool) {
    fractions[recording] = 1
    isKept[recording] = kept
    ended += 1
    if !kept { measured += 1 }
  }

  /// 0 to 1 of the whole.
  var share: Double { weights.indices.reduce(0) { $0 + weights[$1] * fractions[$1] } }

  private var elapsedSeconds: Double { (ContinuousClock.now - began) / .seconds(1) }

  /// `nil` while too little was done to tell.
  var secondsLeft: Double? {
    let worked = weights.indices.reduce(0) { $0 + (isKept[$1] ? 0 : weights[$1] * fractions[$1]) }
    let left = weights.indices.reduce(0) { $0 + weights[$1] * (1 - fractions[$1]) }
    guard worked > 0.02 * (worked + left), elapsedSeconds >= 2 else { return nil }
    return elapsedSeconds * left / worked
  }

  /// Sessions measured an hour; `nil` before the first.
  var sessionsPerHour: Double? {
    measured > 0 && elapsedSeconds >= 1 ? Double(measured) / elapsedSeconds * 3600 : nil
  }
}
