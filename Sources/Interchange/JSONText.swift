internal import Foundation

/// The one way JSON is written here: keys sorted, indented, a line feed at the end; the same value, the same bytes.
public enum JSONText {
  /// - Parameter destination: What the error names when a value cannot be written.
  public static func text(
    _ value: some Encodable, for destination: String = "standard output"
  ) throws(InterchangeError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { throw .cannotWrite(path: destination) }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The same on one line, for files of one value a line.
  static func line(_ value: some Encodable, for destination: String = "standard output")
    throws(InterchangeError) -> String
  {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { throw .cannotWrite(path: destination) }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
