import Foundation
import Interchange
import LanguageFeatures
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Words read with voice and face, from results to scores")
struct GatedScoreTests {
  /// Three words of the participant, a second each, and one of the interviewer over them.
  private static func segments(from start: Double) -> [Transcript.Segment] {
    var words: [Transcript.Word] = []
    for (place, word) in ["I", "sleep", "badly"].enumerated() {
      let began = start + Double(place)
      words.append(Transcript.Word(word: word, start: began, end: began + 1))
    }
    let other = Transcript.Word(word: "really", start: start, end: start + 3)
    return [
      Transcript.Segment(start: start, end: start + 3, speaker: "P", text: "I sleep badly", words: words),
      Transcript.Segment(start: start, end: start + 3, speaker: "I", text: "really", words: [other]),
    ]
  }

  /// Twenty people with two turns each; the participant's words have times, and voice and face tracks lie beneath.
  private static func write(to folder: String) throws -> ResultsExample {
    var example = ResultsExample(participants: 20, turns: 2)
    for index in example.sessions.indices {
      example.sessions[index].speaker = "P"
      example.sessions[index].transcript = Transcript(
        language: "en", segments: segments(from: 0) + segments(from: 10))
    }
    try example.write(to: folder)
    for (number, session) in example.sessions.enumerated() {
      // Ten frames a second; pitch rises from word to word, by more in every further session, and is not everywhere.
      let times = (0..<140).map { 0.1 * Double($0) + 0.05 }
      let pitch = times.enumerated().map { (frame: Int, time: Double) -> Float? in
        let rise = time.truncatingRemainder(dividingBy: 10) * Double(number + 2)
        return frame % 3 == 0 ? nil : Float(100 + rise)
      }
      let level = times.map { (time: Double) -> Float? in Float(60 + Int(time) % 3) }
      try TracksFile.write(
        [
          Track(
            name: "acoustic", timesSeconds: times,
            columns: [
              Track.Column(name: "f0", unit: "Hz", values: TrackValues(pitch), missingReason: .unvoiced),
              Track.Column(
                name: "intensity", unit: "dB", values: TrackValues(level), missingReason: .notRecorded),
            ])
        ], transcript: nil, to: "\(folder)/\(session.name)/tracks.h5")
    }
    return example
  }

  @Test("a turn's words carry the mean of the frames inside each, pitch in semitones; nobody else's enter")
  func signals() throws {
    let tokenizer = try SentenceTokenizer(catalog: installedModels())
    let turns: [MeasuredTurn] = try withTemporaryFolder { folder in
      _ = try Self.write(to: folder)
      var results = try StoredResults(path: folder, withTurns: true)
      results.addSignals(encoder: try SentenceEncoder(catalog: installedModels()), tokenizer: tokenizer)
      return results.sessions[1].measured.turns
    }
    let spoken = try #require(turns[0].spoken)
    #expect(spoken.pieces == SpokenPieces(words: ["I", "sleep", "badly"], tokenizer: tokenizer))
    #expect(spoken.readings.keys.sorted() == ["speech"])
    let speech = try #require(spoken.readings["speech"])
    #expect(speech.columnNames == ["f0_semitones", "intensity"])
    // Frames 1, 2, 4, 5, 7 and 8 of the first word, of the second session.
    let frames = [0.15, 0.25, 0.45, 0.55, 0.75, 0.85].map { 12 * log2(100 + 3 * $0) }
    // Single precision in the file.
    #expect(abs(try #require(speech.values[0][0]) - frames.reduce(0, +) / 6) < 1e-4)
    #expect(speech.values.map { $0[1] } == [60, 61, 62])
  }

  @Test("a gated model of a results folder is stored, scores the folder and says what single words do")
  func wholeWay() async throws {
    try await withTemporaryFolder { folder in
      _ = try Self.write(to: folder + "/r")
      let catalog = try installedModels()
      let encoder = try GateEncoder(catalog: catalog)
      var results = try StoredResults(path: folder + "/r", withTurns: true)
      results.addSignals(encoder: try SentenceEncoder(catalog: catalog), tokenizer: encoder.tokenizer)
      let inputs = try #require(TurnInputs(results.sessions.map(\.measured)))
      let (cohort, _) = try results.cohort(
        assessments: results.sessions.enumerated().map {
          AssessedPerson(participant: $1.measured.participant, total: Double($0 % 19))
        }, scale: OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 0, cutOff: 10), turnInputs: inputs)
      #expect(cohort.sessions.allSatisfy { $0.spoken.count == 2 })
      let learners = TrainingCandidates.gate.learners(
        for: cohort, encoder: encoder, positions: [.embeddings, .firstLayer])
      #expect(learners.suffix(2).allSatisfy { $0 is GatedTurnLearner } && learners.count > 4)
      var network = TurnNetworkSettings()
      (network.width, network.headCount, network.layerCount, network.feedForwardWidth) = (8, 2, 1, 8)
      (network.memberCount, network.greatestEpochCount) = (1, 1)
      var training = GatedTurnLearner.usualTraining
      training.epochs = 1
      let learner = GatedTurnLearner(
        encoder: encoder, position: .firstLayer, network: network, training: training, folds: 2)
      let plan = try TrainingPlan(
        cohort: cohort, candidates: [learner], folds: 2, innerFolds: 2, seed: 1, programVersion: "0")
      let tasks = try (0..<plan.taskCount).map { try plan.run($0) }
      #expect(tasks.compactMap(\.failure) == [])
      let outcome = try await plan.collect(tasks, baselines: [])
      let made = try ModelMaking(
        plan: plan, outcome: outcome, figures: [], leftOut: [:], unnamedSessions: 0, turnInputs: inputs,
        programVersion: "0", measureSetVersion: results.measureSetVersion
      ).made()
      try ModelFile.write(made.card, tensors: made.tensors, to: folder + "/m")
      let scoring = try ScoringByModel(
        results, modelAt: folder + "/m", index: shippedIndex, encoder: encoder, programVersion: "0")
      let shift = try #require(scoring.shift)
      #expect(shift.columns.contains { $0.name == "speech.words.f0_semitones.spread" })
      #expect(shift.warning == nil)
      for score in scoring.scores().prefix(3) {
        let explained = try #require(score.explained)
        let sum = score.modalities.compactMap(\.contribution).reduce(explained.base, +)
        #expect(abs(sum - (try #require(score.score))) < 1e-9)
        #expect(score.modalities.map(\.modality) == ["words", "language", "speech"])
        #expect(
          try #require(score.groupEffects).contains { $0.group == "speech.words" && $0.modality == .speech })
      }
      #expect(throws: ModelFileError.encoderMissing(path: folder + "/m")) {
        try ScoringByModel(results, modelAt: folder + "/m", index: shippedIndex, programVersion: "0")
      }
    }
  }
}
