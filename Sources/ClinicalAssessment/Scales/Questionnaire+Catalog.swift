extension Questionnaire {
  /// Every scale known here.
  public static let all: [Questionnaire] = [phq9, phq8, phq2, gad7, hamd17, madrs, bdi2, qids16, sds]

  /// Finds a scale by any of its names; case, spaces, hyphens and underscores do not matter: `PHQ-9`, `phq_9`.
  public init?(named name: String) {
    let plain = Self.plainName(name)
    guard let found = Self.all.first(where: { $0.plainNames.contains(plain) }) else { return nil }
    self = found
  }

  /// Its names as `plainName` writes them.
  public var plainNames: [String] { [code, Self.plainName(name)] + aliases }

  /// Letters and digits of a name in lower case.
  public static func plainName(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// Place from 0 of an item given by its number or its name here.
  public func itemIndex(named name: String) -> Int? {
    let plain = Self.plainName(name)
    if let number = Int(plain) { return items.firstIndex { $0.number == number } }
    return items.firstIndex { Self.plainName($0.name) == plain }
  }
}
