import ArgumentParser
import Foundation
import Interchange
import LanguageFeatures
import NeuralRuntime
import SignalCore

/// How an export is de-identified.
struct ExportMasking: ParsableArguments {
  @Flag(
    help: """
      Give pseudonyms to sessions and participants, leave dates out, and mask names, places, dates and numbers in what \
      was said. A person has to check: no method finds everything.
      """)
  var deidentify = false

  @Option(
    help: """
      File for the key that tells whose pseudonyms they are, readable by you alone; with --deidentify. Names that it \
      holds already keep their pseudonyms.
      """, completion: .file())
  var pseudonyms: String?

  @Option(
    help: "Text file of names that are always masked in transcripts, one a line; with --deidentify.",
    completion: .file())
  var siteNames: String?

  func validate() throws {
    guard deidentify || (pseudonyms == nil && siteNames == nil) else {
      throw ValidationError("--pseudonyms and --site-names go with --deidentify.")
    }
  }

  /// What identifies people may lie neither among the results nor in what is given away.
  /// - Parameter isFolder: Whether files are written below `out`.
  func refusePlaces(of files: ResultsFiles, out: String?, isFolder: Bool) throws {
    if deidentify, isFolder, let out { try PlainPlaceError.refuseFilled(out) }
    guard let pseudonyms else { return }
    try files.refuseExport(at: pseudonyms)
    if let out { try PlainPlaceError.refuse(key: pseudonyms, in: out) }
  }

  /// `nil` where nothing is to be de-identified.
  func makePseudonyms(of files: ResultsFiles) throws -> ExportPseudonyms? {
    guard deidentify else { return nil }
    return try ExportPseudonyms(
      of: files, keeping: try pseudonyms.flatMap { path in try ExportPseudonyms(keyAt: path) })
  }

  /// Before the export, so that no pseudonym is given away without its key.
  func keep(_ made: ExportPseudonyms?) throws {
    guard let made, let pseudonyms else { return }
    try made.write(to: pseudonyms)
    Terminal.say("written  \(pseudonyms): who is who; keep it apart from the export")
  }

  func transcripts(of files: ResultsFiles, _ pseudonyms: ExportPseudonyms?) throws -> MaskedTranscripts? {
    guard let pseudonyms else { return nil }
    return MaskedTranscripts(
      files, pseudonyms: pseudonyms,
      deidentifier: try Deidentifier(
        catalog: try ModelCatalog.installed(),
        siteNames: try siteNames.map(SiteNames.init(contentsOf:)) ?? SiteNames()))
  }

  /// Of the entry in the audit log.
  func details(_ format: String) -> [String: String] {
    deidentify ? ["format": format, "names": "de-identified"] : ["format": format]
  }
}
