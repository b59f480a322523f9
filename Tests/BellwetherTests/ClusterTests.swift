import ExtractionPipeline
import Foundation
import SignalCore
import TestSupport
import Testing

@Suite("Clusters", .serialized)
struct ClusterTests {
  /// Short tones of changing strength, two of one name, and one file that is no recording.
  private func fill(_ folder: String, count: Int) throws {
    for number in 0..<count {
      let name =
        switch number {
        case 0: "a/visit.wav"
        case 1: "b/visit.wav"
        default: "rec \(number).wav"
        }
      let path = URL(filePath: "\(folder)/\(name)")
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      let sound =
        number == 2 ? Data("no sound".utf8) : Self.wave(hertz: 110 + 7 * number, seconds: 1 + number % 3)
      try sound.write(to: path)
    }
  }

  /// Five harmonics as 16-bit WAV at 16 kHz.
  private static func wave(hertz: Int, seconds: Int) -> Data {
    let samples = (0..<(16_000 * seconds)).map { index in
      let time = Double(index) / 16_000
      let sum = (1...5).reduce(0.0) { $0 + sin(2 * .pi * Double(hertz * $1) * time) / Double($1) }
      return Int16(6000 * sum * (0.6 + 0.4 * sin(5 * time)))
    }
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
      (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    let body = samples.flatMap(bytes)
    let format = bytes(UInt32(16)) + bytes(UInt16(1)) + bytes(UInt16(1)) + bytes(UInt32(16_000))
    let form = format + bytes(UInt32(32_000)) + bytes(UInt16(2)) + bytes(UInt16(16))
    let head = Array("RIFF".utf8) + bytes(UInt32(36 + body.count)) + Array("WAVEfmt ".utf8) + form
    return Data(head + Array("data".utf8) + bytes(UInt32(body.count)) + body)
  }

  private func run(_ words: [String], in folder: String) throws -> Program.Outcome {
    try Program.launch("/usr/bin/env", ["-C", folder, Program.executable] + words)
  }

  private func rows(_ path: String) throws -> [Substring] {
    try Program.text(path).split(separator: "\n").dropFirst().map { $0 }
  }

  /// Kills the process whose words hold a text as soon as there is one.
  private func killProcess(naming text: String, withinSeconds seconds: Double) throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
        guard let process = pid_t(name),
          let words = FileManager.default.contents(atPath: "/proc/\(name)/cmdline"),
          String(decoding: words, as: UTF8.self).split(separator: "\0").contains(Substring(text))
        else { continue }
        return kill(process, SIGKILL) == 0
      }
      usleep(5_000)
    }
    return false
  }

  @Test(
    "a Slurm array of 20 recordings, one task killed and handed in again alone, ends in the bytes of a plain run",
    .enabled(if: SlurmDaemons.obstacle == nil, "\(SlurmDaemons.obstacle ?? "")"))
  func slurm() throws {
    try withTemporaryFolder { folder in
      try fill(folder + "/in", count: 20)
      #expect(try run(["extract", "in", "--out", "plain", "--modalities", "speech"], in: folder).status == 2)
      let plain = try Program.contents(of: folder + "/plain")
      let command = ["extract", "in", "--out", "spread", "--modalities", "speech", "--engine", "slurm"]

      try SlurmDaemons.with(folder + "/slurm") { slurm in
        let first = try slurm.run([Program.executable] + command, in: folder)
        #expect(first.status == 0 && first.errors.contains("submitted 20 tasks: job "), "\(first.errors)")
        #expect(try killProcess(naming: "\(folder)/spread/.shards/7", withinSeconds: 30))
        try slurm.waitUntilIdle(seconds: 120)
        let row = try #require(rows(folder + "/spread/failures.csv").first { $0.contains(",task,") })
        #expect(row.contains("killed") && row.contains("run the same command again"), "\(row)")
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: folder + "/spread/.shards/tasks") == ["7.csv"])
        #expect(try rows(folder + "/spread/measures.csv").count == 18)

        let second = try slurm.run([Program.executable] + command, in: folder)
        #expect(second.status == 0 && second.errors.contains("submitted 1 task: job "), "\(second.errors)")
        try slurm.waitUntilIdle(seconds: 60)
        #expect(try Program.contents(of: folder + "/spread") == plain)
        #expect(try run(["merge-shards", "spread"], in: folder).status == 0)
        #expect(try Program.contents(of: folder + "/spread") == plain)
      }
    }
  }

  @Test(
    "a dry run prints scripts that hand on every option of the call as it was written, and changes nothing")
  func handedOn() throws {
    struct Description: Decodable {
      struct Command: Decodable { let arguments: [Argument] }
      struct Argument: Decodable {
        struct Name: Decodable { let name: String }
        let kind: String
        let names: [Name]?
        let sectionTitle: String?
      }
      let command: Command
    }
    try withTemporaryFolder { folder in
      try fill(folder + "/in", count: 4)
      try Data("Miller\n".utf8).write(to: URL(filePath: folder + "/names of the site.txt"))
      try Data("WEBVTT\n".utf8).write(to: URL(filePath: folder + "/words.vtt"))
      try FileManager.default.createDirectory(
        atPath: folder + "/before/visit", withIntermediateDirectories: true)
      let neutral = #"{"session":"visit","neutral":{"channels":[],"calmSeconds":12}}"#
      try Data(neutral.utf8).write(to: URL(filePath: folder + "/before/visit/neutral_face.json"))
      let values = [
        "modalities": "speech,language", "transcript": "words.vtt", "participant": "speaker:Miss O'Hara",
        "speakers": "3", "asr-model": "tiny.en", "language": "en", "face-fps": "7.5", "face": "left",
        "neutral": "before", "site-names": "names of the site.txt",
      ]
      let dump = try Program.run(["extract", "--experimental-dump-help"])
      let options = try JSONDecoder().decode(Description.self, from: Data(dump.output.utf8)).command.arguments
      var words: [String] = []
      for option in options
      where option.kind != "positional"
        && !["Clusters", "Encryption"].contains(option.sectionTitle)
      {
        let name = try #require(option.names?.map(\.name).first { $0.count > 1 })
        // Quiet excludes progress as JSON; tasks take no encrypted folder.
        if ["out", "jobs", "help", "version", "json-progress", "encrypt"].contains(name) { continue }
        words.append("--" + name)
        if option.kind == "option" {
          words.append(try #require(values[name], "this test needs a value for --\(name)"))
        }
      }
      #expect(words.count > 20)
      let call =
        ["extract", "--engine", "slurm", "--partition=long", "--out", "out put", "--jobs=3"] + words
        + ["--dry-run", "--", "in/a/visit.wav"]
      let outcome = try run(call, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let line = try #require(
        outcome.output.split(separator: "\n").first { $0.contains("tasks/'\"$1\".csv") })
      let quoted = words.map { word in
        word.contains(" ") || word.contains("'") ? "'" + word.replacing("'", with: "'\\''") + "'" : word
      }
      #expect(line.contains("\"${SLURM_CPUS_PER_TASK:-1}\" \(quoted.joined(separator: " ")) > "), "\(line)")
      #expect(outcome.output.contains("#SBATCH --array=0\n"))
      #expect(outcome.output.count(of: "#SBATCH --partition=long\n") == 2)
      #expect(outcome.output.hasSuffix("merge-shards '\(folder)/out put'\n"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/out put"))
      #expect(try run(["extract", "in", "--out", "o", "--dry-run"], in: folder).status == 64)
    }
  }

  @Test("plain bash ends in the bytes of a plain run too: after a stop, a killed task, and other settings")
  func local() throws {
    try withTemporaryFolder { folder in
      try fill(folder + "/in", count: 6)
      let command = ["extract", "in", "--modalities", "speech", "--out"]
      #expect(try run(command + ["plain"], in: folder).status == 2)
      let plain = try Program.contents(of: folder + "/plain")
      func spread(_ tasks: String) -> [String] {
        command + ["spread", "--engine", "local", "--array-size", tasks, "--jobs", "2"]
      }
      let shards = folder + "/spread/.shards"

      let stopped = Process()
      stopped.executableURL = URL(filePath: "/usr/bin/env")
      stopped.arguments = ["-C", folder, Program.executable] + spread("3")
      stopped.standardError = FileHandle.nullDevice
      try stopped.run()
      let isKilled = try killProcess(naming: shards + "/1", withinSeconds: 20)
      stopped.terminate()
      stopped.waitUntilExit()
      #expect(isKilled && stopped.terminationStatus != 0)
      let left = try Program.contents(of: shards + "/tasks")
      #expect(left.keys.sorted() == ["0.csv", "1.csv", "2.csv"], "nothing is put together after a stop")
      #expect(left["1.csv"].map { String(decoding: $0, as: UTF8.self).contains("in/") } == true)
      let rights = try FileManager.default.attributesOfItem(atPath: shards + "/tasks/1.csv")[
        .posixPermissions]
      #expect(rights as? Int == 0o600)

      // One task by hand, and as if putting together had broken off after its first folder.
      let task = ["extract", shards + "/tasks/0.csv", "--out", shards + "/0", "--modalities", "speech"]
      #expect(try run(task, in: folder).status == 2)
      try FileManager.default.moveItem(atPath: shards + "/0/rec_5", toPath: folder + "/spread/rec_5")

      // Put together as it stands: what is missing is named, and putting together again changes nothing.
      let part = try run(["merge-shards", "spread"], in: folder)
      #expect(part.status != 0 && part.errors.contains("Not done: "), "\(part.errors)")
      #expect(try rows(folder + "/spread/failures.csv").contains { $0.contains(",task,") })
      let once = try Program.contents(of: folder + "/spread")
      #expect(try run(["merge-shards", "spread"], in: folder).status != 0)
      #expect(try Program.contents(of: folder + "/spread") == once)

      // Other tasks than before: what was measured is taken over, the rest planned anew.
      #expect(try run(spread("2"), in: folder).status == 2)
      #expect(try Program.contents(of: folder + "/spread") == plain)
      #expect(try run(["merge-shards", "spread"], in: folder).status == 0)
      #expect(try Program.contents(of: folder + "/spread") == plain)
    }
  }

  @Test("a task takes up a transcript that a person corrected before")
  func corrected() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: Program.media("unpacked/jfk.wav"), toPath: folder + "/in/visit.wav")
      let command = ["extract", "in", "--modalities", "language", "--out"]
      #expect(try run(command + ["plain"], in: folder).status == 0)
      let path = folder + "/plain/visit/transcript.json"
      try Data(try Program.text(path).replacing("\"country", with: "\"big country").utf8).write(
        to: URL(filePath: path))
      try FileManager.default.copyItem(atPath: folder + "/plain", toPath: folder + "/spread")
      #expect(try run(command + ["plain"], in: folder).status == 0)
      #expect(try run(command + ["spread", "--engine", "local"], in: folder).status == 0)
      let plain = try Program.contents(of: folder + "/plain")
      #expect(try Program.text(path).contains("big country"))
      #expect(try Program.contents(of: folder + "/spread") == plain)
      let again = try run(command + ["spread", "--engine", "local"], in: folder)
      #expect(again.status == 0 && again.errors.contains("Everything was measured before"), "\(again.errors)")
      #expect(try Program.contents(of: folder + "/spread") == plain)
    }
  }

  /// A table of OpenFace for a session of its name.
  private func putFaceTable(_ path: String) throws {
    let rows = (1...40).map { "\($0),\(Double($0 - 1) / 10),0.9,1,\($0 % 5),0.\($0 % 7)" }
    let text = "frame,timestamp,confidence,success,AU12_r,pose_Rx\n" + rows.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  @Test("what was imported before stays: beside what a task measures, and alone where the recording fails")
  func imported() throws {
    try withTemporaryFolder { folder in
      try fill(folder + "/in", count: 4)
      for name in ["rec 2", "rec 3"] {
        try putFaceTable("\(folder)/\(name).csv")
        let session = ["--session", name.replacing(" ", with: "_")]
        let call = ["import", "\(name).csv", "--out", "plain"] + session
        let outcome = try run(call, in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
      }
      try FileManager.default.copyItem(atPath: folder + "/plain", toPath: folder + "/spread")
      let command = ["extract", "in", "--modalities", "speech", "--out"]
      #expect(try run(command + ["plain"], in: folder).status == 2)
      let spread = try run(command + ["spread", "--engine", "local"], in: folder)
      #expect(spread.status == 2, "\(spread.errors)")
      let plain = try Program.contents(of: folder + "/plain")
      #expect(try Program.text(folder + "/plain/rec_3/summary.json").contains("OpenFace"))
      #expect(try Program.contents(of: folder + "/spread") == plain)

      // Measured anew with its imports.
      #expect(try run(command + ["spread", "--engine", "local", "--overwrite"], in: folder).status == 2)
      #expect(try Program.contents(of: folder + "/spread") == plain)
    }
  }

  @Test("tasks are not planned while another run writes into the results folder")
  func otherRun() throws {
    try withTemporaryFolder { folder in
      try fill(folder + "/in", count: 1)
      let command = ["extract", "in", "--modalities", "speech", "--out", "spread", "--engine", "local"]
      try FileManager.default.createDirectory(
        atPath: folder + "/spread", withIntermediateDirectories: true)
      do {
        let lock = try ResultsLock(folder: folder + "/spread")
        defer { withExtendedLifetime(lock) {} }
        let refused = try run(command, in: folder)
        #expect(refused.status == 1 && refused.errors.contains("Another run"), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/spread/.shards"))
        #expect(!FileManager.default.fileExists(atPath: folder + "/spread/bellwether.sqlite"))
      }
      #expect(try run(command, in: folder).status == 0)
    }
  }

  @Test("tasks find the corrected transcripts of a study, and nothing said stays elsewhere")
  func study() throws {
    try withTemporaryFolder { folder in
      // Of the study's two interrupted sessions one.
      let session = folder + "/s/373_P/373_"
      for place in ["s/373_P", "tmp"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(place)", withIntermediateDirectories: true)
      }
      let words =
        "start_time\tstop_time\tspeaker\tvalue\n0.3\t5.2\tEllie\tand so my fellow americans\n"
        + "5.3\t10.9\tParticipant\task not what your country can do for you\n"
      try Data(words.utf8).write(to: URL(filePath: session + "TRANSCRIPT.csv"))
      try FileManager.default.copyItem(
        atPath: Program.media("unpacked/jfk.wav"), toPath: session + "AUDIO.wav")
      func extract(_ words: String...) throws -> Program.Outcome {
        let call = ["-C", folder, "TMPDIR=\(folder)/tmp", Program.executable, "extract", "s"]
        return try Program.launch(
          "/usr/bin/env", call + ["--modalities", "speech,language", "--out"] + words)
      }
      #expect(try extract("plain").status == 0)
      let plain = try Program.contents(of: folder + "/plain")
      let spread = try extract("spread", "--engine", "local")
      #expect(spread.status == 0, "\(spread.errors)")
      #expect(try Program.contents(of: folder + "/spread") == plain)
      #expect(!FileManager.default.fileExists(atPath: folder + "/spread/.shards"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/tmp") == [])

      let again = try extract("spread", "--engine", "local")
      #expect(again.status == 0 && again.errors.contains("Everything was measured before"), "\(again.errors)")
    }
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
