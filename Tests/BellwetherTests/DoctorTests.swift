import Foundation
import TestSupport
import Testing

@Suite("Doctor and the disk, end to end")
struct DoctorTests {
  private static let speech = Program.media("unpacked/jfk.wav")

  private struct Check: Decodable {
    let name: String
    let state: String
    let finding: String
    let remedy: String?
  }

  @Test("doctor says every check with its state, and a remedy wherever something is not as it should be")
  func checks() throws {
    try withTemporaryFolder { folder in
      try Data("no sound".utf8).write(to: URL(filePath: folder + "/letter.wav"))
      let outcome = try Program.run(
        ["doctor", Self.speech, folder + "/letter.wav", "--out", folder + "/new", "--format", "json"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let checks = try JSONDecoder().decode([Check].self, from: Data(outcome.output.utf8))
      let names = Set(checks.map(\.name))
      let expected = [
        "version", "processor", "memory", "locale", "clock", "free disk", "file system", "recordings",
        "write permission",
      ]
      #expect(names.isSuperset(of: expected))
      #expect(checks.allSatisfy { $0.state == "good" || $0.remedy != nil })
      let recordings = try #require(checks.first { $0.name == "recordings" })
      #expect(recordings.state == "little" && recordings.finding.contains("1 cannot be opened"))
    }
  }

  @Test("a folder is checked and mended: exit 2 while something is wrong, 0 when it is well or was repaired")
  func checkAndRepair() throws {
    try withTemporaryFolder { folder in
      let out = folder + "/out"
      let extraction = try Program.run(["extract", Self.speech, "--out", out, "--modalities", "speech"])
      #expect(extraction.status == 0, "\(extraction.errors)")
      let whole = try Program.contents(of: out)
      #expect(!whole.keys.contains { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") })
      #expect(try Program.run(["doctor", "--check", out]).status == 0)
      for names in [["jfk/turns.csv", "measures.csv"], ["bellwether.sqlite"]] {
        for name in names { try FileManager.default.removeItem(atPath: "\(out)/\(name)") }
        let found = try Program.run(["doctor", "--check", out])
        #expect(found.status == 2)
        for name in names { #expect(found.output.contains("wrong    \(name) is missing"), "\(found.output)") }
        #expect(found.output.contains("What to do: "))
        let repaired = try Program.run(["doctor", "--check", out, "--repair"])
        #expect(repaired.status == 0, "\(repaired.output)")
        #expect(try Program.contents(of: out) == whole)
      }
    }
  }

  @Test("a full disk ends the run by name with nothing half-written, and the same command later goes on")
  func fullDisk() throws {
    try withTemporaryFolder { folder in
      let script = """
        mkdir "$1/small" && mount -t tmpfs -o size=300k tmpfs "$1/small" || exit 77
        "$2" extract "$3" --out "$1/small/out" --modalities speech 2> "$1/said"
        echo "full $?"
        "$2" doctor --check "$1/small/out" > "$1/checked"
        echo "checked $?"
        mount -o remount,size=64m "$1/small"
        "$2" extract "$3" --out "$1/small/out" --modalities speech 2> /dev/null
        echo "again $?"
        "$2" doctor --check "$1/small/out" >> "$1/checked"
        echo "whole $?"
        "$2" extract "$3" --out "$1/plain" --modalities speech 2> /dev/null
        diff -r -x "*audit*" "$1/small/out" "$1/plain" && echo same
        """
      let outcome = try Program.launch(
        "/usr/bin/unshare", ["-m", "bash", "-c", script, "-", folder, Program.executable, Self.speech])
      guard outcome.output.contains("full") else {
        print("Skipped: a small disk cannot be mounted here (needs root and mount namespaces).")
        return
      }
      let said = try Program.text(folder + "/said")
      #expect(outcome.output.contains("full 1"), "\(outcome.output)")
      #expect(
        said.contains("No room is left on the disk") && said.contains("goes on where it stopped"), "\(said)")
      #expect(outcome.output.contains("again 0") && outcome.output.contains("whole 0"), "\(outcome.output)")
      #expect(outcome.output.contains("same"), "\(outcome.output)")
    }
  }

  @Test("a results folder that may not be written is named, with what to do")
  func notPermitted() throws {
    try withTemporaryFolder { folder in
      let closed = folder + "/closed"
      try FileManager.default.createDirectory(
        atPath: closed, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o555])
      // Root may write everywhere: somebody else tries.
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
      let arguments = ["extract", Self.speech, "--out", closed, "--modalities", "speech"]
      let outcome =
        getuid() == 0
        ? try Program.launch(
          "/usr/bin/setpriv",
          ["--reuid=65534", "--regid=65534", "--clear-groups", Program.executable] + arguments)
        : try Program.run(arguments)
      if outcome.errors.contains("setpriv") || outcome.status == 126 || outcome.status == 127 {
        print("Skipped: another user cannot start the program here.")
        return
      }
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("may not be written by this user"), "\(outcome.errors)")
      #expect(outcome.errors.contains("What to do: Ask for the right to write there"), "\(outcome.errors)")
    }
  }
}
