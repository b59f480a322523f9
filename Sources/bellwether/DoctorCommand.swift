import ArgumentParser
import FeatureStore
import Foundation
import Interchange
import NeuralRuntime
import SignalCore

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks the installation, the machine and the place for a batch, and says what to do.",
    discussion: """
      With recordings and --out it also says whether their results will fit on the disk. With --check it looks through \
      a results folder instead: is the store sound, is every file as it was written, was anything left half-written? \
      With --repair it mends what it can: tables and a session's JSON and CSV files are made again from the store, a \
      lost or damaged store from the sessions' folders. Corrections of transcripts are never touched. Tracks can only \
      be made again from the recording, by ‘extract’.

      Ends with 0 when all is well or was repaired, 1 when the installation lacks something, 2 when a results folder \
      needs more than was done.

      EXAMPLES:
        bellwether doctor
        bellwether doctor recordings --out results
        bellwether doctor --check results --repair
      """)

  @Argument(help: "Files, folders or a manifest of recordings that are to be measured.", completion: .file())
  var paths: [String] = []

  @Option(help: "Folder their results are to go to.", completion: .directory)
  var out: String = "."

  @Option(help: "Look through this results folder.", completion: .directory)
  var check: String?

  @Flag(help: "Mend what --check finds, as far as it can be mended.")
  var repair = false

  @Option(help: "How it is said: text or json.")
  var format: DoctorFormat = .text

  @OptionGroup(title: "Encryption")
  var key: KeyOptions

  func validate() throws {
    guard !repair || check != nil else { throw ValidationError("--repair goes with --check.") }
    guard check == nil || paths.isEmpty else {
      throw ValidationError("--check looks at a results folder; leave the recordings out.")
    }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      if let check {
        try lookThrough(check)
      } else {
        try examine()
      }
    }
  }

  private func examine() throws {
    let plan = try paths.isEmpty ? nil : PlannedBatch(paths)
    let installation = InstallationChecks(catalog: try ModelCatalog.installed())
    let checks =
      installation.checks + MachineChecks().checks + IsolationChecks().checks
      + SurroundingsChecks(folder: out).checks
      + PlaceChecks(folder: out, plan: plan).checks
    switch format {
    case .text: for check in checks { Terminal.output(check.text) }
    case .json: Terminal.print(try JSONText.text(checks))
    }
    if checks.contains(where: { $0.state == .missing }) { throw ExitCode(1) }
  }

  private func lookThrough(_ folder: String) throws {
    let files = try key.open(folder)
    let report = try ResultsUpkeep(files, repairing: repair).run()
    if repair { try files.note(.repair, sessions: [], details: ["findings": "\(report.findings.count)"]) }
    switch format {
    case .json: Terminal.print(try JSONText.text(report))
    case .text:
      for finding in report.findings {
        Terminal.output(
          HealthCheck.line(
            finding.state.rawValue, "\(finding.subject) \(finding.text)", remedy: finding.remedy))
      }
      Terminal.output(
        HealthCheck.line(
          report.isWell ? "good" : "wrong",
          "\(report.sessions) sessions, \(report.wholeFiles) files as they were written"))
    }
    if !report.isWell { throw partlyDone }
  }
}

/// How `doctor` says what it found.
enum DoctorFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
