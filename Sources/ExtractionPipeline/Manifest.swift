internal import ClinicalAssessment
internal import Foundation
internal import SwiftCSV

/// A table of recordings: `path,session,participant,date,transcript,participant_channel`.
///
/// Only `path` is required; columns may come in any order. Relative paths count from the manifest's folder, or
/// from the folder a further column `relative_to` names, where `.` is the one the program was called in.
enum Manifest {
  /// - Parameter data: The manifest, where it does not lie at its path as it is.
  static func recordings(inFileAt path: String, data: Data? = nil) throws(FinderError) -> [Recording] {
    guard let data = data ?? FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8),
      let table = try? CSV<Named>(
        string: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, loadColumns: false)
    else { throw .manifestUnreadable(path: path) }
    guard table.header.contains("path") else { throw .manifestWithoutPaths(path: path) }
    let folder = URL(filePath: path).deletingLastPathComponent()

    var recordings: [Recording] = []
    var sessions: Set<String> = []
    var unnamed: Set<String> = []
    for (index, row) in table.rows.enumerated() {
      func cell(_ column: String) -> String? {
        let text = row[column]?.trimmingCharacters(in: .whitespaces) ?? ""
        return text.isEmpty ? nil : text
      }
      let base = cell("relative_to")
      func resolved(_ name: String) -> String {
        // From the folder of the call a path stays as it is written: results name a recording by it.
        if name.hasPrefix("/") || base == "." { return name }
        return (base.map { URL(filePath: $0) } ?? folder).appending(path: name).relativePath
      }
      if row.values.allSatisfy({ $0.trimmingCharacters(in: .whitespaces).isEmpty }) { continue }
      let line = index + 2
      guard let name = cell("path") else { throw .manifestCell(path: path, line: line, column: "path") }
      var choice: ParticipantChoice?
      if let channel = cell("participant_channel") {
        choice = ParticipantChoice(text: Int(channel) == nil ? channel : "channel:\(channel)")
        if choice == nil { throw .manifestCell(path: path, line: line, column: "participant_channel") }
      }
      let recording = resolved(name)
      let date = cell("date")
      guard date.map({ CalendarDay(text: String($0.prefix { $0 != "T" && $0 != " " })) != nil }) ?? true
      else {
        throw .manifestCell(path: path, line: line, column: "date")
      }
      if let session = cell("session") {
        guard sessions.insert(SessionNames.cleaned(session)).inserted else {
          throw .manifestRepeats(path: path, line: line, column: "session")
        }
      } else if !unnamed.insert(SessionNames.whole(recording)).inserted {
        throw .manifestRepeats(path: path, line: line, column: "path")
      }
      recordings.append(
        Recording(
          path: recording, session: cell("session"), participant: cell("participant"), date: date,
          transcriptPath: cell("transcript").map(resolved) ?? RecordingFinder.transcript(beside: recording),
          participantChoice: choice))
    }
    return recordings
  }
}
