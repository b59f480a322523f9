internal import FeatureStore
internal import Foundation
internal import SignalCore

/// Sets one session's folder against what the store holds and noted of it.
struct SessionUpkeep {
  let folder: String
  let store: FeatureStore
  let isRepairing: Bool

  func look(at record: SessionRecord, _ report: inout UpkeepReport) throws {
    let place = "\(folder)/\(record.session)"
    let (texts, unreadable) = try SessionTexts.all(of: record, for: place)
    for name in unreadable {
      report.wrong(
        "\(record.session)/\(name)", "cannot be made again: the store's copy of it is damaged.",
        remedy: ResultsUpkeep.extractRemedy.dropLast() + ", with --overwrite.")
    }
    var noted = Dictionary(record.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let made = Dictionary(texts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    if noted.isEmpty { try takeOver(record, texts, &noted, &report) }
    for name in Set(noted.keys).union(made.keys).union([SessionTexts.tracks]).sorted() {
      let path = "\(place)/\(name)"
      let isThere = FileManager.default.fileExists(atPath: path)
      let expected = noted[name]?.sha256 ?? made[name]?.file.sha256
      if isThere, let expected, (try? sha256Hex(ofFileAt: path)) == expected {
        report.wholeFiles += 1
      } else if isThere, name == SessionTexts.transcript, let text = made[name],
        try isAPersons(path, record, text, &report)
      {
        continue
      } else if let text = made[name] {
        try makeAgain(text, of: record.session, isThere: isThere, &report)
        noted[name] = text.file
      } else if name == SessionTexts.tracks {
        try lookAtTracks(of: record, isThere: isThere, &report)
      }
    }
    let files = noted.values.sorted { $0.name < $1.name }
    if isRepairing, files != record.files { try store.save(files, of: record.session) }
  }

  /// Notes the files of a session that was made before files were noted, as they are.
  private func takeOver(
    _ record: SessionRecord, _ texts: [SessionText], _ noted: inout [String: SessionFile],
    _ report: inout UpkeepReport
  ) throws {
    guard isRepairing else {
      report.note(
        record.session,
        "was made by an earlier version: its tracks and turns were not noted and not compared.",
        remedy: "Run ‘bellwether doctor --check’ with --repair once to note them as they are.")
      return
    }
    let place = "\(folder)/\(record.session)"
    for text in texts { noted[text.name] = text.file }
    for name in SessionTexts.kept {
      guard let data = FileManager.default.contents(atPath: "\(place)/\(name)") else { continue }
      noted[name] = SessionText(name: name, bytes: [UInt8](data), isKept: true).file
    }
    let tracks = "\(place)/\(SessionTexts.tracks)"
    if FileManager.default.fileExists(atPath: tracks), (try? TracksFile.read(tracks)) != nil {
      noted[SessionTexts.tracks] = try SessionTexts.note(ofFileAt: tracks)
    }
    report.repaired(
      record.session, "was made by an earlier version; its tracks and turns were noted as they are.")
  }

  private func makeAgain(
    _ text: SessionText, of session: String, isThere: Bool, _ report: inout UpkeepReport
  ) throws {
    let subject = "\(session)/\(text.name)"
    let fault = isThere ? "is not as it was written" : "is missing"
    guard isRepairing else {
      report.wrong(
        subject, fault + ".", remedy: ResultsUpkeep.repairRemedy + " It makes the file again from the store.")
      return
    }
    // Also makes the session's folder where it is gone.
    _ = try ResultsFolder(path: "\(folder)/\(session)")
    try StreamedFile.write(text.bytes, to: "\(folder)/\(subject)")
    report.repaired(subject, fault.replacing("is ", with: "was ") + "; it was made again from the store.")
  }

  /// Whether a changed transcript is to stay as it is: a person's work is no damage.
  private func isAPersons(
    _ path: String, _ record: SessionRecord, _ stored: SessionText, _ report: inout UpkeepReport
  ) throws -> Bool {
    let subject = "\(record.session)/\(SessionTexts.transcript)"
    switch ChangedTranscript(path: path, stored: stored.bytes, transcript: record.transcript) {
    case .same: report.wholeFiles += 1
    case .corrected:
      report.note(
        subject, "was corrected by a person after the measures were taken.",
        remedy: ResultsUpkeep.extractRemedy + " The measures then follow the correction.")
    case .unreadable:
      report.wrong(
        subject, "was changed into something that is no transcript; it was left as it is.",
        remedy:
          "Correct the slip in it (often a lost comma or quotation mark). To give the changes up, delete the "
          + "file and run ‘bellwether doctor --check’ with --repair.")
    case .broken: return false
    }
    return true
  }

  /// Tracks are too large for the store: only the recording can give them again.
  private func lookAtTracks(of record: SessionRecord, isThere: Bool, _ report: inout UpkeepReport) throws {
    let subject = "\(record.session)/\(SessionTexts.tracks)"
    let path = "\(folder)/\(subject)"
    let isUnnoted = !record.files.contains { $0.name == SessionTexts.tracks }
    if isThere, isUnnoted, (try? TracksFile.read(path)) != nil { return }
    let again = "Run ‘bellwether extract’ on ‘\(record.input.path)’ again, with the same options as before."
    guard isThere else {
      report.wrong(subject, "is missing, and can be made again from the recording alone.", remedy: again)
      return
    }
    guard isRepairing else {
      report.wrong(
        subject, "is damaged, and can be made again from the recording alone.",
        remedy: ResultsUpkeep.repairRemedy + " It sets the file aside; then: " + again)
      return
    }
    // Under its own name it would pass for finished.
    let aside = "\(folder)/\(record.session)/tracks.damaged.h5"
    try? FileManager.default.removeItem(atPath: aside)
    do {
      try FileManager.default.moveItem(atPath: path, toPath: aside)
    } catch { throw InterchangeError.notPermitted(path: path) }
    report.wrong(subject, "is damaged; it was set aside as tracks.damaged.h5.", remedy: again)
  }
}
