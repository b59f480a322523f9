import ExtractionPipeline
import FacialFeatures
import Foundation
import SignalCore
import TestSupport
import Testing

@Suite("Words that could tell who somebody is")
struct PrivateWordsTests {
  private static let names = ["Anna", "Kowalski", "Ramirez", "Chicago", "Maria", "555 123 4567"]

  private func outcome(masking: Bool) async throws -> SessionOutcome {
    let path = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString).vtt")
    defer { try? FileManager.default.removeItem(at: path) }
    let talk = """
      WEBVTT

      00:00:00.000 --> 00:00:02.000
      <v Dr. Helen Ramirez>Where do you live, Anna?

      00:00:02.500 --> 00:00:06.000
      <v Anna Kowalski>I live in Chicago with my sister Maria. Call me on 555 123 4567.

      00:00:06.500 --> 00:00:10.000
      <v Anna Kowalski>Sometimes I do not want to wake up.

      """
    try Data(talk.utf8).write(to: path)
    return try await measured(
      Recording(path: SampleMedia.path("jfk.wav"), transcriptPath: path.path),
      settings: ExtractionSettings(
        modalities: [.speech, .language], participant: .speakerNamed("Anna Kowalski"),
        deidentification: masking ? Deidentification() : nil))
  }

  @Test("masked before anything is derived: no name is left in transcript, source, remarks or table")
  func masked() async throws {
    let masked = try await outcome(masking: true)
    let record = masked.record
    let written =
      String(decoding: try JSONEncoder().encode(record.transcript), as: UTF8.self)
      + record.remarks.joined() + (record.input.participantSource ?? "") + (masked.masks ?? "")
    for name in Self.names { #expect(!written.contains(name), "\(name)") }
    #expect(record.input.participantSpeaker == "[PERSON_2]", "the choice follows the label")
    #expect(masked.masks?.split(separator: "\n").count ?? 0 > 5)
    #expect(record.remarks.contains { $0.contains("a person has to check") })
    let plain = try await outcome(masking: false)
    #expect(plain.masks == nil)
    #expect(plain.record.transcript?.speakers.contains("Anna Kowalski") == true)
  }

  @Test("a mention to be read by a person is remarked by its time, without its words")
  func safety() async throws {
    let remarks = try await outcome(masking: false).record.remarks
    let remark = try #require(remarks.first { $0.hasPrefix("Safety:") })
    #expect(remark.contains("0:06"))
    #expect(!remark.contains("wake up"))
  }
}

@Suite("Faces at rest from earlier sessions")
struct StoredNeutralTests {
  @Test("a folder that holds none, or is not there, is refused by name")
  func refused() {
    let empty = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString)")
    #expect(throws: NeutralError.unreadable(path: empty.path)) { try StoredNeutral.all(in: empty.path) }
    try? FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: empty) }
    #expect(throws: NeutralError.none(path: empty.path)) { try StoredNeutral.all(in: empty.path) }
  }

  @Test("a face is known by the recording it was found in, where the session's summary tells it")
  func origin() throws {
    try withTemporaryFolder { folder in
      for session in ["a", "b"] {
        let place = URL(filePath: "\(folder)/\(session)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let neutral = #"{"session":"\#(session)","neutral":{"channels":[],"calmSeconds":12}}"#
        try Data(neutral.utf8).write(to: place.appending(path: StoredNeutral.fileName))
      }
      let summary = #"{"session":"b","input":{"path":"b.mp4","sha256":"00"}}"#
      try Data(summary.utf8).write(to: URL(filePath: "\(folder)/b/summary.json"))
      #expect(try StoredNeutral.all(in: folder).map(\.input?.sha256) == [nil, "00"])
    }
  }
}
