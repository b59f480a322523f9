import ExtractionPipeline
import FeatureStore
import Foundation
import Interchange
import PrivateFiles
import SignalCore
import TestSupport

/// Everything that the examples of the help texts name, small, in one folder.
enum ExampleMaterial {
  static func make(in folder: String) throws {
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder + "/SampleMedia", withDestinationPath: Program.home.appending(path: "SampleMedia").path)
    let speech = try Data(contentsOf: URL(filePath: Program.media("unpacked/jfk.wav")))
    let captions = """
      WEBVTT

      00:00.300 --> 00:02.200
      <v Interviewer>And so, my fellow Americans,

      00:03.200 --> 00:10.900
      <v Participant>ask not what your country can do for you, ask what you can do for your country.

      """
    for (place, sound) in [("recordings/visit-101", speech), ("visit", speech.dropLast(3200))] {
      try put(sound, "\(folder)/\(place).wav")
      try put(Data(captions.utf8), "\(folder)/\(place).vtt")
    }
    try put(
      Data("frame, timestamp, confidence, success, AU12_r\n1, 0, 0.98, 1, 0.5\n2, 0.04, 0.9, 1, 1\n".utf8),
      folder + "/processed/visit-1.csv")
    try makeStudy(folder + "/DAIC-WOZ", speech: speech)
    try makeResults(folder + "/results", people: 24, seed: 1)
    try AuditLog(ResultsFiles(path: folder + "/results")).append(.extract, sessions: ["visit-1"])
    try KeySource.makeKeyFile(at: folder + "/clinic.key")
    try makeResults(folder + "/clinic-2025", people: 12, seed: 2)
    var totals = "participant,date,scale,total\n"
    var items = "participant,date,phq8_1,phq8_2,phq8_3,phq8_4,phq8_5,phq8_6,phq8_7,phq8_8\n"
    for person in 1...24 {
      totals += "P\(person),2025-03-01,phq8,\((person * 7) % 23)\n"
      items += "P\(person),2025-03-01," + (0..<8).map { "\((person + $0) % 4)" }.joined(separator: ",") + "\n"
    }
    try put(Data(totals.utf8), folder + "/phq8.csv")
    try put(Data(items.utf8), folder + "/items.csv")
    let study = StudyMaker(people: 60)
    try put(Data(study.scores.utf8), folder + "/scores.csv")
    try put(Data(study.assessments.utf8), folder + "/totals.csv")
  }

  private static func put(_ data: Data, _ path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// One session in DAIC-WOZ's layout.
  private static func makeStudy(_ folder: String, speech: Data) throws {
    let session = folder + "/300_P/300_"
    try put(
      Data(
        ("start_time\tstop_time\tspeaker\tvalue\n0.3\t5.2\tEllie\tand so my fellow americans\n"
          + "5.3\t10.9\tParticipant\task not what your country can do for you\n").utf8),
      session + "TRANSCRIPT.csv")
    try put(speech, session + "AUDIO.wav")
    let row = (["150", "1"] + (2..<74).map { "\($0)" }).joined(separator: ",") + "\n"
    try put(Data(String(repeating: row, count: 1100).utf8), session + "COVAREP.csv")
    try put(
      Data("Participant_ID,PHQ8_Binary,PHQ8_Score,Gender\n300,1,12,0\n".utf8),
      folder + "/dev_split_Depression_AVEC2017.csv")
  }

  /// A results folder as `extract` leaves it, of made-up people with one session each.
  static func makeResults(_ path: String, people: Int, seed: Int) throws {
    let results = try ResultsFolder(path: path)
    let store = try FeatureStore(path: results.storePath)
    for person in 1...people {
      let readings = MeasureCatalog.all.enumerated().map { place, measure in
        let low = measure.lowerBound ?? 0
        let width = min((measure.upperBound ?? low + 100) - low, 100)
        // Spread over the range, and another order of people for every measure.
        let share = Double((person * (2 * place + 3) + 7 * seed) % 29) / 29
        return MeasureReading(measure, .value(low + width * share))
      }
      let record = SessionRecord(
        session: "visit-\(person)",
        input: InputRecord(
          path: "media/\(seed)-\(person).wav", sha256: "\(seed)-\(person)", participant: "P\(person)",
          date: "2025-03-01"),
        readings: readings.filter { $0.measure.modality != .quality },
        quality: readings.filter { $0.measure.modality == .quality }, remarks: [],
        gate: GateOutcome(objections: []), failures: [],
        transcript: Transcript(
          language: "en",
          segments: [
            .init(
              start: 0, end: 1, speaker: "Participant", text: "Well enough.",
              words: [.init(word: "Well", start: 0, end: 0.5), .init(word: "enough.", start: 0.5, end: 1)])
          ]), provenance: Provenance(settingsHash: "s", models: [:], transcriptSHA256: nil))
      let track = Track(
        name: "acoustic", timesSeconds: [0, 0.5, 1],
        columns: [.init(name: "f0", unit: "Hz", values: [100, nil, 110], missingReason: .unvoiced)])
      let turn = TurnReadings(
        time: TimeRange(startSeconds: 0, endSeconds: 1),
        readings: readings.filter { $0.measure.name.hasPrefix("speech.pitch.") })
      let files = try results.write(SessionOutcome(record: record, tracks: [track], turns: [turn]))
      try store.save(record)
      try store.save(files, of: record.session)
    }
    try results.writeTables(from: store)
  }
}
