/// What a look through a results folder found.
public struct UpkeepReport: Sendable, Hashable, Codable {
  /// One thing a person should know.
  public struct Finding: Sendable, Hashable, Codable {
    public enum State: String, Sendable, Hashable, Codable {
      /// Nothing is wrong.
      case note
      /// Was wrong and is right again.
      case repaired
      /// Is wrong and stays so until somebody does what the remedy says.
      case wrong
    }

    public let state: State
    /// Path below the results folder.
    public let subject: String
    /// Goes on after the subject: ‘is missing.’
    public let text: String
    /// What to do; `nil` where there is nothing to do.
    public let remedy: String?
  }

  public private(set) var findings: [Finding] = []
  /// How many sessions the store holds.
  public internal(set) var sessions = 0
  /// How many files were compared with what the store noted of them, and agreed.
  public internal(set) var wholeFiles = 0

  /// Whether all is well, or was made well.
  public var isWell: Bool { findings.allSatisfy { $0.state != .wrong } }

  mutating func note(_ subject: String, _ text: String, remedy: String? = nil) {
    findings.append(Finding(state: .note, subject: subject, text: text, remedy: remedy))
  }

  mutating func repaired(_ subject: String, _ text: String) {
    findings.append(Finding(state: .repaired, subject: subject, text: text, remedy: nil))
  }

  mutating func wrong(_ subject: String, _ text: String, remedy: String) {
    findings.append(Finding(state: .wrong, subject: subject, text: text, remedy: remedy))
  }
}
