/// The language of a recording, as its code of ISO 639: two letters, or three where there are no two.
public struct SpokenLanguage: Sendable, Hashable, Codable {
  public let code: String

  /// - Parameter code: In any case.
  /// - Returns: `nil` for anything but two or three letters from a to z.
  public init?(code: String) {
    let code = code.lowercased()
    guard (2...3).contains(code.count), code.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
    self.code = code
  }
}
