import DenseMath

/// Examples that have something to encode, their texts in one row.
struct EncoderExamples: Sendable {
  let all: [EncoderExample]
  /// Of all examples, one behind the other.
  let texts: [EncoderText]
  /// Places of each example's texts among `texts`.
  private let places: [Range<Int>]
  private let textsPerExample: Int

  /// Texts with nothing to encode are left out, and examples without any other.
  init(_ examples: [EncoderExample], textsPerExample: Int) {
    all = examples.compactMap { example in
      let texts = example.texts.filter { !$0.isEmpty }
      return texts.isEmpty
        ? nil
        : EncoderExample(texts: texts, participant: example.participant, outcomes: example.outcomes)
    }
    texts = all.flatMap(\.texts)
    var start = 0
    places = all.map { example in
      defer { start += example.texts.count }
      return start..<start + example.texts.count
    }
    self.textsPerExample = textsPerExample
  }

  /// Places among `texts` of what is read of an example: all, or as many spread evenly.
  func even(_ example: Int) -> [Int] {
    let own = places[example]
    guard own.count > textsPerExample else { return Array(own) }
    return (0..<textsPerExample).map { own.lowerBound + (2 * $0 + 1) * own.count / (2 * textsPerExample) }
  }

  /// The same, drawn by chance, in their order.
  func drawn(_ example: Int, _ generator: inout SeededGenerator) -> [Int] {
    let own = places[example]
    guard own.count > textsPerExample else { return Array(own) }
    return generator.permutation(own.count).prefix(textsPerExample).sorted().map { own.lowerBound + $0 }
  }
}

/// Means over runs of rows.
/// - Parameters:
///   - rows: Sum of the counts × width.
///   - counts: Rows of each run, one or more.
/// - Returns: counts.count × width.
func averaged(_ rows: [Double], counts: [Int], width: Int) -> [Double] {
  var result: [Double] = []
  result.reserveCapacity(counts.count * width)
  var row = 0
  for count in counts {
    for column in 0..<width {
      var sum = 0.0
      for place in row..<row + count { sum += rows[place * width + column] }
      result.append(sum / Double(count))
    }
    row += count
  }
  return result
}
