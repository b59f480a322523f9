/// One thing `doctor` looked at, and how it is.
struct HealthCheck: Encodable {
  enum State: String, Encodable {
    case good
    /// It works, but not as well as it could, or perhaps not to the end of a long run.
    case little
    /// Something cannot work.
    case missing
    /// Not there, and not needed by everybody.
    case optional
  }

  private enum CodingKeys: String, CodingKey {
    case name, state, finding, remedy
  }

  /// A word or two that scripts can rely on, for example `free disk`.
  let name: String
  let state: State
  let finding: String
  /// What to do; `nil` where there is nothing to do.
  let remedy: String?

  init(_ name: String, _ state: State, _ finding: String, remedy: String? = nil) {
    self.name = name
    self.state = state
    self.finding = finding
    self.remedy = remedy
  }

  var text: String { Self.line(state.rawValue, finding, remedy: remedy) }

  /// The state in a column of its own, then what was found; the remedy on the next line.
  static func line(_ state: String, _ finding: String, remedy: String? = nil) -> String {
    let column = state.padding(toLength: 9, withPad: " ", startingAt: 0)
    let advice = remedy.map { "\n" + String(repeating: " ", count: 9) + "What to do: \($0)" } ?? ""
    return column + finding + advice
  }
}
