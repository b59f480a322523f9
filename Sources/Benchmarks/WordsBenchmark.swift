import ArgumentParser
import Foundation
import LanguageFeatures
import NeuralRuntime

struct WordsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "Parts of speech beside spaCy's en_core_web_sm 3.8.0, sentiment beside vaderSentiment 3.3.2.",
    discussion: """
      Takes the last column of a table of utterances, one a line after a heading; capitals throughout are written small, \
      with a capital and a full stop put to each. Both taggers are given the same words. Installs the peers by name into \
      a folder of their own the first time.

      Example: swift run -c release Benchmarks words ../shared/data/mosi/utterances.csv
      """)

  @Argument(help: "A table whose last column is the text.")
  var file = "../shared/data/mosi/utterances.csv"

  @Option(help: "Sentences to tag.")
  var sentences = 2_000

  func run() throws {
    let peer = try Peer(home: Benchmarks.home, script: "words.py", set: "words")
    let catalog = try ModelCatalog(home: Benchmarks.home)
    let texts = try Self.texts(of: file)
    let spoken = Array(texts.filter { $0.split(separator: " ").count >= 4 }.prefix(sentences))
    try tag(spoken, PartOfSpeechTagger(catalog: catalog), peer)
    try rate(texts, SentenceSentiment(lexicon: SentimentLexicon(catalog: catalog)), peer)
  }

  private func tag(_ texts: [String], _ tagger: PartOfSpeechTagger, _ peer: Peer) throws {
    let tagged = texts.map(tagger.tagged)
    let theirs = try peer.ask(
      "spacy", aboutTexts: tagged.map { $0.map(\.word).joined(separator: "\u{1}") }, as: [[String]].self)
    var (words, same, sameClass) = (0, 0, 0)
    for (ours, reference) in zip(tagged, theirs) {
      for (word, tag) in zip(ours, reference) where tag != "." && tag != "," {
        words += 1
        // The Penn Treebank has one tag for ‘to’, the peer's training text two.
        let isSame = word.tag.rawValue == tag || (word.tag == .to && tag == "IN")
        same += isSame ? 1 : 0
        sameClass += isSame || Self.wordClass(word.tag.rawValue) == Self.wordClass(tag) ? 1 : 0
      }
    }
    var table = MarkdownTable("Parts of speech", "sentences", "words", "same tag", "same class")
    table.add(
      "Brill's rules and ours, against en_core_web_sm", "\(texts.count)", "\(words)",
      String(format: "%.1f %%", 100 * Double(same) / Double(words)),
      String(format: "%.1f %%", 100 * Double(sameClass) / Double(words)))
    print(table.text)
  }

  private func rate(_ texts: [String], _ sentiment: SentenceSentiment, _ peer: Peer) throws {
    let theirs = try peer.ask("vader", aboutTexts: texts, as: [Double].self)
    let apart = zip(texts, theirs).map { abs(sentiment.compound(of: $0) - $1) }
    var table = MarkdownTable("Sentiment", "texts", "further apart than 0.0001", "largest")
    table.add(
      "compound score against vaderSentiment", "\(texts.count)", "\(apart.count { $0 > 1e-4 })",
      String(format: "%.6f", apart.max() ?? 0))
    print(table.text)
  }

  /// Nouns, verbs with modals, adjectives, adverbs and pronouns; other tags by themselves.
  private static func wordClass(_ tag: String) -> String {
    for (start, name) in [
      ("NN", "noun"), ("VB", "verb"), ("MD", "verb"), ("JJ", "adjective"), ("RB", "adverb"),
      ("WRB", "adverb"), ("PRP", "pronoun"),
    ] where tag.hasPrefix(start) { return name }
    return tag
  }

  private static func texts(of file: String) throws -> [String] {
    try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
      .compactMap { line in
        guard let last = line.split(separator: ",").last else { return nil }
        let text = last.lowercased().replacing(/\bi\b/, with: "I")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
      }
  }
}
