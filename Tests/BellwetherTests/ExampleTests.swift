import Foundation
import TestSupport
import Testing

@Suite("Examples of the help texts", .serialized)
struct ExampleTests {
  /// Part of an example → why it cannot be run here.
  private static let skipped = [
    "--engine slurm": "it needs a Slurm cluster",
    "--tensors mosi.npz": "it needs the archive of a published study",
  ]

  /// The examples of a command's help, lines that were wrapped put together again.
  private static func examples(of command: String) throws -> [String] {
    let help = try Program.run([command, "--help"]).output
    let parts = help.components(separatedBy: "EXAMPLES:\n")
    guard parts.count == 2 else { return [] }
    var examples: [String] = []
    for line in parts[1].split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("  ") else { break }
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.hasPrefix("bellwether ") || text.contains(" | bellwether ") {
        examples.append(text)
      } else if let last = examples.popLast() {
        examples.append("\(last) \(text)")
      }
    }
    return examples
  }

  @Test("every command has examples in its help, and each of them runs")
  func run() throws {
    try withTemporaryFolder { folder in
      try ExampleMaterial.make(in: folder)
      let commands = try ShellTests.commands()
      // What is scored is ranked; all else stands alone.
      for command in commands.sorted(by: { $1 == "rank" && $0 == "score" || $0 < $1 && $0 != "rank" }) {
        let examples = try Self.examples(of: command)
        #expect(!examples.isEmpty, "\(command) has no example")
        for example in examples {
          if let reason = Self.skipped.first(where: { example.contains($0.key) })?.value {
            print("Not run, as \(reason): \(example)")
            continue
          }
          let script = "cd '\(folder)' && bellwether() { '\(Program.executable)' \"$@\"; } && \(example)"
          let outcome = try Program.launch("/bin/bash", ["-o", "pipefail", "-c", script])
          // A recording of seconds gets no score, which score says by ending with 2.
          #expect(
            outcome.status == 0 || command == "score" && outcome.status == 2,
            "\(example): \(outcome.status) \(outcome.errors.suffix(600))")
        }
      }
    }
  }
}
