public import SignalCore

/// Why a NumPy archive is not a study.
public enum TensorFileError: UserFacingError, Equatable {
  case noArray(path: String, names: [String], meaning: String)
  case noModality(path: String)
  case notOneNumberARow(path: String, array: String)
  case otherLength(path: String, array: String, rows: Int)
  case notATable(path: String, array: String, rows: Int)
  case unknownPart(path: String, array: String, row: Int, part: String)

  public var message: String {
    switch self {
    case .noArray(let path, let names, let meaning):
      "‘\(path)’ has no array of \(meaning): looked for \(names.joined(separator: ", "))."
    case .noModality(let path): "‘\(path)’ has no usable array text, audio or video."
    case .notOneNumberARow(let path, let array):
      "The array ‘\(array)’ of ‘\(path)’ does not hold one finite number a row."
    case .otherLength(let path, let array, let rows):
      "The array ‘\(array)’ of ‘\(path)’ does not have \(rows) rows, as the outcomes have."
    case .notATable(let path, let array, let rows):
      "The array ‘\(array)’ of ‘\(path)’ is not one of numbers with \(rows) rows and one or two more dimensions."
    case .unknownPart(let path, let array, let row, let part):
      "Row \(row) of the array ‘\(array)’ of ‘\(path)’ says ‘\(part)’."
    }
  }

  public var remedy: String {
    switch self {
    case .noArray, .noModality: "‘bellwether train --help’ names the arrays a study needs."
    case .notOneNumberARow, .otherLength, .notATable:
      "Write all arrays with one row a turn (‘bellwether train --help’)."
    case .unknownPart: "Use train, valid and test."
    }
  }
}
