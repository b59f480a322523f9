import FeatureStore
import Foundation
import SignalCore
import TestSupport
import Testing

@Suite("Feature store")
struct FeatureStoreTests {
  static let pitch = Measure(
    name: "speech.pitch.f0.median", title: "Pitch", modality: .speech, unit: "Hz", lowerBound: 0,
    definition: "", minimumData: "", source: "", depression: "", caution: "", trust: .checked)
  static let visible = Measure(
    name: "quality.face.visible_share", title: "Face", modality: .quality, unit: "%", lowerBound: 0,
    upperBound: 100, definition: "", minimumData: "", source: "", depression: "", caution: "",
    trust: .checked)

  static func record(_ session: String, pitchHz: Double?) -> SessionRecord {
    SessionRecord(
      session: session,
      input: InputRecord(path: "in/\(session).wav", sha256: "00", participant: "P1", date: "2026-01-02"),
      readings: [MeasureReading(pitch, MeasuredValue(pitchHz, orMissing: .unvoiced))],
      quality: [MeasureReading(visible, .missing(.notRecorded))], remarks: ["Sound only."],
      gate: GateOutcome(objections: ["Too short."]),
      failures: [FailureRecord(path: "in/\(session).wav", stage: "face", message: "m", remedy: "r")],
      transcript: Transcript(
        language: "en",
        segments: [
          .init(
            start: 0, end: 1, speaker: "A", text: "Hello.",
            words: [.init(word: "Hello.", start: 0.1, end: nil, confidence: 0.5)])
        ]),
      provenance: Provenance(settingsHash: "11", models: ["a": "b"], transcriptSHA256: nil))
  }

  @Test("what is saved is what is read, reasons and all")
  func roundTrip() throws {
    try withTemporaryFolder { folder in
      let store = try FeatureStore(path: folder + "/s.sqlite")
      let saved = Self.record("one", pitchHz: 180.25)
      try store.save(saved)
      try store.save(Self.record("two", pitchHz: nil))
      #expect(try store.session(named: "one") == saved)
      #expect(try store.session(named: "two")?.readings.first?.value == .missing(.unvoiced))
      #expect(try store.session(named: "three") == nil)
      #expect(try store.sessionNames() == ["one", "two"])
      #expect(try store.recordingPaths() == ["one": "in/one.wav", "two": "in/two.wav"])
      #expect(try store.failures().count == 2)
    }
  }

  @Test(
    "overviews hold the readings asked for, missing ones with their reason, and count the stages that broke")
  func overviews() throws {
    try withTemporaryFolder { folder in
      let store = try FeatureStore(path: folder + "/s.sqlite")
      let saved = Self.record("two", pitchHz: 120)
      try store.save(saved)
      try store.save(Self.record("one", pitchHz: nil))
      try store.save(FailureRecord(path: "in/other.wav", stage: "open", message: "m", remedy: "r"))
      let measure = try #require(saved.readings.first?.measure)
      let overviews = try store.overviews(of: [measure.name, "no.such.measure"])
      #expect(overviews.map(\.session) == ["one", "two"])
      #expect(
        overviews[0].readings == [measure.name: .init(version: measure.version, value: .missing(.unvoiced))])
      #expect(overviews[1].readings[measure.name]?.value == .value(120))
      #expect(overviews[1].input == saved.input && overviews[1].gate == saved.gate)
      #expect(overviews.map(\.failedStages) == [saved.failures.count, saved.failures.count])
      #expect(try store.overviews(of: []).allSatisfy { $0.readings.isEmpty })
    }
  }

  @Test("saving again replaces a session and its failures, and a later success clears a failure")
  func replacing() throws {
    try withTemporaryFolder { folder in
      let store = try FeatureStore(path: folder + "/s.sqlite")
      try store.save(FailureRecord(path: "in/one.wav", stage: "open", message: "m", remedy: "r"))
      #expect(try store.failures().map(\.stage) == ["open"])
      try store.save(Self.record("one", pitchHz: 100))
      #expect(try store.failures().map(\.stage) == ["face"])
      var clean = Self.record("one", pitchHz: 200)
      clean.failures = []
      try store.save(clean)
      #expect(try store.session(named: "one")?.readings.first?.value == .value(200))
      #expect(try store.failures().isEmpty)
    }
  }

  @Test("sessions of one recording keep their failures whatever becomes of the others, in whatever order")
  func sharedRecording() throws {
    func record(_ session: String, failing stages: [String]) -> SessionRecord {
      var record = Self.record(session, pitchHz: 100)
      record.input.path = "in/both.wav"
      record.failures = stages.map {
        FailureRecord(path: "in/both.wav", stage: $0, message: session, remedy: "r")
      }
      return record
    }
    let (first, second) = (record("a", failing: ["language", "face"]), record("b", failing: ["face"]))
    let noSession = FailureRecord(path: "in/both.wav", stage: "open", message: "m", remedy: "r")
    var images: [[UInt8]] = []
    for order in [[first, second], [second, first], [second, first, second, first]] {
      let store = try FeatureStore(image: nil)
      for record in order { try store.save(record) }
      #expect(try store.failures() == first.failures + second.failures)
      images.append(try store.image())
      try store.save(noSession)
      #expect(try store.failures() == first.failures + second.failures + [noSession])
      try store.save(record("b", failing: []))
      #expect(try store.failures() == first.failures)
      #expect(try store.session(named: "a") == first)
      try store.save(second)
      try store.remove(session: "a")
      #expect(try store.failures() == second.failures)
      images.append(try store.image())
    }
    #expect(images[0] == images[2] && images[0] == images[4])
    let alone = try FeatureStore(image: nil)
    try alone.save(second)
    let secondAlone = try alone.image()
    #expect(images[1] == secondAlone && images[3] == secondAlone && images[5] == secondAlone)
  }

  @Test("a compacted store is the same bytes whatever the order of saving, and opens again")
  func compacting() throws {
    try withTemporaryFolder { folder in
      let records = ["a", "b", "c"].map { Self.record($0, pitchHz: 120) }
      for (name, order) in [("x", records), ("y", records.reversed() + records)] {
        let store = try FeatureStore(path: "\(folder)/\(name).sqlite")
        for record in order { try store.save(record) }
        try store.compact()
      }
      let x = try Data(contentsOf: URL(filePath: folder + "/x.sqlite"))
      let y = try Data(contentsOf: URL(filePath: folder + "/y.sqlite"))
      #expect(x == y)
      let again = try FeatureStore(path: folder + "/x.sqlite")
      #expect(try again.session(named: "b") == records[1])
      try again.save(records[0])
      try again.compact()
      #expect(try Data(contentsOf: URL(filePath: folder + "/x.sqlite")) == y)
    }
  }

  @Test("a file that is no store is a named error that shows nothing of its content")
  func notAStore() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/s.sqlite"
      try Data("the patient said so".utf8).write(to: URL(filePath: path))
      let error = try #require(throws: StoreError.self) { try FeatureStore(path: path) }
      #expect(error.message.contains(path) && !error.message.contains("patient"))
    }
  }
}
