import Foundation
import Interchange
import SignalCore

/// Where files that are not encrypted may not go.
enum PlainPlaceError: UserFacingError {
  case pages(folder: String)
  case inside(folder: String)
  /// A file of an export would stand among the files it is made of, or in place of one.
  case source(folder: String)
  /// What tells who is who would be given away with the export.
  case key(path: String)
  /// What is de-identified would lie among other files, which may name people.
  case notEmpty(folder: String)

  var message: String {
    switch self {
    case .pages(let folder): "‘\(folder)’ is encrypted, and pages that a browser shows cannot be."
    case .inside(let folder):
      "‘\(folder)’ is encrypted; what is reported or exported is not and cannot go there."
    case .source(let folder):
      "An export may not lie in the results folder it is made of, ‘\(folder)’."
    case .key(let path): "‘\(path)’ tells who is who and would lie in the export, or be overwritten by it."
    case .notEmpty(let folder): "‘\(folder)’ holds files already, which may say who somebody is."
    }
  }

  var remedy: String {
    switch self {
    case .pages, .inside:
      "Give a place outside it with --out, and delete what is there when it is no longer needed."
    case .source: "Give another place with --out; nothing was changed."
    case .key: "Give a place outside the export with --pseudonyms; nothing was written."
    case .notEmpty: "Give a new folder with --out; nothing was written."
    }
  }
}

extension PlainPlaceError {
  /// - Throws: For a key that would lie where the export goes.
  static func refuse(key: String, in out: String) throws(PlainPlaceError) {
    let (place, export) = (ResultsFiles.resolved(key), ResultsFiles.resolved(out))
    let table = ResultsFiles.resolved(MaskedTranscripts.tablePath(beside: out))
    if [export, table].contains(place) || place.hasPrefix(export + "/") { throw .key(path: key) }
  }

  /// - Throws: For a folder that is not empty.
  static func refuseFilled(_ folder: String) throws(PlainPlaceError) {
    let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    if !there.isEmpty { throw .notEmpty(folder: folder) }
  }
}

extension MaskedTranscripts {
  /// Where the table of what was masked goes: beside the export, never in it.
  static func tablePath(beside out: String) -> String {
    let place = String(out.reversed().drop { $0 == "/" }.reversed())
    let isUnnamed = [nil, ".", ".."].contains(place.split(separator: "/").last.map(String.init))
    return (isUnnamed ? ResultsFiles.resolved(out) : place) + ".masked.csv"
  }
}

extension ResultsFiles {
  /// - Throws: For a place inside this folder, where everything is to be encrypted.
  func refusePlainFiles(at place: String) throws(PlainPlaceError) {
    if isEncrypted, holds(place) { throw .inside(folder: path) }
  }

  /// - Throws: For a place inside this folder, encrypted or not: the folder's own files stand there.
  func refuseExport(at place: String) throws(PlainPlaceError) {
    if holds(place) { throw .source(folder: path) }
  }

  /// Whether a place is this folder or lies in it, whatever links lead there.
  private func holds(_ place: String) -> Bool {
    let (own, other) = (Self.resolved(path), Self.resolved(place))
    return other == own || other.hasPrefix(own + "/")
  }

  /// The path without links, also where its last parts are not there yet.
  static func resolved(_ path: String) -> String {
    var (there, rest) = (URL(filePath: path).standardizedFileURL, [String]())
    while !FileManager.default.fileExists(atPath: there.path), there.path != "/" {
      rest.insert(there.lastPathComponent, at: 0)
      there.deleteLastPathComponent()
    }
    return rest.reduce(there.resolvingSymlinksInPath()) { $0.appending(path: $1) }.standardizedFileURL.path
  }
}
