import SignalCore

/// Nearness of what is said to what was said before, from sentence embeddings of length 1.
struct Coherence {
  private static let leastPairs = 3
  private static let leastSentences = 5
  private static let leastTurns = 5

  /// One array of embeddings for each turn.
  let sentences: [[[Float]]]
  /// Similarity of each turn to what led to it; `nil` where there is none.
  let relevance: [Double?]

  /// Readings of `LanguageMeasures.coherence`, in that order.
  var readings: [MeasureReading] {
    let next = pairs(apart: 1)
    return [
      MeasureReading(LanguageMeasures.firstOrderCoherence, value(next) { $0.mean }),
      MeasureReading(LanguageMeasures.secondOrderCoherence, value(pairs(apart: 2)) { $0.mean }),
      MeasureReading(LanguageMeasures.leastCoherence, value(next) { $0.min() }),
      MeasureReading(LanguageMeasures.centroidCoherence, MeasuredValue(centroid, orMissing: .tooShort)),
      MeasureReading(LanguageMeasures.relevance, overTurns),
    ]
  }

  static func cosine(_ first: [Float], _ second: [Float]) -> Double {
    let product = zip(first, second).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    // Rounding may carry equal vectors past 1.
    return min(max(product, -1), 1)
  }

  private func pairs(apart: Int) -> [Double] {
    sentences.flatMap { turn in zip(turn, turn.dropFirst(apart)).map { Self.cosine($0, $1) } }
  }

  private func value(_ similarities: [Double], _ statistic: ([Double]) -> Double?) -> MeasuredValue {
    similarities.count >= Self.leastPairs
      ? MeasuredValue(statistic(similarities), orMissing: .tooShort) : .missing(.tooShort)
  }

  private var centroid: Double? {
    let all = sentences.flatMap { $0 }
    guard all.count >= Self.leastSentences, let width = all.first?.count else { return nil }
    var sum = [Float](repeating: 0, count: width)
    for vector in all { for index in sum.indices { sum[index] += vector[index] } }
    let length = sum.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0 else { return nil }
    let unit = sum.map { Float(Double($0) / length) }
    return all.map { Self.cosine($0, unit) }.mean
  }

  private var overTurns: MeasuredValue {
    let known = relevance.compactMap { $0 }
    return known.count >= Self.leastTurns
      ? MeasuredValue(known.mean, orMissing: .tooShort) : .missing(.tooShort)
  }
}
