import Foundation
import TestSupport
import Testing

@Suite("Recordings that change, go, or may not be read, end to end", .serialized)
struct FaultTests {
  private func put(_ data: Data, _ path: String) throws {
    let url = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  private func fill(_ folder: String, _ names: [String]) throws {
    for (number, name) in names.enumerated() {
      try put(
        try TinyRecordings.speech(fromSecond: Double(number), seconds: 1.5), "\(folder)/\(name).wav")
    }
  }

  private func command(_ folder: String, _ input: String = "in") -> [String] {
    ["extract", "\(folder)/\(input)", "--out", "\(folder)/out", "--modalities", "speech", "--jobs", "1"]
  }

  /// Sessions of the measures' table, and the table of failures without its first line.
  private func outcome(_ folder: String) throws -> (sessions: [Substring], failures: [Substring]) {
    func rows(_ name: String) throws -> [Substring] {
      try Program.text("\(folder)/out/\(name)").split(separator: "\n").dropFirst().map { $0 }
    }
    return (try rows("measures.csv").map { $0.prefix { $0 != "," } }, try rows("failures.csv"))
  }

  // MARK: Rights

  /// How a program is run by somebody without special rights, whom root asks for.
  private static let unprivileged =
    geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

  /// Why nobody else can run the program here; `nil` when somebody can.
  private static let obstacle: String? = {
    if unprivileged.isEmpty { return nil }
    let place = FileManager.default.temporaryDirectory.path
    let tried = try? Program.launch(
      "/usr/bin/env",
      unprivileged + ["sh", "-c", "cd \"$0\" && exec \"$1\" --version", place, Program.executable])
    return tried?.status == 0 ? nil : "root cannot run the program as somebody else here"
  }()

  @Test(
    "a recording that may not be read costs itself alone, a results folder that may not be written the run",
    .enabled(if: Self.obstacle == nil, "\(Self.obstacle ?? "")"))
  func rights() throws {
    try withTemporaryFolder { folder in
      try fill("\(folder)/in", ["a", "locked", "z"])
      try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0], ofItemAtPath: "\(folder)/in/locked.wav")
      func run(_ words: [String]) throws -> Program.Outcome {
        try Program.launch("/usr/bin/env", Self.unprivileged + [Program.executable] + words)
      }
      let first = try run(command(folder))
      #expect(first.status == 2, "\(first.errors)")
      let found = try outcome(folder)
      #expect(found.sessions == ["a", "z"])
      #expect(found.failures.count == 1 && found.failures[0].hasPrefix("\(folder)/in/locked.wav,open,"))
      #expect(found.failures[0].contains("cannot be read") && found.failures[0].contains("you may read it"))

      let whole = try Program.contents(of: "\(folder)/out")
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: "\(folder)/out")
      let second = try run(command(folder) + ["--overwrite"])
      #expect(second.status == 1)
      #expect(second.errors.contains("‘\(folder)/out’ may not be written by this user"), "\(second.errors)")
      #expect(second.errors.contains("What to do: Ask for the right to write there"))
      #expect(try Program.contents(of: "\(folder)/out") == whole)
    }
  }

  // MARK: Recordings on the move

  @Test(
    """
    a recording that grows, is exchanged or goes while it is read is a failure that says so, with nothing measured of \
    it; the others are unharmed, and the next run measures what then lies there
    """)
  func moving() throws {
    try withTemporaryFolder { folder in
      let names = ["exchanged", "gone", "grown"]
      for name in names {
        try put(
          try Data(contentsOf: URL(filePath: Program.media("unpacked/moving-face.mp4"))),
          "\(folder)/in/\(name).mp4")
      }
      try fill("\(folder)/in", ["still"])
      let command = command(folder) + ["--modalities", "speech,face", "--face-fps", "2"]
      let run = try RunningProgram(command + ["--json-progress"])
      for name in names {
        #expect(run.line(with: "\"progress\"", "\"\(name)\"", "\"face\"") != nil)
        let path = "\(folder)/in/\(name).mp4"
        switch name {
        case "gone": try FileManager.default.removeItem(atPath: path)
        case "grown":
          let end = try #require(FileHandle(forWritingAtPath: path))
          try end.seekToEnd()
          try end.write(contentsOf: Data(repeating: 7, count: 5_000))
          try end.close()
        default:
          try fill(folder, ["other"])
          #expect(unsafe rename("\(folder)/other.wav", path) == 0)
        }
        #expect(run.line(with: "\"ended\"", "\"\(name)\"", "\"failed\"") != nil, "\(name)")
      }
      #expect(run.line(with: "\"ended\"", "\"still\"", "\"done\"") != nil)
      #expect(run.end() == 2)
      let found = try outcome(folder)
      #expect(found.sessions == ["still"])
      #expect(found.failures.count == 3)
      for (name, word) in zip(names, ["changed", "removed", "changed"]) {
        let row = try #require(found.failures.first { $0.contains("/\(name).mp4") })
        #expect(row.contains("was \(word) while it was read") && row.contains("run the same command again"))
      }
      let files = try Program.contents(of: "\(folder)/out").keys
      #expect(!files.contains { name in names.contains { name.contains($0) } }, "\(files)")

      #expect(try Program.run(command).status == 0)
      let after = try outcome(folder)
      #expect(after.sessions == ["exchanged", "grown", "still"])
      #expect(after.failures.count == 1 && after.failures[0].contains("/gone.mp4"))
    }
  }

  @Test(
    """
    a recording that goes after it was listed is a failure; what was measured of it before stays with what a person \
    corrected, which counts once the recording is back
    """)
  func gone() throws {
    try withTemporaryFolder { folder in
      try fill("\(folder)/in", ["a", "b", "c"])
      let words = "WEBVTT\n\n00:00.000 --> 00:01.500\n<v Patient>What you can do for your country\n"
      try put(Data(words.utf8), "\(folder)/in/c.vtt")
      let list =
        "path,transcript\n"
        + "abc".map { "\(folder)/in/\($0).wav,\($0 == "c" ? "\(folder)/in/c.vtt" : "")\n" }.joined()
      try put(Data(list.utf8), "\(folder)/list.csv")
      func move(_ from: String, _ to: String) throws {
        try FileManager.default.moveItem(atPath: "\(folder)/\(from)", toPath: "\(folder)/\(to)")
      }
      let run = try RunningProgram(command(folder, "list.csv") + ["--json-progress"])
      #expect(run.line(with: "\"progress\"", "\"a\"") != nil)
      run.send(SIGSTOP)
      try move("in/c.wav", "c.wav")
      run.send(SIGCONT)
      #expect(run.end() == 2)
      let first = try outcome(folder)
      #expect(first.sessions == ["a", "b"])
      #expect(first.failures.count == 1 && first.failures[0].contains("/c.wav’ cannot be read"))

      try move("c.wav", "in/c.wav")
      #expect(try Program.run(command(folder, "list.csv")).status == 0)
      let transcript = "\(folder)/out/c/transcript.json"
      try put(Data(try Program.text(transcript).replacing("country", with: "family").utf8), transcript)
      let corrected = try Program.contents(of: "\(folder)/out/c")
      try move("in/c.wav", "c.wav")
      #expect(try Program.run(command(folder, "list.csv")).status == 2)
      let second = try outcome(folder)
      #expect(second.sessions == ["a", "b", "c"])
      #expect(second.failures.count == 1 && second.failures[0].contains("/c.wav,open,"))
      #expect(try Program.contents(of: "\(folder)/out/c") == corrected)
      try move("c.wav", "in/c.wav")
      #expect(try Program.run(command(folder, "list.csv")).status == 0)
      #expect(try outcome(folder).failures.isEmpty)
      #expect(try Program.text(transcript).contains("family"))
      #expect(try Program.text("\(folder)/out/c/summary.json").contains("\"correction\""))
    }
  }

  // MARK: Clocks

  @Test(
    """
    no clock decides what is done: times of years ago and to come change nothing, and other bytes under the old time \
    are measured
    """)
  func clocks() throws {
    try withTemporaryFolder { folder in
      try fill("\(folder)/in", ["a", "b"])
      #expect(try Program.run(command(folder)).status == 0)
      let whole = try Program.contents(of: "\(folder)/out")
      for time in [Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: 4_000_000_000)] {
        for place in ["in", "out"] {
          for name in try Program.contents(of: "\(folder)/\(place)").keys {
            try FileManager.default.setAttributes(
              [.modificationDate: time], ofItemAtPath: "\(folder)/\(place)/\(name)")
          }
        }
        let again = try Program.run(command(folder))
        #expect(
          again.status == 0 && again.errors.contains("kept     a") && again.errors.contains("kept     b"))
        #expect(try Program.contents(of: "\(folder)/out") == whole)
      }
      let path = "\(folder)/in/b.wav"
      let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
      let length = try Data(contentsOf: URL(filePath: path)).count
      try put(try TinyRecordings.speech(fromSecond: 4, seconds: 1.5), path)
      #expect(try Data(contentsOf: URL(filePath: path)).count == length)
      try FileManager.default.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: path)
      let other = try Program.run(command(folder))
      #expect(other.errors.contains("kept     a") && other.errors.contains("done     b"), "\(other.errors)")
      #expect(try Program.contents(of: "\(folder)/out")["measures.csv"] != whole["measures.csv"])
    }
  }
}
