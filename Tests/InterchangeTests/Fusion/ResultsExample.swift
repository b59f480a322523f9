import Foundation
import MultimodalFusion
import SignalCore
import TestSupport

/// The index of this checkout.
let shippedIndex: CompositeIndex = {
  do throws(CompositeIndexError) {
    return try CompositeIndex(folder: packageRoot.appending(path: "Models").path)
  } catch {
    preconditionFailure("\(error.message) \(error.remedy)")
  }
}()

/// Results folders as `extract` lays them out, written by the tests.
struct ResultsExample {
  struct Session {
    var name: String
    var participant: String?
    var date: String?
    /// Measure → cell; an empty cell is missing.
    var cells: [String: String]
    var gate = "passed"
    var objections = ""
    var sha256: String
    var measureSet = shippedIndex.card.measureSetVersion
    /// Turn measure → value, one dictionary a turn.
    var turns: [[String: Double]] = []
    var transcript: Transcript?
    /// The participant in the transcript.
    var speaker: String?
    var isDeidentified = false
  }

  var sessions: [Session]
  var measures: [String]

  /// Measures of the index and some beside; values rise with the session's number.
  static let measures =
    shippedIndex.terms.map(\.measure)
    + ["language.tokens.count", "speech.pitch.f0.median", "speech.conversation.interviewer.turn.count"]

  /// So many sessions of one participant each, `case-1` of `P1` and so on.
  init(participants: Int, turns: Int = 0) {
    measures = Self.measures
    sessions = (1...participants).map { number in
      Session(
        name: "case-\(number)", participant: "P\(number)",
        date: "2025-01-\(number < 10 ? "0" : "")\(number % 28 + 1)",
        cells: Dictionary(
          uniqueKeysWithValues: Self.measures.enumerated().map { place, name in
            (name, "\(Double((number * (place + 3) * 7) % 23) + 0.5)")
          }), sha256: "sha-\(number)",
        turns: (0..<turns).map { turn in
          Dictionary(
            uniqueKeysWithValues: shippedIndex.terms.compactMap(\.turnMeasure).enumerated().map {
              place, name in
              (name, Double((number + turn * (place + 2)) % 7))
            })
        })
    }
  }

  func write(to folder: String) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var table = (["session"] + measures).joined(separator: ",") + "\n"
    var missing = "session,measure,reason\n"
    var quality = "session,quality.sound.speech_seconds,gate,objections,remarks\n"
    for session in sessions {
      table += ([session.name] + measures.map { session.cells[$0] ?? "" }).joined(separator: ",") + "\n"
      for measure in measures where (session.cells[measure] ?? "").isEmpty {
        missing += "\(session.name),\(measure),noFace\n"
      }
      quality += "\(session.name),\(60 + session.name.count),\(session.gate),\(session.objections),\n"
      let own = "\(folder)/\(session.name)"
      try manager.createDirectory(atPath: own, withIntermediateDirectories: true)
      var input = ["path": "x.wav", "sha256": session.sha256]
      input["participant"] = session.participant
      input["participantSpeaker"] = session.speaker
      input["date"] = session.date
      if let transcript = session.transcript {
        try JSONEncoder().encode(transcript).write(to: URL(filePath: own + "/transcript.json"))
      }
      if session.isDeidentified { try Data().write(to: URL(filePath: own + "/masked.csv")) }
      let summary: [String: Any] = [
        "session": session.name, "input": input,
        "provenance": [
          "programVersion": "0", "measureSetVersion": session.measureSet, "settingsHash": "h", "models": [:],
        ] as [String: Any],
      ]
      try JSONSerialization.data(withJSONObject: summary).write(to: URL(filePath: own + "/summary.json"))
      if !session.turns.isEmpty {
        var turns = "turn,start,end,measure,value,missing\n"
        for (index, turn) in session.turns.enumerated() {
          for (name, value) in turn.sorted(by: { $0.key < $1.key }) {
            turns += "\(index + 1),\(index * 10),\(index * 10 + 5),\(name),\(value),\n"
          }
        }
        try Data(turns.utf8).write(to: URL(filePath: own + "/turns.csv"))
      }
    }
    for (name, text) in [("measures", table), ("missing", missing), ("quality", quality)] {
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).csv"))
    }
  }

  /// PHQ-8 totals that follow a measure, with sex and age.
  func assessments(following measure: String = "speech.timing.pause_share") -> String {
    var text = "participant,date,scale,total,sex,age\n"
    for (index, session) in sessions.enumerated() {
      let value = Double(session.cells[measure] ?? "") ?? 0
      text +=
        "\(session.participant ?? session.name),,phq8,\(Int(value)),\(index % 2 == 0 ? "f" : "m"),\(20 + index)\n"
    }
    return text
  }
}
