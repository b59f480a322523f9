import ArgumentParser
import ExtractionPipeline
import Foundation
import Interchange
import SignalCore

struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Takes one person out of a results folder.",
    discussion: """
      Removes the person's sessions with their transcripts and tracks, kept stages, rows of all tables and of the store \
      (its free pages too), scores and pages (those over several people too: ‘report’ makes them anew), and makes their entries in the audit log nameless. What is outside the \
      folder stays, and is listed.

      EXAMPLES:
        bellwether erase results --participant P17 --yes
      """)

  @Argument(help: "A results folder.")
  var folder: String

  @Option(help: "The participant as the manifest named them; where none was named, the session.")
  var participant: String

  @Flag(help: "Erase without asking.")
  var yes = false

  @OptionGroup var key: KeyOptions

  func run() async throws {
    try await Terminal.reportingErrors {
      let files = try key.open(folder)
      let lock = try ResultsLock(folder: folder)
      defer { withExtendedLifetime(lock) {} }
      let erasure = try Erasure(of: participant, from: files)
      if !yes { try confirm(erasure) }
      let mentions = try erasure.run()
      Terminal.say("erased   \(Self.counted(erasure.sessions))")
      for name in mentions { Terminal.say("still names the person  \(folder)/\(name)") }
      Terminal.say(Self.whatRemains)
      if erasure.unclaimedCount > 0 {
        Terminal.say("  – " + Erasure.unclaimedText(erasure.unclaimedCount))
      }
      if !mentions.isEmpty { throw partlyDone }
    }
  }

  private func confirm(_ erasure: Erasure) throws {
    guard isatty(0) == 1 else { throw ErasureError.noTerminal }
    Terminal.say(
      "\(Self.counted(erasure.sessions)) will be erased for good: \(erasure.sessions.joined(separator: ", "))"
    )
    Terminal.saySameLine("Type yes to go on: ")
    guard readLine() == "yes" else { throw ErasureError.notConfirmed }
  }

  private static func counted(_ sessions: [String]) -> String {
    sessions.count == 1 ? "1 session" : "\(sessions.count) sessions"
  }

  /// Nothing in the folder tells where these are.
  static let whatRemains = """
    What this command cannot reach:
      – the recordings and transcripts the sessions were made from, and the manifest;
      – what was exported or reported to other places (‘bellwether audit’ lists when);
      – models trained with the person: their weights name nobody, but learned from them. MODEL.out_of_fold.csv names \
    sessions. Train again without the person where that is asked for;
      – scores of other people that the folder’s own sessions served as reference for: run ‘bellwether score’ again;
      – backups and snapshots, also of the file .audit-names;
      – traces on disks that do not overwrite in place: SSDs, copy-on-write and network file systems.
    """
}
