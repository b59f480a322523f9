import ClinicalAssessment
import Foundation
import Interchange
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

/// Tables, archives, series and results damaged by chance are read or refused by name.
@Suite("tables and archives damaged by chance")
struct MutatedFileTests {
  /// Damages a file so many times and reads each copy; anything but a value or a named error fails the test.
  private func damage(
    _ original: Data, _ name: String, times: Int = 80, reading read: (String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/damaged"
      try original.write(to: URL(filePath: path))
      try read(path)
      var mutator = FileMutator(seed: 3, stream: name)
      for _ in 0..<times {
        try mutator.mutated(original).write(to: URL(filePath: path))
        do { try read(path) } catch let error as any UserFacingError {
          #expect(!error.message.isEmpty && !error.remedy.isEmpty, "\(name)")
        } catch { Issue.record("\(name): \(error)") }
      }
    }
  }

  @Test(
    "other tools' tables",
    arguments: [
      ("covarep", StudyFolder.covarep(rows: [.voiced, .unvoiced, .voiced], creak: true)),
      (
        "openface",
        "frame, face_id, timestamp, confidence, success, AU12_r, AU12_c\n1, 0, 0.0, 0.98, 1, 1.2, 1\n2, 0, 0.04, 0.2, 0, 0, 0\n"
      ),
      ("opensmile", "name;frameTime;loudness_sma3\n'a b.wav';0.00;1.5\n'a b.wav';0.01;1.25\n"),
      ("arff", "@relation a\n@attribute name string\n@attribute loudness numeric\n@data\n'a',1.5\n'b',?\n"),
    ])
  func features(name: String, text: String) throws {
    try damage(Data(text.utf8), name) { path in
      for track in try ForeignFeatures.read(path).tracks {
        #expect(track.track.timesSeconds.allSatisfy { $0.isFinite }, "\(name)")
        for column in track.track.columns {
          #expect(column.values.allSatisfy { $0.map(\.isFinite) ?? true }, "\(name) \(column.name)")
        }
      }
    }
  }

  @Test("questionnaires")
  func questionnaires() throws {
    let text = "participant_ID,date,phq2_1,phq2_2,gad7_total\n300,2024-01-02,1,2,11\n301,,,3,4\n"
    try damage(Data(text.utf8), "questionnaire", times: 200) { path in
      let table = try AssessmentTable(fileAt: path)
      #expect(table.rows.allSatisfy { $0.participant != "" })
    }
  }

  @Test("arrays and archives of NumPy")
  func arrays() throws {
    try withTemporaryFolder { folder in
      let (one, many) = (folder + "/one.npy", folder + "/many.npz")
      let array = NumPyArray(shape: [2, 3], elements: .float64([1, 2, 3, 4, 5, 6]))
      try NumPyFile.write(array, to: one)
      try NumPyArchive.write([("a", array), ("names", NumPyArray(.text(["x", "yz"])))], to: many)
      try damage(try Data(contentsOf: URL(filePath: one)), "npy", times: 200) { _ = try NumPyFile.read($0) }
      try damage(try Data(contentsOf: URL(filePath: many)), "npz", times: 200) { path in
        let archive = try NumPyArchive(path: path)
        for name in archive.names { _ = try archive.array(name) }
      }
    }
  }

  @Test("series on a clock")
  func tracks() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/t.h5"
      try TracksFile.write([TracksFileTests.track], transcript: nil, to: path)
      try damage(try Data(contentsOf: URL(filePath: path)), "h5", times: 200) { _ = try TracksFile.read($0) }
    }
  }

  @Test("results folders")
  func results() throws {
    try withTemporaryFolder { folder in
      try ResultsExample(participants: 2, turns: 2).write(to: folder)
      for name in ["measures.csv", "missing.csv", "quality.csv", "case-1/summary.json", "case-1/turns.csv"] {
        let place = URL(filePath: "\(folder)/\(name)")
        let whole = try Data(contentsOf: place)
        try damage(whole, name, times: 60) { damaged in
          try Data(contentsOf: URL(filePath: damaged)).write(to: place)
          _ = try StoredResults(path: folder, withTurns: true)
        }
        try whole.write(to: place)
      }
    }
  }
}
