internal import SignalCore

/// Whom a model learned from, kept so that a person who is scored can be recognised and nobody is named.
///
/// A person is kept as the first 64 bits of SHA-256 over a salt and what the person is called. Whoever has the model and
/// a list of names can find out which of them are in it, as with any such list: it keeps codes from being read, not from
/// being tried.
public struct TrainingPeople: Sendable, Hashable, Codable {
  /// Of this model alone, so that lists of two models do not compare.
  public let salt: String
  /// Sorted; 16 hexadecimal digits each.
  public let digests: [String]

  private static let digits = 16

  /// - Parameters:
  ///   - people: As studies call them; repeats do no harm.
  ///   - salt: Different for every training, for example the fingerprint of its plan.
  public init(_ people: [String], salt: String) {
    self.salt = salt
    digests = Set(people.map { Self.digest($0, salt: salt) }).sorted()
  }

  public func contains(_ person: String) -> Bool { digests.contains(Self.digest(person, salt: salt)) }

  private static func digest(_ person: String, salt: String) -> String {
    String(sha256Hex(of: "\(salt)\n\(person)").prefix(digits))
  }
}
