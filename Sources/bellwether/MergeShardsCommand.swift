import ArgumentParser
import ExtractionPipeline
import Foundation
import Interchange
import SignalCore

/// What the last job of `extract --engine` calls.
struct MergeShardsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-shards",
    abstract: "Puts what tasks of ‘extract --engine’ have measured into the one results folder.",
    discussion: """
      May be called again at any time.

      EXAMPLES:
        bellwether merge-shards results
      """,
    shouldDisplay: false)

  @Argument(help: "The results folder.", completion: .directory)
  var folder: String

  @OptionGroup var key: KeyOptions

  func run() async throws {
    try await Terminal.reportingErrors {
      let shards = ShardFolder(results: try key.open(folder))
      let name = ProcessInfo.processInfo.environment["SLURM_JOB_NAME"]
      // Why a task ended is worth knowing, but results are put together without it too.
      let entries = name.flatMap { try? Slurm().entries(named: $0.replacing(/-merge$/, with: "")) }
      try Self.merge(shards, entries: entries ?? [])
    }
  }

  /// Merges, says what came of it, and ends as an extraction does.
  static func merge(_ shards: ShardFolder, entries: [Slurm.Entry]) throws {
    let lock = try ResultsLock(folder: shards.results)
    defer { withExtendedLifetime(lock) {} }
    let results = try ShardMerge(shards).finish(entries: entries)
    try shards.files.note(.extract, sessions: results.compactMap(\.madeSession))
    let summary = ExtractionSummary(results, of: results.count, folder: shards.results)
    var parts = ["\(summary.measured) of \(counted(summary.recordings, "recording")) taken over"]
    if summary.incomplete > 0 { parts.append("\(summary.incomplete) of them in part") }
    if summary.failed + summary.incomplete > 0 { parts.append("see \(shards.results)/failures.csv") }
    Terminal.say(
      (results.isEmpty ? "Everything was measured before" : parts.joined(separator: ", "))
        + ". Results: \(shards.results)")
    let open = shards.tasks.count
    if open > 0 {
      Terminal.say(
        "Not done: \(ExtractCommand.counted(open)). The extract command, called again, does only what is missing."
      )
    }
    Terminal.say(validationNotice)
    if summary.failed > 0, summary.failed == summary.recordings { throw ExitCode(1) }
    if summary.failed + summary.incomplete > 0 { throw partlyDone }
  }
}
