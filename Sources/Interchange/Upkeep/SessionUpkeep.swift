internal import FeatureStore
internal import Foundation
internal import SignalCore

/// Sets one session's folder against what the store holds and noted of it.
struct SessionUpkeep {
  let files: ResultsFiles
  let store: FeatureStore
  let isRepairing: Bool

  func look(at record: SessionRecord, _ report: inout UpkeepReport) throws {
    let (texts, unreadable) = try SessionTexts.all(of: record, for: files.place(of: record.session))
    for name in unreadable {
      report.wrong(
        "\(record.session)/\(name)", "cannot be made again: the store's copy of it is damaged.",
        remedy: ResultsUpkeep.extractRemedy.dropLast() + ", with --overwrite.")
    }
    var noted = Dictionary(record.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let made = Dictionary(texts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    if noted.isEmpty { try takeOver(record, texts, &noted, &report) }
    for name in Set(noted.keys).union(made.keys).union([SessionTexts.tracks]).sorted() {
      let own = "\(record.session)/\(name)"
      let isThere = files.exists(own)
      let expected = noted[name]?.sha256 ?? made[name]?.file.sha256
      // Beside a sealed transcript a plain one is a correction that waits to be taken over.
      let mayBeAPersons =
        name == SessionTexts.transcript && FileManager.default.fileExists(atPath: files.place(of: own))
      if isThere, let expected, files.sha256(of: own) == expected {
        report.wholeFiles += 1
        if files.isEncrypted, mayBeAPersons, let text = made[name] {
          _ = try isAPersons(files.place(of: own), record, text, &report)
        }
      } else if mayBeAPersons, let text = made[name],
        try isAPersons(files.place(of: own), record, text, &report)
      {
        continue
      } else if let text = made[name] {
        try makeAgain(text, of: record.session, isThere: isThere, &report)
        noted[name] = text.file
      } else if name == SessionTexts.tracks {
        try lookAtTracks(of: record, isThere: isThere, &report)
      }
    }
    let all = noted.values.sorted { $0.name < $1.name }
    if isRepairing, all != record.files { try store.save(all, of: record.session) }
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
    for text in texts { noted[text.name] = text.file }
    for name in SessionTexts.kept {
      guard let data = files.kept("\(record.session)/\(name)") else { continue }
      noted[name] = SessionText(name: name, bytes: [UInt8](data), isKept: true).file
    }
    noted[SessionTexts.tracks] = SessionTexts.noteOfTracks(in: files, session: record.session)
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
    _ = try ResultsFolder(path: files.place(of: session))
    try files.write(text.bytes, to: subject)
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
    let isUnnoted = !record.files.contains { $0.name == SessionTexts.tracks }
    if isThere, isUnnoted, (try? TracksFile.read(files, session: record.session)) != nil { return }
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
    let path = files.actualPlace(of: subject)
    do {
      try WholeFile.rename(path, to: files.actualPlace(of: "\(record.session)/tracks.damaged.h5"))
    } catch { throw InterchangeError.notPermitted(path: path) }
    report.wrong(subject, "is damaged; it was set aside as tracks.damaged.h5.", remedy: again)
  }
}
