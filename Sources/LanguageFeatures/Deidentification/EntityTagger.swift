internal import Foundation
internal import NeuralRuntime

/// What Rampart (National Design Studio, CC-BY-4.0), a six-layer BERT, makes of each word of a turn.
final class EntityTagger {
  struct Tag: Hashable {
    let identity: IdentityClass
    /// That the word identifies anything, 0 to 1; the highest of its pieces.
    let probability: Double
  }

  private let model: TokenModel
  private let tokenizer: SentenceTokenizer
  /// Pieces read at once; the network was made for up to 512.
  private let windowPieces = 126

  init(catalog: ModelCatalog) throws(LanguageError) {
    do {
      tokenizer = try SentenceTokenizer(
        vocabularyPath: try catalog.verifiedPath("deidentification/vocab.txt"))
      model = try TokenModel("deidentification/model_q4.onnx", in: catalog)
    } catch let error as ModelError {
      throw .model(error)
    } catch {
      throw .listUnreadable
    }
  }

  /// One entry a word; `nil` where the model sees nothing.
  func tags(_ turn: Turn) throws(LanguageError) -> [Tag?] {
    var tags = [Tag?](repeating: nil, count: turn.words.count)
    let pieces = turn.words.map { word in
      // Without the two that frame every text.
      tokenizer.tokens(of: word.written).pieces.dropFirst().dropLast().map(Int64.init)
    }
    var start = 0
    while start < turn.words.count {
      let end = windowEnd(pieces.map(\.count), turn, from: start)
      try read(pieces[start..<end], into: &tags)
      start = end
    }
    return tags
  }

  /// As many words as a window holds, up to the last end of a sentence in its second half where there is one.
  private func windowEnd(_ counts: [Int], _ turn: Turn, from start: Int) -> Int {
    var end = start
    var total = 0
    while end < counts.count, total + min(counts[end], windowPieces) <= windowPieces || end == start {
      total += counts[end]
      end += 1
    }
    guard end < counts.count else { return end }
    let half = start + (end - start) / 2
    return (half..<end).last { turn.words[$0].endsSentence }.map { $0 + 1 } ?? end
  }

  private func read(_ pieces: ArraySlice<[Int64]>, into tags: inout [Tag?])
    throws(LanguageError)
  {
    let frame = tokenizer.tokens(of: "").pieces.map(Int64.init)
    let tokens = frame.prefix(1) + pieces.flatMap(\.self).prefix(windowPieces) + frame.suffix(1)
    guard tokens.count > 2 else { return }
    let scores: [Float]
    do { scores = try model.output(for: Array(tokens)) } catch { throw .model(error) }
    let classes = labels.count
    guard scores.count == tokens.count * classes else {
      throw .model(.unusable(name: "Rampart", detail: "its output has another size than expected"))
    }
    var row = 1
    for (word, own) in zip(pieces.indices, pieces) {
      for _ in own where row < tokens.count - 1 {
        let tag = Self.tag(scores[row * classes..<(row + 1) * classes].map(Double.init))
        if let tag, tag.probability > tags[word]?.probability ?? 0 { tags[word] = tag }
        row += 1
      }
    }
  }

  private static func tag(_ scores: [Double]) -> Tag? {
    let highest = scores.max() ?? 0
    let weights = scores.map { exp($0 - highest) }
    let total = weights.reduce(0, +)
    guard let best = (1..<labels.count).max(by: { weights[$0] < weights[$1] }) else { return nil }
    let probability = 1 - weights[0] / total
    return probability < 0.05 ? nil : labels[best].map { Tag(identity: $0, probability: probability) }
  }
}

/// The model's classes in order: none, then a first and a further piece of each.
private let labels: [IdentityClass?] =
  [nil]
  + [
    .person, .person, .email, .phone, .url, .identifier, .identifier, .identifier, .identifier, .identifier,
    .identifier, .address, .address, .address, .place, .place, .address,
  ].flatMap { [$0, $0] }
