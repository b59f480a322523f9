import SignalCore

/// Nearness of what is said to what was said before, by the meanings of sentences.
struct Coherence {
  private static let leastPairs = 3
  private static let leastSentences = 5
  private static let leastTurns = 5

  /// One array for each turn.
  private let sentences: [[SentenceEmbedding]]
  /// Similarity of each turn to what the other said right before; `nil` where there is no such thing.
  let relevance: [Double?]

  init(_ turns: [ParticipantSpeech.Turn], encoder: SentenceEncoder) {
    let meanings = encoder.embeddings(of: turns.flatMap { $0.passage.sentences.map(\.text) })
    var rest = meanings[...]
    sentences = turns.map { turn in
      let own = rest.prefix(turn.passage.sentences.count).compactMap { $0 }
      rest = rest.dropFirst(turn.passage.sentences.count)
      return own
    }
    let answers = turns.indices.filter { index in
      turns[index].prompt != nil && turns[index].passage.words.count >= LanguageMeasures.minimumTurnWords
    }
    let said = answers.map { turns[$0].passage.sentences.map(\.text).joined(separator: " ") }
    let pairs = encoder.embeddings(of: said + answers.map { turns[$0].prompt ?? "" })
    var relevance = [Double?](repeating: nil, count: turns.count)
    for (place, index) in answers.enumerated() {
      if let answer = pairs[place], let prompt = pairs[answers.count + place] {
        relevance[index] = answer.cosine(with: prompt)
      }
    }
    self.relevance = relevance
  }

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

  private func pairs(apart: Int) -> [Double] {
    sentences.flatMap { turn in zip(turn, turn.dropFirst(apart)).map { $0.cosine(with: $1) } }
  }

  private func value(_ similarities: [Double], _ statistic: ([Double]) -> Double?) -> MeasuredValue {
    similarities.count >= Self.leastPairs
      ? MeasuredValue(statistic(similarities), orMissing: .tooShort) : .missing(.tooShort)
  }

  /// Mean similarity to the mean of all: the embeddings have length 1, so that this is the length of their mean.
  private var centroid: Double? {
    let all = sentences.flatMap { $0 }
    guard all.count >= Self.leastSentences, let width = all.first?.values.count else { return nil }
    var sum = [Double](repeating: 0, count: width)
    for embedding in all {
      for (index, value) in embedding.values.enumerated() { sum[index] += Double(value) }
    }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return min(length / Double(all.count), 1)
  }

  private var overTurns: MeasuredValue {
    let known = relevance.compactMap { $0 }
    return known.count >= Self.leastTurns
      ? MeasuredValue(known.mean, orMissing: .tooShort) : .missing(.tooShort)
  }
}
