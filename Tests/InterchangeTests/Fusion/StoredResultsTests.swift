import Foundation
import Interchange
import LanguageFeatures
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("Results read back")
struct StoredResultsTests {
  static func read(_ example: ResultsExample, withTurns: Bool = false) throws -> StoredResults {
    try withTemporaryFolder { folder in
      try example.write(to: folder)
      return try StoredResults(path: folder, withTurns: withTurns)
    }
  }

  @Test(
    "values, reasons, quality, participants and turns come back; the interviewer's measures are kept apart")
  func reading() throws {
    var example = ResultsExample(participants: 3, turns: 2)
    example.sessions[1].cells["face.head.movement"] = ""
    example.sessions[2].participant = nil
    let results = try Self.read(example, withTurns: true)
    #expect(results.measureSetVersion == shippedIndex.card.measureSetVersion && results.sessions.count == 3)
    #expect(results.sessions[1].measured.value(of: "face.head.movement") == .missing(.noFace))
    let text = try #require(example.sessions[0].cells["speech.pitch.f0.median"])
    #expect(results.sessions[0].measured.value(of: "speech.pitch.f0.median").number == Double(text))
    #expect(results.sessions.map(\.measured.participant) == ["P1", "P2", "case-3"])
    #expect(
      results.sessions.count { $0.origin.namedParticipant == nil } == 1
        && results.sessions[0].quality["quality.sound.speech_seconds"] == 66)
    #expect(results.interviewerColumns.map(\.name) == ["speech.conversation.interviewer.turn.count"])
    #expect(results.columns.count == ResultsExample.measures.count - 1)
    #expect(results.sessions[0].measured.turns.map(\.number) == [1, 2])
    #expect(results.sessions[0].measured.turns[1].time == TimeRange(startSeconds: 10, endSeconds: 15))
    #expect(results.sessions[0].measured.turns[1].values == example.sessions[0].turns[1])
  }

  @Test("a turn's words become a vector and its face a mean; the interviewer's words never enter")
  func signals() throws {
    var example = ResultsExample(participants: 1, turns: 2)
    example.sessions[0].speaker = "A"
    let encoder = try SentenceEncoder(catalog: installedModels())
    let turns: [MeasuredTurn] = try withTemporaryFolder { folder in
      try example.write(to: folder)
      let transcript = Transcript(
        language: nil,
        segments: [
          Transcript.Segment(
            start: 0, end: 4, speaker: "A", text: "I could not sleep",
            words: [
              Transcript.Word(word: "I", start: 0, end: 1), Transcript.Word(word: "could", start: 1, end: 2),
              Transcript.Word(word: "not", start: 2, end: 3),
              Transcript.Word(word: "sleep", start: 3, end: 4),
            ]),
          Transcript.Segment(start: 2, end: 3, speaker: "B", text: "Really?", words: []),
          Transcript.Segment(start: 10, end: 12, speaker: "B", text: "And then?", words: []),
        ])
      let own = "\(folder)/case-1"
      try JSONEncoder().encode(transcript).write(to: URL(filePath: own + "/transcript.json"))
      // Four pictures in the first turn, one of them without a face; two in the second.
      let track = Track(
        name: "face", timesSeconds: [1, 2, 3, 4, 11, 12],
        columns: [
          Track.Column(
            name: "head_yaw", unit: "rad", values: [0.1, 0.2, nil, 0.6, 1, 1], missingReason: .noFace),
          Track.Column(
            name: "interocular", unit: "px", values: [60, 60, 60, 60, 60, 60], missingReason: .noFace),
        ])
      try TracksFile.write([track], transcript: nil, to: own + "/tracks.h5")
      var results = try StoredResults(path: folder, withTurns: true)
      results.addSignals(encoder: encoder)
      return results.sessions[0].measured.turns
    }
    let expected = try #require(encoder.embeddings(of: ["I could not sleep"])[0]).values.map { Double($0) }
    #expect(turns.map(\.words) == [expected, nil])
    // Single precision in the file.
    #expect(abs(try #require(turns[0].values["face.turn.head_yaw"]) - 0.3) < 1e-6)
    #expect(turns[1].values["face.turn.head_yaw"] == nil)
    #expect(!turns[0].values.keys.contains("face.turn.interocular"))
    let inputs = try #require(
      TurnInputs([MeasuredSession(session: "s", participant: "p", values: [:], turns: turns)]))
    #expect(inputs.wordsWidth == expected.count && inputs.modalities.last?.name == "face")
    let sequence = try #require(
      inputs.sequence(of: MeasuredSession(session: "s", participant: "p", values: [:], turns: turns)))
    #expect(sequence.turns[0].inputs[0] == expected && sequence.turns[1].inputs[0] == nil)
    for group in inputs.groups {
      #expect(sequence.modalities[group.modality].name == String(group.name.prefix { $0 != "." }))
      #expect(group.columns.allSatisfy { $0 < sequence.modalities[group.modality].width })
    }
    #expect(Set(inputs.groups.map(\.modality)) == Set(1..<sequence.modalities.count))
  }

  @Test("a session that its results give no participant is of the one the assessments name")
  func namedByTheTable() throws {
    var example = ResultsExample(participants: 4)
    for place in 1...3 { example.sessions[place].participant = nil }
    let results = try Self.read(example)
    let scale = OutcomeScale(name: "PHQ-8", minimum: 0, maximum: 24, itemCount: 8, cutOff: 10)
    func cohort(_ rows: [AssessedPerson]) throws -> Cohort {
      try results.cohort(assessments: rows, scale: scale).cohort
    }
    let rows = [
      AssessedPerson(participant: "P1", session: "case-1", total: 3),
      AssessedPerson(participant: "Q", session: "case-2", total: 4),
      AssessedPerson(participant: "Q", session: "case-3", total: 5),
      AssessedPerson(participant: "case-4", isNamed: false, session: "case-4", total: 6),
    ]
    #expect(try cohort(rows).sessions.map(\.participant) == ["P1", "Q", "Q", "case-4"])
    #expect(throws: FusionError.assessmentOfAnother(session: "case-1")) {
      try cohort([AssessedPerson(participant: "P2", session: "case-1", total: 3)])
    }
    #expect(throws: FusionError.assessedTwice(session: "case-2")) {
      try cohort(rows + [AssessedPerson(participant: "Q", session: "case-2", date: "2025-01-01", total: 20)])
    }
  }

  @Test("one recording under two participants is refused; twice under one is not")
  func sharedRecording() throws {
    var example = ResultsExample(participants: 3)
    example.sessions[2].sha256 = example.sessions[0].sha256
    #expect(throws: ResultsReadingError.recordingOfTwoParticipants(first: "case-1", second: "case-3")) {
      try Self.read(example)
    }
    example.sessions[2].participant = "P1"
    #expect(throws: Never.self) { try Self.read(example) }
  }

  @Test("sessions of two measure sets, a cell that is no number and a name that leads elsewhere are refused")
  func refusals() throws {
    var example = ResultsExample(participants: 3)
    example.sessions[1].measureSet = "set 2"
    #expect(
      throws: ResultsReadingError.mixedMeasureSets(versions: [shippedIndex.card.measureSetVersion, "set 2"])
    ) {
      try Self.read(example)
    }
    example = ResultsExample(participants: 3)
    example.sessions[1].cells["face.head.movement"] = "much"
    try withTemporaryFolder { folder in
      try example.write(to: folder)
      let error = ResultsReadingError.notANumber(
        path: folder + "/measures.csv", line: 3, column: "face.head.movement")
      #expect(throws: error) { try StoredResults(path: folder, withTurns: false) }
    }
    try withTemporaryFolder { folder in
      example = ResultsExample(participants: 2)
      try example.write(to: folder + "/in")
      let table = URL(filePath: folder + "/in/measures.csv")
      let quality = URL(filePath: folder + "/in/quality.csv")
      for file in [table, quality] {
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacing("case-2,", with: "../out,").utf8).write(to: file)
      }
      let error = ResultsReadingError.impossibleName(path: folder + "/in/measures.csv", line: 3)
      #expect(throws: error) { try StoredResults(path: folder + "/in", withTurns: false) }
      #expect(throws: ResultsReadingError.noResults(path: folder)) {
        try StoredResults(path: folder, withTurns: false)
      }
    }
  }

  @Test("assessments join by session, by participant, or by day; sessions below the gate stay out")
  func joining() throws {
    var example = ResultsExample(participants: 5)
    example.sessions[1].participant = "P1"
    example.sessions[4].gate = "refused"
    let results = try Self.read(example)
    let scale = OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 0, cutOff: 10)
    let day = try #require(example.sessions[1].date)
    let (cohort, leftOut) = try results.cohort(
      assessments: [
        AssessedPerson(participant: "P1", date: example.sessions[0].date, total: 3),
        AssessedPerson(participant: "P1", date: day, total: 5, sex: "f", ageYears: 40, site: "A"),
        AssessedPerson(participant: "elsewhere", isNamed: false, session: "case-3", total: 7),
        AssessedPerson(participant: "P5", total: 9),
      ], scale: scale)
    #expect(cohort.sessions.map(\.session) == ["case-1", "case-2", "case-3"])
    #expect(cohort.sessions.map(\.total) == [3, 5, 7])
    #expect(
      cohort.sessions[1].sex == "f" && cohort.sessions[1].ageYears == 40 && cohort.sessions[1].site == "A")
    #expect(leftOut.belowGate == 1 && leftOut.withoutAssessment == 1)
    #expect(cohort.sessions.allSatisfy { $0.interviewerValues.count == 1 && $0.speechSeconds == 66 })
    // Two assessments, neither of the session's day: no guess.
    let (unclear, _) = try results.cohort(
      assessments: [
        AssessedPerson(participant: "P1", date: "1999-01-01", total: 3),
        AssessedPerson(participant: "P1", date: "1999-01-02", total: 5),
        AssessedPerson(participant: "P4", total: 2),
      ], scale: scale)
    #expect(unclear.sessions.map(\.session) == ["case-4"])
  }
}
