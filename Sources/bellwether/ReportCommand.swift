import ArgumentParser
import FeatureStore
import Foundation
import Interchange
import Reporting
import SignalCore

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes a page for people for every session of a results folder.",
    discussion: """
      Each session's folder gets report.html, one self-contained page, and timeline.svg, its picture.

      With --out they go below another folder. Pages are never encrypted: in an encrypted       results folder --out is needed.

      Example: bellwether report results
      """)

  @Argument(help: "A results folder.")
  var folder: String

  @Option(help: "Folder the pages go to, in place of the sessions' own; they are not encrypted.")
  var out: String?

  @OptionGroup var key: KeyOptions

  func run() async throws {
    try await Terminal.reportingErrors {
      let results = try ResultsFolder(existing: key.open(folder))
      guard out != nil || !results.files.isEncrypted else {
        throw PlainPlaceError.pages(folder: folder)
      }
      if let out { try results.files.refusePlainFiles(at: out) }
      let store = try results.openStore()
      let names = try store.sessionNames()
      try results.files.note(
        .report, sessions: names, details: ["place": out == nil ? "this folder" : "elsewhere"])
      if results.files.isEncrypted { Terminal.say("Note: the pages are not encrypted.") }
      let target = out.map { ResultsFiles(path: $0) } ?? results.files
      for name in names {
        guard let record = try store.session(named: name) else { continue }
        let tracks = try TracksFile.read(results.files, session: name)
        let timeline = SessionTimeline(record: record, tracks: tracks)
        if let out {
          try FileManager.default.createDirectory(atPath: "\(out)/\(name)", withIntermediateDirectories: true)
        }
        try target.write(timeline.svg, to: "\(name)/timeline.svg")
        let page = SessionReport(record: record, timelineSVG: timeline.svg)
        try target.write(page.html, to: "\(name)/report.html")
        Terminal.say("written  \(target.path)/\(name)/report.html")
      }
    }
  }
}
