import ExtractionPipeline
import Foundation
import TestSupport
import Testing

@Suite("Finding recordings")
struct RecordingFinderTests {
  private func touch(_ path: String, _ text: String = "x") throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @Test("a folder gives its recordings in order, without hidden files, disguises and other files")
  func folder() throws {
    try withTemporaryFolder { folder in
      for name in ["b.wav", "a/é x.MP4", "._b.wav", ".hidden/c.wav", "__MACOSX/b.wav", "notes.txt", "b.vtt"] {
        try touch("\(folder)/\(name)")
      }
      let found = try RecordingFinder.recordings(at: [folder])
      #expect(found.map(\.path) == ["\(folder)/a/é x.MP4", "\(folder)/b.wav"])
      #expect(found.map(\.transcriptPath) == [nil, "\(folder)/b.vtt"])
    }
  }

  @Test("a file named by itself is tried whatever its ending, and once even if named twice")
  func files() throws {
    try withTemporaryFolder { folder in
      try touch("\(folder)/session.bin")
      let found = try RecordingFinder.recordings(at: ["\(folder)/session.bin", "\(folder)/./session.bin"])
      #expect(found.map(\.path) == ["\(folder)/session.bin"])
    }
  }

  @Test("a manifest names recordings relative to itself, with all its columns, whatever their order")
  func manifest() throws {
    try withTemporaryFolder { folder in
      try touch(
        "\(folder)/m.csv",
        "\u{FEFF}session,path,date,participant,participant_channel,transcript\r\n"
          + "one,\"in, put/a.wav\",2026-01-02,P1,2,t.vtt\r\n,/abs/b.wav,,,,\r\n")
      let found = try RecordingFinder.recordings(at: ["\(folder)/m.csv"])
      #expect(
        found == [
          Recording(
            path: "\(folder)/in, put/a.wav", session: "one", participant: "P1", date: "2026-01-02",
            transcriptPath: "\(folder)/t.vtt", participantChoice: .channel(2)),
          Recording(path: "/abs/b.wav"),
        ])
    }
  }

  @Test("what cannot be found or used is a named error")
  func errors() throws {
    try withTemporaryFolder { folder in
      #expect(throws: FinderError.notFound(path: "\(folder)/no")) {
        try RecordingFinder.recordings(at: ["\(folder)/no"])
      }
      #expect(throws: FinderError.nothingFound(paths: [folder])) {
        try RecordingFinder.recordings(at: [folder])
      }
      try touch("\(folder)/a.csv", "file\nx.wav\n")
      #expect(throws: FinderError.manifestWithoutPaths(path: "\(folder)/a.csv")) {
        try RecordingFinder.recordings(at: ["\(folder)/a.csv"])
      }
      try touch("\(folder)/b.csv", "path,participant_channel\nx.wav,left\n")
      #expect(
        throws: FinderError.manifestCell(path: "\(folder)/b.csv", line: 2, column: "participant_channel")
      ) { try RecordingFinder.recordings(at: ["\(folder)/b.csv"]) }
      for date in ["2024-13-45", "05.04.2024"] {
        try touch("\(folder)/c.csv", "path,date\nx.wav,\(date)\n")
        #expect(throws: FinderError.manifestCell(path: "\(folder)/c.csv", line: 2, column: "date")) {
          try RecordingFinder.recordings(at: ["\(folder)/c.csv"])
        }
      }
      for (rows, column) in [("x.wav,a\ny.wav,a", "session"), ("x.wav,\n./x.wav,", "path")] {
        try touch("\(folder)/d.csv", "path,session\n\(rows)\n")
        #expect(throws: FinderError.manifestRepeats(path: "\(folder)/d.csv", line: 3, column: column)) {
          try RecordingFinder.recordings(at: ["\(folder)/d.csv"])
        }
      }
    }
  }

  @Test("a recording of two people is two, and a folder that is a link is entered")
  func peopleAndLinks() throws {
    try withTemporaryFolder { folder in
      try touch("\(folder)/m.csv", "path,session,participant_channel\nx.wav,one,1\nx.wav,two,2\n")
      let found = try RecordingFinder.recordings(at: ["\(folder)/m.csv"])
      #expect(found.map(\.session) == ["one", "two"])
      try touch("\(folder)/in/visit.wav")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "\(folder)/in")
      #expect(
        try RecordingFinder.recordings(at: ["\(folder)/link"]).map(\.path) == ["\(folder)/link/visit.wav"])
    }
  }

  @Test("the participant is named in one of four ways and no other")
  func participantText() {
    #expect(ParticipantChoice(text: "auto") == .automatic)
    #expect(ParticipantChoice(text: "channel:2") == .channel(2))
    #expect(ParticipantChoice(text: "speaker:1") == .speaker(1))
    #expect(ParticipantChoice(text: "speaker:Ann: B") == .speakerNamed("Ann: B"))
    for wrong in ["", "channel", "channel:0", "channel:x", "speaker:0", "2"] {
      #expect(ParticipantChoice(text: wrong) == nil)
    }
  }
}
