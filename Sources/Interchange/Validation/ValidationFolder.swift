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

  /// Each file is there whole or not at all.
  public func write(_ report: ValidationReport, page: String) throws(InterchangeError) {
    try StreamedFile.write(JSONText.text(report, for: jsonPath).utf8, to: jsonPath)
    try StreamedFile.write(page.utf8, to: pagePath)
  }
}
