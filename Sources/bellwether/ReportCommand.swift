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

      Example: bellwether report results
      """)

  @Argument(help: "A results folder.")
  var folder: String

  func run() async throws {
    try await Terminal.reportingErrors {
      let results = try ResultsFolder(existing: folder)
      let store = try FeatureStore(path: results.storePath)
      for name in try store.sessionNames() {
        guard let record = try store.session(named: name) else { continue }
        let tracks = try TracksFile.read(results.file("tracks.h5", of: name))
        let timeline = SessionTimeline(record: record, tracks: tracks)
        try results.write(timeline.svg, to: results.file("timeline.svg", of: name))
        let page = SessionReport(record: record, timelineSVG: timeline.svg)
        try results.write(page.html, to: results.file("report.html", of: name))
        Terminal.say("written  \(results.file("report.html", of: name))")
      }
    }
  }
}
