import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Tracks file")
struct TracksFileTests {
  static let track = Track(
    name: "acoustic", timesSeconds: [0.02, 0.03, 0.04],
    columns: [
      .init(name: "f0", unit: "Hz", values: [nil, 120.5, nil], missingReason: .unvoiced),
      .init(name: "intensity", unit: "dB", values: [40, 61, 60], missingReason: .tooShort),
      .init(name: "empty", unit: "1", values: [nil, nil, nil], missingReason: .failed("why")),
    ])

  @Test("tracks come back as they were, with gaps as gaps")
  func roundTrip() throws {
    try withTemporaryFolder { folder in
      try TracksFile.write([Self.track], transcript: nil, to: folder + "/t.h5")
      let read = try #require(try TracksFile.read(folder + "/t.h5").first)
      #expect(read.timesSeconds == Self.track.timesSeconds)
      for column in Self.track.columns {
        let same = try #require(read.column(column.name))
        #expect(same.values == column.values && same.unit == column.unit)
        if column.values.contains(nil) { #expect(same.missingReason == column.missingReason) }
      }
    }
  }

  @Test("the same tracks are the same bytes, also when many are written at once")
  func sameBytes() async throws {
    try await withTemporaryFolder { folder in
      let values: [Float?] = (0..<5000).map { $0 % 7 == 0 ? nil : Float($0) / 5000 }
      let long = Track(
        name: "face", timesSeconds: (0..<5000).map { Double($0) / 25 },
        columns: [.init(name: "smile", unit: "1", values: TrackValues(values), missingReason: .noFace)])
      let transcript = Transcript(
        language: "en",
        segments: [
          .init(
            start: 0, end: 1, speaker: "Ana", text: "Žluť!",
            words: [.init(word: "Žluť!", start: 0, end: 0.5), .init(word: "x", start: nil, end: nil)])
        ])
      let files = try await boundedMap(Array(0..<8), limit: 4) { number in
        let path = "\(folder)/\(number).h5"
        try TracksFile.write([Self.track, long], transcript: transcript, to: path)
        return try Data(contentsOf: URL(filePath: path))
      }
      #expect(Set(files).count == 1)
    }
  }

  @Test("a file that cannot be written or read is a named error")
  func errors() throws {
    try withTemporaryFolder { folder in
      #expect(throws: InterchangeError.obstructed(.noFolder, path: folder + "/no/t.h5")) {
        try TracksFile.write([Self.track], transcript: nil, to: folder + "/no/t.h5")
      }
      try Data("no HDF5".utf8).write(to: URL(filePath: folder + "/t.h5"))
      #expect(throws: InterchangeError.cannotRead(path: folder + "/t.h5")) {
        try TracksFile.read(folder + "/t.h5")
      }
    }
  }
}

@Suite("Comma-separated text")
struct CommaSeparatedTests {
  @Test("cells that would break a row are quoted; numbers read back exactly")
  func quoting() {
    var table = CommaSeparated(header: ["a", "b"])
    table.append(["x,y", "say \"so\"\r\nagain"])
    #expect(table.text == "a,b\n\"x,y\",\"say \"\"so\"\"\r\nagain\"\n")
    for number in [0.1, -3, 1e300, 1.0 / 3, 123_456_789] {
      #expect(Double(CommaSeparated.cell(number)) == number)
    }
    #expect(CommaSeparated.cell(42) == "42")
  }
}
