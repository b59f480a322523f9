import Foundation
import TestSupport
import Testing

@Suite("Encrypted results folders, end to end", .serialized)
struct EncryptionTests {
  /// Text of files below a folder that are readable as they are.
  private func traces(of text: String, in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
      return name.contains(text) || data?.range(of: Data(text.utf8)) != nil
    }
  }

  @Test("what was said, who said it and what was measured is nowhere to be read; the key opens everything")
  func wholeWay() throws {
    try withTemporaryFolder { folder in
      let (key, other, out) = ("\(folder)/a.key", "\(folder)/b.key", "\(folder)/out")
      for path in [key, other] { #expect(try Program.run(["key", "new", path]).status == 0) }
      let manifest = """
        path,session,participant
        \(Program.media("unpacked/jfk.wav")),visit,PERSON-77
        \(Program.media("interview.mp4")),talk,PERSON-88

        """
      try Data(manifest.utf8).write(to: URL(filePath: "\(folder)/m.csv"))
      let extract = [
        "extract", "\(folder)/m.csv", "--out", out, "--modalities", "speech,language", "--encrypt",
      ]
      let inside = try Program.run(
        [
          "extract", "\(folder)/m.csv", "--out", "\(folder)/own", "--encrypt", "--key-file",
          "\(folder)/own/a.key",
        ])
      #expect(inside.status == 1 && inside.errors.contains("would lie in"), "\(inside.errors)")
      let first = try Program.run(extract + ["--key-file", key])
      #expect(first.status == 0, "\(first.errors)")
      for text in [
        "country", "fellow", "garden", "PERSON", "speech.pitch", "quality.sound", "jfk.wav", "SQLite",
      ] {
        #expect(traces(of: text, in: out) == [], "\(text)")
      }

      // Without the key, or with another, nothing opens and nothing changes.
      let before = try Program.contents(of: out)
      let commands = [
        ["score", out], ["rank", out], ["report", out, "--out", "\(folder)/p"], ["audit", out],
        ["export", out, "--format", "csv"], ["erase", out, "--participant", "PERSON-77", "--yes"],
        Array(extract.dropLast()), ["key", "change", out, "--new-key-file", other],
      ]
      for command in commands {
        let none = try Program.run(command)
        #expect(none.status == 1 && none.errors.contains("is encrypted"), "\(command): \(none.errors)")
        let wrong = try Program.run(command + ["--key-file", other])
        #expect(wrong.status == 1 && wrong.errors.contains("does not open"), "\(command): \(wrong.errors)")
        #expect(none.output.isEmpty && wrong.output.isEmpty)
      }
      #expect(try Program.contents(of: out) == before)

      // With it everything does, and finished sessions are known as such.
      let again = try Program.run(Array(extract.dropLast()) + ["--key-file", key])
      #expect(again.errors.contains("kept     visit"), "\(again.errors)")
      let table = try Program.run(["export", out, "--format", "csv", "--key-file", key])
      #expect(table.status == 0 && table.output.contains("speech.pitch"), "\(table.errors)")
      let words = try Program.run([
        "export", out, "--format", "vtt", "--sessions", "visit", "--key-file", key,
      ])
      #expect(words.output.contains("country"))
      #expect(try Program.run(["score", out, "--key-file", key]).status == 1, "two are too few to score")
      #expect(try Program.run(["rank", out, "--key-file", key]).status == 0)
      let refused = try Program.run(["report", out, "--key-file", key])
      #expect(refused.status == 1 && refused.errors.contains("--out"))
      for (inside, said) in [
        (["report", out, "--out", "\(out)/pages"], "cannot go there"),
        (["export", out, "--format", "csv", "--out", "\(out)/m.csv"], "may not lie in the results folder"),
      ] {
        let refused = try Program.run(inside + ["--key-file", key])
        #expect(refused.status == 1 && refused.errors.contains(said), "\(refused.errors)")
      }
      let pages = try Program.run(["report", out, "--out", "\(folder)/pages", "--key-file", key])
      #expect(pages.status == 0 && pages.errors.contains("not encrypted"), "\(pages.errors)")
      #expect(try Program.text("\(folder)/pages/visit/report.html").contains("visit"))
      for text in ["country", "PERSON", "speech.pitch"] {
        #expect(traces(of: text, in: out) == [], "\(text)")
      }

      // Another key from now on; the results are not touched.
      let change = ["key", "change", out, "--key-file", key, "--new-key-file", other]
      #expect(try Program.run(change).status == 0)
      #expect(try Program.run(["export", out, "--format", "csv", "--key-file", key]).status == 1)
      let after = try Program.run(["export", out, "--format", "csv", "--key-file", other])
      #expect(after.output == table.output)

      // One person goes, the other stays.
      let erase = try Program.run(["erase", out, "--participant", "PERSON-77", "--yes", "--key-file", other])
      #expect(erase.status == 0, "\(erase.errors)")
      #expect(erase.errors.contains("backups"))
      let left = try Program.run(["export", out, "--format", "csv", "--key-file", other])
      #expect(left.output.contains("talk") && !left.output.contains("visit"))

      let audit = try Program.run(["audit", out, "--key-file", other])
      for action in ["extract", "score", "rank", "report", "export", "erase", "key change"] {
        #expect(audit.output.contains("  \(action)"), "\(action)")
      }
      #expect(!audit.output.contains("visit") && audit.output.contains("talk"))
      #expect(try Program.run(["audit", out, "--verify", "--key-file", other]).status == 0)
      let log = try Program.text("\(out)/audit.jsonl")
      try Data(log.replacing("\"export\"", with: "\"rank\"").utf8).write(
        to: URL(filePath: "\(out)/audit.jsonl"))
      #expect(try Program.run(["audit", out, "--verify", "--key-file", other]).status == 1)
    }
  }

  @Test("a folder that is plain is not half encrypted, and a key file is not taken for encryption")
  func mixing() throws {
    try withTemporaryFolder { folder in
      let key = "\(folder)/a.key"
      #expect(try Program.run(["key", "new", key]).status == 0)
      #expect(try Program.run(["key", "new", key]).status == 1, "a key file is never written over")
      let extract = [
        "extract", Program.media("unpacked/jfk.wav"), "--out", "\(folder)/out", "--modalities", "language",
      ]
      #expect(try Program.run(extract + ["--key-file", key]).status == 64)
      #expect(try Program.run(extract).status == 0)
      let mixed = try Program.run(extract + ["--encrypt", "--key-file", key])
      #expect(mixed.status == 1 && mixed.errors.contains("new folder"), "\(mixed.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out/.key"))
      let unasked = try Program.run(["erase", "\(folder)/out", "--participant", "jfk"])
      #expect(unasked.status == 1 && unasked.errors.contains("--yes"))
      let unknown = try Program.run(["erase", "\(folder)/out", "--participant", "somebody", "--yes"])
      #expect(unknown.status == 1 && !unknown.errors.contains("jfk"))
    }
  }

  @Test("a passphrase is asked for on the terminal, twice when it is set, and not shown")
  func passphrase() throws {
    try withTemporaryFolder { folder in
      /// Runs the program on a terminal of its own and types the lines when they are asked for.
      func typed(_ arguments: [String], _ lines: [String]) throws -> Program.Outcome {
        try Data(Self.typist.utf8).write(to: URL(filePath: "\(folder)/typist.py"))
        return try Program.launch(
          "/usr/bin/env",
          ["python3", "\(folder)/typist.py", lines.joined(separator: "\n"), Program.executable] + arguments)
      }
      let out = "\(folder)/out"
      let extract = ["extract", Program.media("unpacked/jfk.wav"), "--out", out, "--modalities", "language"]
      #expect(try Program.run(extract + ["--encrypt"]).errors.contains("no terminal"))
      let differing = try typed(extract + ["--encrypt"], ["seven horses", "eight horses"])
      #expect(differing.status == 1 && differing.output.contains("not the same"), "\(differing.output)")
      let short = try typed(extract + ["--encrypt"], ["horses"])
      #expect(short.status == 1 && short.output.contains("shorter"), "\(short.output)")
      // Corrections while typing count: ‘x’ is taken back.
      let made = try typed(extract + ["--encrypt"], ["seven horsesx\u{7F}", "seven horses"])
      #expect(made.status == 0, "\(made.output)")
      #expect(!made.output.contains("horses"))
      let wrong = try typed(["export", out, "--format", "csv"], ["seven horse"])
      #expect(wrong.status == 1 && wrong.output.contains("does not open"))
      let right = try typed(["export", out, "--format", "csv"], ["seven horses"])
      #expect(right.status == 0 && right.output.contains("language."), "\(right.output)")
      let interrupted = try typed(["export", out, "--format", "csv"], ["\u{3}"])
      #expect(interrupted.status == 1 && interrupted.output.contains("No passphrase"))
    }
  }

  /// Starts a command on a pseudo-terminal, types a line at each question, prints what the terminal showed.
  private static let typist = """
    import os, pty, sys
    lines = sys.argv[1].split("\\n")
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.argv[2], sys.argv[2:])
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if lines and shown.endswith(b": "):
            os.write(terminal, lines.pop(0).encode() + b"\\n")
    sys.stdout.write(shown.decode())
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """
}
