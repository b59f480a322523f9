import Foundation
import Testing

/// A Slurm of this machine alone, its state in a folder of its own, for one test.
struct SlurmDaemons {
  private let folder: String

  /// Why there can be none here; `nil` when there can.
  static let obstacle: String? = {
    if geteuid() != 0 { return "a Slurm of its own needs root" }
    let missing = ["munged", "slurmctld", "slurmd", "sbatch"].filter { name in
      !["/usr/sbin", "/usr/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
    return missing.isEmpty ? nil : "not installed: \(missing.joined(separator: " ")) (slurm-wlm, munge)"
  }()

  /// Starts the daemons, gives the body a way to run commands beside them, and stops them whatever happens. Where
  /// they do not start, as in many containers, the test is cancelled and says why.
  static func with(_ folder: String, _ body: (SlurmDaemons) throws -> Void) throws {
    let slurm = SlurmDaemons(folder: folder)
    defer { _ = try? script(["stop", folder]) }
    let start = try script(["start", folder])
    if start.status != 0 {
      print("No Slurm here: \(start.errors)")
      try Test.cancel("No Slurm here: \(start.errors)")
    }
    try body(slurm)
  }

  /// Runs a command that finds this Slurm.
  func run(_ words: [String], in callFolder: String) throws -> Program.Outcome {
    try Program.launch(
      "/usr/bin/env", ["-C", callFolder, "SLURM_CONF=\(folder)/slurm.conf"] + words)
  }

  func waitUntilIdle(seconds: Int) throws {
    let outcome = try Self.script(["wait", folder, "\(seconds)"])
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private static func script(_ words: [String]) throws -> Program.Outcome {
    try Program.launch(Program.home.appending(path: "Scripts/slurm").path, words)
  }
}
