internal import FeatureStore
internal import Foundation
internal import SignalCore

/// Puts imported values beside what a results folder has of their sessions.
struct ImportMerge {
  let folder: ResultsFolder
  let store: FeatureStore

  /// - Precondition: `check` found nothing.
  /// - Returns: Whether the session was not there before.
  func take(_ imported: ImportedSession) throws -> Bool {
    let existing = try store.session(named: imported.session)
    let earlier = existing?.provenance.foreign ?? []
    let hasOwnWords = existing.map { !$0.provenance.isImportedOnly && $0.transcript != nil } ?? false
    // Words this program wrote down, or was given with the recording, stay.
    let new = imported.sources.filter { !hasOwnWords || $0.table != ForeignSource.transcriptTable }
    let replaced = Set(new.map(\.table))
    let dropped = earlier.filter { replaced.contains($0.table) }
    let sources = (earlier.filter { !replaced.contains($0.table) } + new).sorted { $0.table < $1.table }
    var readings = Dictionary(
      (existing?.foreignReadings ?? []).map { ($0.measure.name, $0) }, uniquingKeysWith: { first, _ in first }
    )
    readings.merge(imported.readings) { $1 }

    var record = existing ?? blank(imported)
    record.readings =
      (existing?.ownReadings ?? []) + sources.flatMap { $0.measures.compactMap { readings[$0] } }
    record.provenance.foreign = sources
    record.input.participant = record.input.participant ?? imported.participant
    record.input.date = record.input.date ?? imported.date
    if record.provenance.isImportedOnly {
      record.input = input(of: imported, sources, existing: existing)
      if let transcript = imported.transcript {
        record.transcript = transcript
        record.input.participantSpeaker = imported.speaker
        record.provenance.transcriptSHA256 =
          new.first { $0.table == ForeignSource.transcriptTable }?.sha256
      }
    } else if record.transcript == nil, let transcript = imported.transcript {
      record.transcript = transcript
      record.input.participantSpeaker = imported.speaker
    }
    record.files = try folder.update(record, adding: imported.tracks, without: Set(dropped.flatMap(\.tracks)))
    try store.save(record)
    try folder.keep(record)
    return existing == nil
  }

  /// - Throws: `otherPerson`, `otherRecording` for a session of this name that cannot take the values in.
  func check(_ imported: ImportedSession) throws {
    guard let existing = try store.session(named: imported.session) else { return }
    func differ(_ first: String?, _ second: String?) -> Bool {
      if let first, let second { first != second } else { false }
    }
    if differ(existing.input.participant, imported.participant) || differ(existing.input.date, imported.date)
    {
      throw ImportError.otherPerson(session: imported.session)
    }
    if imported.isNameChosen { return }
    let earlier = (existing.provenance.foreign ?? []).compactMap(\.recording)
    for recording in imported.sources.compactMap(\.recording) {
      if let other = earlier.first(where: { RecordingName.areOthers($0, recording) }) {
        throw ImportError.otherRecording(session: imported.session, recordings: [other, recording])
      }
    }
  }

  private func blank(_ imported: ImportedSession) -> SessionRecord {
    SessionRecord(
      session: imported.session, input: InputRecord(path: "", sha256: ""), readings: [], quality: [],
      remarks: [SessionRecord.importedRemark], gate: GateOutcome(objections: []), failures: [],
      transcript: nil,
      provenance: Provenance(
        measureSetVersion: Provenance.imported, settingsHash: Provenance.imported, models: [:],
        transcriptSHA256: nil))
  }

  /// The study's recording, or what was imported standing for it.
  private func input(
    of imported: ImportedSession, _ sources: [ForeignSource], existing: SessionRecord?
  ) -> InputRecord {
    let known = existing?.input
    var input = InputRecord(
      path: sources.first?.path ?? "",
      sha256: sha256Hex(of: sources.map { "\($0.sha256) \($0.recording ?? "")" }.joined(separator: "\n")))
    if let recording = imported.recording {
      input = recording
    } else if let existing, let known,
      !(existing.provenance.foreign ?? []).contains(where: { $0.path == known.path })
    {
      input = known
    }
    input.participant = known?.participant ?? imported.participant
    input.date = known?.date ?? imported.date
    input.participantSpeaker = known?.participantSpeaker
    return input
  }
}
