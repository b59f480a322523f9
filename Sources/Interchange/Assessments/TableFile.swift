public import Foundation

/// A table's bytes and what errors call it: of a file as it lies there, or of a sealed one that was opened.
public struct TableFile: Sendable {
  public let path: String
  public let data: Data

  public init(path: String, data: Data) {
    self.path = path
    self.data = data
  }

  public init(path: String) throws(AssessmentTableError) {
    guard let data = FileManager.default.contents(atPath: path) else { throw .cannotRead(path: path) }
    self.init(path: path, data: data)
  }
}
