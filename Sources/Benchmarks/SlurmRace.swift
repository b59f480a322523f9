import Foundation

/// The same recordings spread over one slot of a Slurm of this machine and over two.
struct SlurmRace {
  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  /// Each slot takes one processor at a time.
  private static let tasks = 20
  private static let mostSeconds = 36_000

  let maker: SessionMaker
  /// The folder of the recordings, and the modalities to measure.
  let recordings: String
  let modalities: String

  /// The table: time of each and how many times faster two slots are.
  /// - Throws: Where Slurm does not start, or the two end in different bytes.
  func table() throws -> String {
    var table = MarkdownTable("Slurm, \(Self.tasks) tasks", "wall (s)", "times as fast")
    let one = try seconds(slots: 1)
    let two = try seconds(slots: 2)
    // The log of who did what holds clock times.
    try Self.run(["diff", "-r", "--exclude=*audit*", out(1), out(2)])
    table.add("1 slot", String(format: "%.1f", one), "1.00")
    table.add("2 slots", String(format: "%.1f", two), String(format: "%.2f", one / two))
    return table.text
  }

  private func out(_ slots: Int) -> String { maker.place("spread-\(slots)") }

  private func seconds(slots: Int) throws -> Double {
    let script = Benchmarks.home.appending(path: "Scripts/slurm").path
    let folder = maker.place("slurm-\(slots)")
    try Self.run([script, "start", folder, "\(slots)"])
    defer { try? Self.run([script, "stop", folder]) }
    let begin = ContinuousClock.now
    try Self.run([
      "SLURM_CONF=\(folder)/slurm.conf", Benchmarks.home.appending(path: ".build/release/bellwether").path,
      "extract", recordings, "--out", out(slots), "--modalities", modalities, "--engine", "slurm",
      "--array-size", "\(Self.tasks)",
    ])
    try Self.run([script, "wait", folder, "\(Self.mostSeconds)"])
    let elapsed = (ContinuousClock.now - begin) / .seconds(1)
    guard !FileManager.default.fileExists(atPath: out(slots) + "/.shards") else {
      throw Failed(description: "Some tasks did not end well; see \(out(slots))/failures.csv.")
    }
    return elapsed
  }

  private static func run(_ words: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(description: "\(words.joined(separator: " ")) ended with \(process.terminationStatus).")
    }
  }
}
