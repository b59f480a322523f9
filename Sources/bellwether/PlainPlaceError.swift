import Foundation
import Interchange
import SignalCore

/// Where files that are not encrypted may not go.
enum PlainPlaceError: UserFacingError {
  case pages(folder: String)
  case inside(folder: String)

  var message: String {
    switch self {
    case .pages(let folder): "‘\(folder)’ is encrypted, and pages that a browser shows cannot be."
    case .inside(let folder):
      "‘\(folder)’ is encrypted; what is reported or exported is not and cannot go there."
    }
  }

  var remedy: String {
    "Give a place outside it with --out, and delete what is there when it is no longer needed."
  }
}

extension ResultsFiles {
  /// - Throws: For a place inside this folder, where everything is to be encrypted.
  func refusePlainFiles(at place: String) throws(PlainPlaceError) {
    guard isEncrypted else { return }
    let (own, other) = (Self.resolved(path), Self.resolved(place))
    if other == own || other.hasPrefix(own + "/") { throw .inside(folder: path) }
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
