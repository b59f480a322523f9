import Foundation
import Interchange
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Scoring")
struct ScoringTests {
  static func index(_ example: ResultsExample, reference: ResultsExample? = nil) throws -> [SessionScore] {
    try withTemporaryFolder { folder in
      try example.write(to: folder + "/a")
      try reference?.write(to: folder + "/b")
      return try ScoringByIndex(
        StoredResults(path: folder + "/a", withTurns: true), index: shippedIndex,
        reference: reference == nil ? nil : StoredResults(path: folder + "/b", withTurns: true),
        programVersion: "0"
      ).scores()
    }
  }

  @Test(
    "an index of a batch of twelve adds up from its contributions, carries the notice, and says what it is held against"
  )
  func batch() throws {
    let example = ResultsExample(participants: 12, turns: 3)
    let scores = try Self.index(example)
    #expect(scores.count == 12)
    for score in scores {
      #expect(score.contributions.compactMap(\.contribution).reduce(0, +) == score.score)
      #expect(
        score.notice == validationNotice && score.scorer.measureSetVersion == example.sessions[0].measureSet)
      #expect(score.scorer.reference?.origin == .batch && score.scorer.reference?.participants == 12)
      #expect(score.warnings.contains { $0.contains("compares the sessions of this folder") })
      #expect(score.probability == nil && score.thresholds.isEmpty)
      #expect(score.turns.count == 3)
      let interval = try #require(score.interval)
      let value = try #require(score.score)
      #expect(interval.lower < value && value < interval.upper)
    }
    // Standardised against themselves, the scores' mean is zero but for values beyond three deviations.
    #expect(abs(scores.compactMap(\.score).reduce(0, +)) < 1e-9)
  }

  @Test("nine people give no index but every value; a session below the gate gets none and is no reference")
  func refusals() throws {
    let few = try Self.index(ResultsExample(participants: 9))
    #expect(few.allSatisfy { $0.score == nil && $0.missing?.hasPrefix("notApplicable(") == true })
    #expect(
      few[0].contributions.allSatisfy { $0.value != nil && $0.direction != nil && $0.contribution == nil })
    var example = ResultsExample(participants: 12)
    example.sessions[3].gate = "refused"
    example.sessions[3].objections = "Too short."
    let scores = try Self.index(example)
    #expect(
      scores[3].score == nil && scores[3].missing == "lowQuality" && scores[3].objections == "Too short.")
    #expect(scores[0].scorer.reference?.participants == 11)
  }

  @Test("a reference cohort serves a single session; one of another measure set is refused")
  func reference() throws {
    let one = try Self.index(ResultsExample(participants: 1), reference: ResultsExample(participants: 15))
    #expect(one.count == 1 && one[0].score != nil && one[0].scorer.reference?.origin == .cohort)
    var other = ResultsExample(participants: 15)
    for index in other.sessions.indices { other.sessions[index].measureSet = "set 0" }
    #expect(
      throws: ResultsReadingError.otherMeasureSet(
        reference: "set 0", results: shippedIndex.card.measureSetVersion)
    ) {
      try Self.index(ResultsExample(participants: 1), reference: other)
    }
  }

  @Test("results of another measure set than the index was made for get none")
  func otherIndex() throws {
    var example = ResultsExample(participants: 12)
    for index in example.sessions.indices { example.sessions[index].measureSet = "set 0" }
    let version = shippedIndex.card.measureSetVersion
    #expect(throws: ResultsReadingError.otherIndex(.otherMeasureSet(index: version, results: "set 0"))) {
      try Self.index(example)
    }
    #expect(ScoringByIndex.unknownMeasure(of: shippedIndex) == nil)
  }

  @Test(
    "files written twice are the same bytes and are read back as they were; the ranking follows the scores")
  func files() throws {
    var example = ResultsExample(participants: 12, turns: 2)
    example.sessions[0].gate = "refused"
    try withTemporaryFolder { folder in
      try example.write(to: folder)
      let results = try StoredResults(path: folder, withTurns: true)
      let scores = try ScoringByIndex(results, index: shippedIndex, reference: nil, programVersion: "0")
        .scores()
      func write() throws -> [Data] {
        try ScoreFiles.write(scores, of: results)
        let names = ["scores.csv", "case-1/score.json", "case-2/score.json"]
        return try names.map { try Data(contentsOf: URL(filePath: "\(folder)/\($0)")) }
      }
      #expect(try write() == write())
      let read = try ScoreFiles.read(ResultsFiles(path: folder))
      #expect(read == scores)
      let ranking = try Ranking(read, path: folder)
      #expect(ranking.unscored.map(\.session) == ["case-1"] && ranking.ranked.count == 11)
      let order = ranking.ranked.compactMap(\.score)
      #expect(order == order.sorted(by: >))
      // A header, and two turns of eleven sessions.
      #expect(ranking.table.split(separator: "\n").count == 23)
      #expect(ranking.text.contains("Not scored:") && ranking.text.contains("look at"))
      var mixed = read
      mixed[1].scorer.version = "other"
      #expect(throws: ResultsReadingError.severalScorers(path: folder)) { try Ranking(mixed, path: folder) }
    }
    try withTemporaryFolder { folder in
      let error = ResultsReadingError.notScored(path: folder)
      #expect(throws: error) { try ScoreFiles.read(ResultsFiles(path: folder)) }
    }
  }
}
