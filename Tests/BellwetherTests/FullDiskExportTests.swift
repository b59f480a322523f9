import Foundation
import TestSupport
import Testing

@Suite("Exports to a full disk, end to end")
struct FullDiskExportTests {
  @Test("what is printed to a full disk is a plain error; a reader that goes away is none")
  func printed() throws {
    try withTemporaryFolder { folder in
      #expect(try Program.run(["simulate", folder + "/s", "--people", "12", "--seed", "1"]).status == 0)
      let export = "'\(Program.executable)' export '\(folder)/s' --format csv --long"
      let full = try Program.launch("/bin/bash", ["-c", export + " > /dev/full"])
      #expect(full.status == 1 && full.errors.contains("could not be written whole"), "\(full.errors)")
      let head = try Program.launch("/bin/bash", ["-c", "set -o pipefail; \(export) | head -n 1"])
      #expect([0, 141].contains(head.status) && !head.errors.contains("Error"), "\(head.errors)")
    }
  }

  @Test("an export for which there is no room is an error that says so, and leaves nothing half-written")
  func noRoom() throws {
    try withTemporaryFolder { folder in
      let sound = folder + "/visit.wav"
      try TinyRecordings.speech(fromSecond: 0, seconds: 6).write(to: URL(filePath: sound))
      let extraction = try Program.run(["extract", sound, "--out", folder + "/out", "--modalities", "speech"])
      #expect(extraction.status == 0, "\(extraction.errors)")
      let script = """
        for size in 8k 16k 24k 32k 48k 64k; do
          mkdir "$1/$size" && mount -t tmpfs -o size=$size tmpfs "$1/$size" || exit 77
          for format in hdf5 csd; do
            "$2" export "$1/out" --format $format --out "$1/$size/results.$format" 2> "$1/said"
            echo "$size $format $? $(grep -c "What to do: Check free disk space" "$1/said")" \\
              "$(find "$1/$size" -name '.part*' | wc -l)"
          done
        done
        """
      let outcome = try Program.launch(
        "/usr/bin/unshare", ["-m", "bash", "-c", script, "-", folder, Program.executable])
      guard !outcome.output.isEmpty else {
        print("Skipped: a small disk cannot be mounted here (needs root and mount namespaces).")
        return
      }
      let found = outcome.output.split(separator: "\n")
      #expect(found.count == 12)
      for line in found { #expect(line.hasSuffix(" 1 1 0"), "\(line)") }
    }
  }
}
