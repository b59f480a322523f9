internal import Foundation
public import LanguageFeatures
internal import PrivateFiles
public import SignalCore

/// Masks what was said in the sessions of a de-identified export, and gathers what was masked.
///
/// Transcripts that were masked when they were extracted are masked once more: a person may have written something into
/// them since. The names by which the results folder knows a session, its participant and its recording give way to
/// the pseudonyms.
public struct MaskedTranscripts {
  /// `session,segment,start_seconds,class,pseudonym,basis,confidence`, without the words that were masked.
  public private(set) var table = CommaSeparated(
    header: ["session", "segment", "start_seconds", "class", "pseudonym", "basis", "confidence"])
  /// Rows of the table.
  public private(set) var placeCount = 0
  private let files: ResultsFiles
  private let pseudonyms: ExportPseudonyms
  private let deidentifier: Deidentifier

  public init(_ files: ResultsFiles, pseudonyms: ExportPseudonyms, deidentifier: Deidentifier) {
    self.files = files
    self.pseudonyms = pseudonyms
    self.deidentifier = deidentifier
  }

  /// - Parameter name: The session's in the results folder.
  /// - Throws: `ExportError`, and `LanguageError` for a transcript that is not English.
  public mutating func masked(_ transcript: Transcript, of name: String) throws -> Transcript {
    let session = try pseudonyms.session(name)
    if files.exists("\(name)/\(Self.tableName)") {
      try add(try TextTable(files, "\(name)/\(Self.tableName)"), of: session)
    }
    var (result, masks) = try deidentifier.deidentified(transcript)
    for row in masks.rows {
      add([
        session, "\(row.segment)", row.startSeconds.map(CommaSeparated.cell) ?? "", row.identity.rawValue,
        row.pseudonym, row.basis,
        row.confidence.map { CommaSeparated.cell(($0 * 1000).rounded() / 1000) } ?? "",
      ])
    }
    let input = try ResultsToExport.input(of: name, in: files)
    let identifiers = SessionIdentifiers(
      session: (name, session),
      participant: try input.participant.map { ($0, try pseudonyms.participant($0)) }, path: input.path)
    for found in identifiers.replace(in: &result) {
      add([
        session, "\(found.segment)", found.startSeconds.map(CommaSeparated.cell) ?? "",
        IdentityClass.identifier.rawValue, found.pseudonym, "results folder", "",
      ])
    }
    return result
  }

  /// What `extract` wrote of the places it masked.
  private static let tableName = "masked.csv"

  private mutating func add(_ earlier: TextTable, of session: String) throws(ExportError) {
    guard earlier.header == ["segment", "start_seconds", "class", "pseudonym", "basis", "confidence"] else {
      throw .unreadable(path: earlier.path)
    }
    for row in earlier.rows where row.count == 6 { add([session] + row) }
  }

  private mutating func add(_ row: [String]) {
    table.append(row)
    placeCount += 1
  }

  /// Writes the table, for its owner alone to read.
  public func writeTable(to path: String) throws(ExportError) {
    try ExportedFile(name: "", text: table.text).write(to: path, isPrivate: true)
  }
}
