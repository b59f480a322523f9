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
    let answers = turns.indices.filter { index in
      turns[index].prompt != nil && turns[index].passage.words.count >= LanguageMeasures.minimumTurnWords
    }
    let said = answers.map { turns[$0].passage.sentences.map(\.text).joined(separator: " ") }
    let asked = answers.map { turns[$0].prompt ?? "" }
    let meanings = Self.meanings(
      of: turns.flatMap { $0.passage.sentences.map(\.text) } + said + asked, encoder: encoder)
    sentences = turns.map { $0.passage.sentences.compactMap { meanings[$0.text] } }
    var relevance = [Double?](repeating: nil, count: turns.count)
    for (place, index) in answers.enumerated() {
      if let answer = meanings[said[place]], let prompt = meanings[asked[place]] {
        relevance[index] = answer.cosine(with: prompt)
      }
    }
    self.relevance = relevance
  }

  /// Of each different text once, however often it is said.
  private static func meanings(of texts: [String], encoder: SentenceEncoder) -> [String: SentenceEmbedding] {
    var seen: Set<String> = []
    let different = texts.filter { seen.insert($0).inserted }
    return zip(different, encoder.embeddings(of: different)).reduce(into: [:]) { $0[$1.0] = $1.1 }
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
