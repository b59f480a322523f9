import Foundation
import TestSupport
import Testing

@Suite("Privacy", .serialized)
struct PrivacyTests {
  /// Whether strace may watch another program here; containers often forbid it.
  private static var canTrace: Bool {
    let traced = try? Program.launch("/usr/bin/env", ["strace", "-f", "-o", "/dev/null", "true"])
    return traced?.status == 0
  }

  @Test(
    "an extraction of sound, words and face opens no internet socket",
    .enabled(if: Self.canTrace, "strace is not there or may not trace on this machine"))
  func noNetwork() throws {
    try withTemporaryFolder { folder in
      let outcome = try Program.launch(
        "/usr/bin/env",
        [
          "strace", "-f", "-e", "trace=network", "-o", "\(folder)/calls.txt", Program.executable, "extract",
          Program.media("unpacked"), "--out", "\(folder)/out",
        ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let calls = try Program.text("\(folder)/calls.txt")
      #expect(calls.contains("exited with 0"), "the trace is whole")
      #expect(!calls.contains("AF_INET"), "\(calls.prefix(2000))")
      let connections = calls.split(separator: "\n").filter { $0.contains("connect(") }
      #expect(connections.allSatisfy { $0.contains("AF_UNIX") }, "\(calls.prefix(2000))")
    }
  }

  @Test("nothing that was said and no folder appears in what the program prints")
  func silentLogs() throws {
    try withTemporaryFolder { folder in
      let outcome = try Program.run(
        ["extract", Program.media("unpacked/jfk.wav"), "--out", "\(folder)/out", "--modalities", "language"])
      #expect(outcome.status == 0)
      let printed = (outcome.output + outcome.errors).lowercased()
      for word in ["fellow", "americans", "country"] { #expect(!printed.contains(word)) }
      #expect(try Program.text("\(folder)/out/jfk/transcript.json").lowercased().contains("country"))
    }
  }
}
