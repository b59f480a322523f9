import Interchange
import LanguageFeatures
import SignalCore

extension ExportCommand {
  /// - Parameter masks: `nil` leaves what was said as it is.
  func export(
    _ results: ResultsToExport, _ format: TranscriptText, _ masks: MaskedTranscripts?
  ) throws {
    var masks = masks
    var files: [ExportedFile] = []
    // One that was asked for by name, or the only one, is worth an error.
    let isWanted = !sessions.isEmpty || results.sessions.count == 1
    var last: (any Error)?
    for (name, exported) in zip(results.names, results.sessions) {
      do {
        let words = try results.transcript(of: name)
        let transcript = try masks?.masked(words, of: name) ?? words
        let text =
          measures == nil
          ? try format.write(transcript, recording: exported.session)
          : TranscriptText.elanDocument(transcript, withTurnsOf: exported)
        files.append(ExportedFile(name: "\(exported.session).\(format.fileEnding)", text: text))
        if measures != nil, exported.turns.isEmpty {
          Terminal.say("Note: \(name) has no such measure of turns; its file holds the transcript alone.")
        }
      } catch let error as ExportError where error == .noTranscript(session: name) {
        if isWanted { throw error }
        last = error
        Terminal.say("Note: \(name) has no transcript and is left out.")
      } catch LanguageError.deidentificationNotEnglish(let language) {
        let error = LanguageError.deidentificationNotEnglish(language: language)
        if isWanted { throw error }
        last = error
        Terminal.say("Note: \(name) is left out. \(error.message)")
      }
    }
    if files.isEmpty, let last { throw last }
    try give(files, asFolder: true)
    if let masks { try say(masks) }
  }

  /// Leaves the table of what was masked beside the export, never in it.
  private func say(_ masks: MaskedTranscripts) throws {
    let places = masks.placeCount == 1 ? "1 place" : "\(masks.placeCount) places"
    if let out {
      let table = MaskedTranscripts.tablePath(beside: out)
      try masks.writeTable(to: table)
      Terminal.say("written  \(table): where something was masked and why; not part of the export")
    }
    Terminal.say("\(places) masked. A person has to check: no method finds everything.")
  }
}
