public import SignalCore

/// Answers or settings that cannot be scored, or sessions that cannot be compared.
public enum ScaleError: UserFacingError, Equatable {
  case itemCount(scale: String, row: Int, found: Int, expected: Int)
  /// `item` is the place on the form, from 1; `name` what it is about.
  case answerOutOfRange(scale: String, row: Int, item: Int, name: String, lowest: Int, highest: Int)
  case reliability(Double)
  case standardDeviation(Double)
  case threshold(Double)
  /// Sessions of one series that measure different things.
  case differentMeasures(String, String)
  case differentVersions(measure: String, Int, Int)
  case differentQuality(measure: String, String, String)
  case notInOrder

  public var message: String {
    switch self {
    case .itemCount(let scale, let row, let found, let expected):
      "Row \(row) has \(found) answers; the \(scale) has \(expected) items."
    case .answerOutOfRange(let scale, let row, let item, let name, let lowest, let highest):
      "Row \(row), item \(item) (\(name)): the \(scale) has no such answer; it runs from \(lowest) to \(highest)."
    case .reliability(let value): "A reliability of \(value) is none: it lies from 0 to below 1."
    case .standardDeviation(let value): "A standard deviation of \(value) is none: it lies above 0."
    case .threshold(let value): "A threshold of \(value) is none: it lies above 0."
    case .differentMeasures(let first, let second):
      "‘\(first)’ and ‘\(second)’ are different measures and cannot be compared."
    case .differentVersions(let measure, let first, let second):
      "‘\(measure)’ was computed by definition \(first) in one session and by definition \(second) in another."
    case .differentQuality(let measure, let first, let second):
      "‘\(measure)’ comes from recordings of different quality (‘\(first)’ and ‘\(second)’)."
    case .notInOrder: "The sessions are not in the order of their dates."
    }
  }

  public var remedy: String {
    switch self {
    case .itemCount: "Give one answer an item and leave those empty that were not answered."
    case .answerOutOfRange: "Look the answer up on the form; leave it empty if it was not given."
    case .reliability, .standardDeviation, .threshold:
      "Take the figure from a study of people like yours and name that study."
    case .differentMeasures: "Compare sessions of one measure at a time."
    case .differentVersions: "Extract the older session again with the present version."
    case .differentQuality:
      "Compare only sessions recorded alike; a change of equipment looks like a change of person."
    case .notInOrder: "Sort the sessions by date."
    }
  }
}
