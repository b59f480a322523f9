import Foundation
import LanguageFeatures

/// Our sentence encoder beside other runtimes with the same weights: how near, and how quick.
struct SentenceRace {
  let encoder: SentenceEncoder
  let peer: Peer
  /// Runtimes that are there.
  let tools: [String]

  /// Greatest difference of a vector's number to double precision, ours and theirs.
  func accuracyReport() throws -> String {
    let texts = InterviewTexts.varied
    let truth = try peer.ask("truth", aboutTexts: texts, as: VectorAnswer.self).vectors
    var table = MarkdownTable("\(texts.count) sentences in single precision", "greatest difference to double")
    let ours = encoder.embeddings(of: texts).map { $0?.values.map(Double.init) ?? [] }
    table.add("Bellwether", String(format: "%.1e", greatestDifference(ours, truth)))
    for tool in tools {
      let theirs = try peer.ask(tool, aboutTexts: texts, as: VectorAnswer.self).vectors
      table.add(tool, String(format: "%.1e", greatestDifference(theirs, truth)))
    }
    return table.text
  }

  /// Processor time of 32 sentences in alternation, the cutting into pieces counted on both sides.
  func speedReport(rounds: Int) throws -> String {
    var table = MarkdownTable(
      ["32 sentences, one thread", "pieces", "ours (ms)"] + tools.flatMap { ["\($0) (ms)", "ratio"] })
    for (name, texts) in [
      ("mixed", InterviewTexts.interview), ("of equal length", InterviewTexts.equalLength),
    ] {
      var ours: [Double] = []
      var theirs = [[Double]](repeating: [], count: tools.count)
      // The first round warms everybody up and does not count.
      for round in 0...rounds {
        let (_, seconds) = timed { encoder.embeddings(of: texts) }
        let answers = try tools.map { try peer.ask($0, aboutTexts: texts, as: VectorAnswer.self).seconds }
        guard round > 0 else { continue }
        ours.append(seconds)
        for index in tools.indices { theirs[index].append(answers[index]) }
      }
      func milliseconds(_ times: [Double]) -> String { String(format: "%.1f", 1000 * median(times)) }
      let pieces = texts.reduce(0) { $0 + encoder.tokenizer.tokens(of: $1).pieces.count }
      table.add(
        [name, "\(pieces)", milliseconds(ours)]
          + theirs.flatMap { [milliseconds($0), String(format: "%.2f", median(ours) / median($0))] })
    }
    return table.text
  }

  private func greatestDifference(_ found: [[Double]], _ truth: [[Double]]) -> Double {
    var greatest = found.count == truth.count ? 0 : Double.infinity
    for (one, other) in zip(found, truth) {
      if one.count != other.count { greatest = .infinity }
      for (a, b) in zip(one, other) { greatest = max(greatest, abs(a - b)) }
    }
    return greatest
  }
}

/// Vectors of texts.
struct VectorAnswer: Decodable {
  let seconds: Double
  let vectors: [[Double]]
}

private func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
