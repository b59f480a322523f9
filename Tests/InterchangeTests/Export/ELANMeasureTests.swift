import Foundation
import Interchange
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

@Suite("Measures of turns in ELAN")
struct ELANMeasureTests {
  private static let transcript = Transcript(
    language: nil, segments: [.init(start: 0, end: 4, speaker: "Ana", text: "so on", words: [])])

  /// The annotations of a tier: milliseconds of start and end, and text.
  private func annotations(_ tier: String, in document: String) throws -> [(
    start: Int, end: Int, text: String
  )] {
    var times: [String: Int] = [:]
    for slot in document.matches(of: /TIME_SLOT_ID="(\w+)" TIME_VALUE="(\d+)"/) {
      times[String(slot.1)] = Int(slot.2)
    }
    let from = try #require(document.range(of: "TIER_ID=\"\(tier)\"")).upperBound
    let to = try #require(document.range(of: "</TIER>", range: from..<document.endIndex)).lowerBound
    let annotation =
      /TIME_SLOT_REF1="(\w+)"\s+TIME_SLOT_REF2="(\w+)">\s*<ANNOTATION_VALUE>([^<]*)</
    return try document[from..<to].matches(of: annotation).map { found in
      (
        try #require(times[String(found.1)]), try #require(times[String(found.2)]), String(found.3)
      )
    }
  }

  @Test("a tier a measure, named with its unit, spans each turn with its value or why there is none")
  func tiers() throws {
    let session = ExportExample.sessions[0]
    let document = TranscriptText.elanDocument(Self.transcript, withTurnsOf: session)
    let pitch = try annotations("speech.pitch.f0.median [Hz]", in: document)
    #expect(pitch.map(\.start) == [500, 3250] && pitch.map(\.end) == [2000, 4000])
    #expect(pitch.map { Double($0.text) } == [180, 190])
    let spread = try annotations("speech.pitch.f0.sd_semitones [st]", in: document)
    #expect(spread.map(\.start) == [500, 3250])
    #expect(spread[0].text == "missing: unvoiced" && Double(spread[1].text) == 1.5)
    #expect(try annotations("Ana", in: document).map(\.text) == ["so on"])
    let identifiers = document.matches(of: /ANNOTATION_ID="(\w+)"/).map { String($0.1) }
    #expect(identifiers.count == 5 && Set(identifiers).count == 5)
    #expect(document == TranscriptText.elanDocument(Self.transcript, withTurnsOf: session))
  }

  @Test("turns that overlap stand in two tiers, and a session without turns has the plain transcript")
  func overlap() throws {
    var session = ExportExample.sessions[0]
    session.turns = [ExportExample.turn(1, 0, 2, [.value(100)]), ExportExample.turn(2, 1, 3, [.value(110)])]
    let document = TranscriptText.elanDocument(Self.transcript, withTurnsOf: session)
    #expect(try annotations("speech.pitch.f0.median [Hz]", in: document).map(\.end) == [2000])
    #expect(try annotations("speech.pitch.f0.median [Hz] (2)", in: document).map(\.end) == [3000])
    session.turns = []
    #expect(
      try TranscriptText.elanDocument(Self.transcript, withTurnsOf: session)
        == TranscriptText.elan.write(Self.transcript, recording: "visit"))
  }

  @Test("read as a transcript again, tiers of measures are nobody who speaks")
  func readAgain() throws {
    try withTemporaryFolder { folder in
      let document = TranscriptText.elanDocument(Self.transcript, withTurnsOf: ExportExample.sessions[0])
      try Data(document.utf8).write(to: URL(filePath: folder + "/a.eaf"))
      let read = try TranscriptFile.reading(folder + "/a.eaf")
      #expect(read.transcript.segments.map(\.speaker) == ["Ana"])
      #expect(read.transcript.segments.map(\.text) == ["so on"])
    }
  }
}
