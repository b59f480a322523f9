public import ClinicalAssessment
internal import Foundation

/// The folder a validation is written to: `validation.json` for programs, `validation.html` for people.
public struct ValidationFolder: Sendable {
  public let path: String

  /// Makes the folder where there is none.
  public init(_ path: String) throws(InterchangeError) {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: path)
    }
  }

  public var jsonPath: String { path + "/validation.json" }
  public var pagePath: String { path + "/validation.html" }

  /// Each file is written under another name and then renamed: a half-written one never looks finished.
  public func write(_ report: ValidationReport, page: String) throws(InterchangeError) {
    try write(JSONText.text(report, for: jsonPath), to: jsonPath)
    try write(page, to: pagePath)
  }

  private func write(_ text: String, to path: String) throws(InterchangeError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path: path)
    }
  }
}
