import Foundation
import Interchange
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Scores that say why")
struct ExplainedScoreTests {
  /// Thirty people with four turns of 5 s every 10 s; the first of them with a transcript of both speakers.
  static func example() -> ResultsExample {
    var example = ResultsExample(participants: 30, turns: 4)
    func words(_ text: String, from start: Double) -> [Transcript.Word] {
      text.split(separator: " ").enumerated().map {
        Transcript.Word(word: String($1), start: start + Double($0), end: start + Double($0) + 0.5)
      }
    }
    example.sessions[0].speaker = "P"
    example.sessions[0].transcript = Transcript(
      language: "en",
      segments: [
        Transcript.Segment(start: 0, end: 4, speaker: "P", text: "one two", words: words("one two", from: 1)),
        Transcript.Segment(start: 1, end: 4, speaker: "I", text: "and", words: words("and", from: 2)),
        // Without times of words: spread over 10 to 14 s.
        Transcript.Segment(start: 10, end: 14, speaker: "P", text: "three four", words: []),
        Transcript.Segment(
          start: 26, end: 28, speaker: "P", text: "between", words: words("between", from: 26)),
        Transcript.Segment(start: nil, end: nil, speaker: "P", text: "nowhere", words: []),
      ])
    return example
  }

  /// A small network over the example's turns, written to a folder.
  static func network(_ example: ResultsExample, in folder: String) async throws {
    try example.write(to: folder + "/r")
    let results = try StoredResults(path: folder + "/r", withTurns: true)
    let inputs = try #require(TurnInputs(results.sessions.map(\.measured)))
    let (cohort, _) = try results.cohort(
      assessments: example.sessions.enumerated().map {
        AssessedPerson(participant: $1.participant ?? "", total: Double($0 % 20))
      }, scale: OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 0, cutOff: 10), turnInputs: inputs)
    var settings = TurnNetworkSettings()
    (settings.width, settings.headCount, settings.layerCount, settings.feedForwardWidth) = (8, 2, 1, 8)
    (settings.memberCount, settings.greatestEpochCount) = (1, 3)
    let plan = try TrainingPlan(
      cohort: cohort, candidates: [TurnNetworkLearner(settings: settings)], folds: 2, innerFolds: 2, seed: 1,
      programVersion: "0")
    let outcome = try await plan.collect(try (0..<plan.taskCount).map { try plan.run($0) }, baselines: [])
    let made = try ModelMaking(
      plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, turnInputs: inputs,
      programVersion: "0", measureSetVersion: results.measureSetVersion
    ).made()
    try ModelFile.write(made.card, tensors: made.tensors, to: folder + "/m")
  }

  @Test(
    "a network's score.json: modalities add up, turns have times and words, attention comes with its check")
  func network() async throws {
    try await withTemporaryFolder { folder in
      var example = Self.example()
      try await Self.network(example, in: folder)
      let results = try StoredResults(path: folder + "/r", withTurns: true)
      let scoring = try ScoringByModel(
        results, modelAt: folder + "/m", index: shippedIndex, programVersion: "0")
      let scores = scoring.scores()
      try ScoreFiles.write(scores, of: results)
      #expect(try ScoreFiles.read(ResultsFiles(path: folder + "/r")) == scores)
      #expect(
        try ScoringByModel(results, modelAt: folder + "/m", index: shippedIndex, programVersion: "0").scores()
          == scores)
      for score in scores {
        let explained = try #require(score.explained)
        let sum = score.modalities.compactMap(\.contribution).reduce(explained.base, +)
        #expect(abs(sum - (try #require(score.score))) < 1e-9)
        #expect(Set(score.modalities.map(\.modality)) == ["language", "speech"])
        let effects = try #require(score.turnEffects)
        #expect(effects.leftOutInTurn == 4 && effects.turnCount == 4 && effects.attention.turnCount == 4)
        #expect(effects.evidence.allSatisfy { $0.effect > 0 })
        #expect(effects.counterEvidence.allSatisfy { $0.effect < 0 })
        let groups = try #require(score.groupEffects)
        #expect(groups.contains { $0.group == "speech.pitch" && $0.modality == .speech })
        #expect(score.evidence == groups.filter { $0.effect > 0 }.map(\.group))
      }
      let effects = try #require(scores[0].turnEffects)
      let turns = effects.evidence + effects.counterEvidence
      let words = Dictionary(uniqueKeysWithValues: turns.map { ($0.turn, $0.words) })
      #expect(turns.allSatisfy { $0.startSeconds == 10 * Double($0.turn - 1) })
      #expect(turns.count == 4 && words[1] == "one two" && words[2] == "three four")
      #expect(words[3] == .some(nil) && words[4] == .some(nil))
      #expect(try #require(scores[0].quoting).contains("not de-identified") && scores[1].quoting == nil)
      #expect(try Ranking(scores, path: folder).text.contains("s the score is"))
      // The words are of the session's file alone.
      #expect(!(try Ranking(scores, path: folder).table.contains("three")))
      #expect(!ScoreFiles.table(scores, of: results).contains("three"))
      example.sessions[0].isDeidentified = true
      try example.write(to: folder + "/d")
      let masked = try ScoringByModel(
        StoredResults(path: folder + "/d", withTurns: true), modelAt: folder + "/m", index: shippedIndex,
        programVersion: "0"
      ).scores()
      #expect(try #require(masked[0].quoting).contains("from a de-identified transcript"))
    }
  }

  @Test("the index's turns quote the same words, a long turn its first sixty")
  func index() throws {
    var example = Self.example()
    example.sessions[1].transcript = Transcript(
      language: "en",
      segments: [
        Transcript.Segment(
          start: 10, end: 15, speaker: nil, text: (1...70).map { "w\($0)" }.joined(separator: " "), words: [])
      ])
    let scores = try ScoringTests.index(example)
    #expect(scores[0].turns.first { $0.turn == 1 }?.words == "one two")
    let long = try #require(scores[1].turns.first { $0.turn == 2 }?.words)
    #expect(long.hasPrefix("w1 w2") && long.hasSuffix("w60 …"))
    #expect(scores[2].turns.allSatisfy { $0.words == nil } && scores[2].quoting == nil)
  }

  @Test(
    "the demonstration model scores any results, says in every output that its people are made up, and warns of results unlike theirs"
  )
  func demo() throws {
    let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let model = home.appending(path: DemoModel.folder).path
    var example = ResultsExample(participants: 12, turns: 2)
    let version = try ModelFile(path: model).card.measureSetVersion
    for index in example.sessions.indices { example.sessions[index].measureSet = version }
    try withTemporaryFolder { folder in
      try example.write(to: folder)
      let results = try StoredResults(path: folder, withTurns: true)
      let scoring = try ScoringByModel(results, modelAt: model, index: shippedIndex, programVersion: "0")
      let scores = scoring.scores()
      try ScoreFiles.write(scores, of: results)
      let ranking = try Ranking(try ScoreFiles.read(ResultsFiles(path: folder)), path: folder)
      let shift = try #require(scoring.shift)
      for session in example.sessions {
        let text = try String(contentsOfFile: "\(folder)/\(session.name)/score.json", encoding: .utf8)
        #expect(text.contains(DemoModel.name))
      }
      let tables = [
        ScoreFiles.table(scores, of: results), ranking.table, ScoreFiles.table(shift, model: scoring.name),
      ]
      for table in tables {
        #expect(table.split(separator: "\n").dropFirst().allSatisfy { $0.contains(DemoModel.name) })
      }
      #expect(ranking.text.contains(DemoModel.name) && scoring.notice.hasPrefix(DemoModel.about))
      // Values of the example lie anywhere up to 23, whatever the unit.
      let warning = try #require(shift.warning)
      #expect(scores.allSatisfy { $0.score == nil || $0.warnings.contains(warning) })
      #expect(tables[2].contains("speech.timing.pause_share,speech,") && tables[2].contains(",true,"))
    }
  }

  @Test(
    "every measure the demonstration model reads is one the program extracts, of the program's measure set")
  func demoIsCurrent() throws {
    let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let card = try ModelFile(path: home.appending(path: DemoModel.folder).path).card
    let handbook = try String(
      contentsOf: home.appending(path: "Documentation/MEASURES.md"), encoding: .utf8)
    for name in card.measuresRead { #expect(handbook.contains("| `\(name)` |"), "\(name)") }
    let provenance = try String(
      contentsOf: home.appending(path: "Sources/FeatureStore/Provenance.swift"), encoding: .utf8)
    // When this fails, make it again: rm -r Models/demo && swift run -c release Benchmarks demo-model
    #expect(provenance.contains("currentMeasureSetVersion = \"\(card.measureSetVersion)\""))
  }
}
