internal import ClinicalAssessment

/// What names of columns and items mean.
struct ItemNames {
  enum Role: Hashable {
    /// Place on the form, from 0.
    case item(Int)
    case total
    case positive
  }

  enum Style: Hashable {
    case nhanes, redcap, daic
    /// Names its questionnaire: `phq9_1`.
    case named
    /// Does not: `item1`.
    case bare
  }

  struct Reference: Hashable {
    /// Code of a questionnaire; `nil` for a bare name.
    let scale: String?
    let role: Role
    let style: Style
  }

  private let settings: AssessmentSettings

  init(_ settings: AssessmentSettings) { self.settings = settings }

  /// - Returns: `nil` for names that mean nothing here.
  func reference(_ name: String) -> Reference? {
    let plain = Questionnaire.plainName(name)
    if let place = Self.nhanes[plain] { return reference(to: place, "phq9", .nhanes) }
    if let place = Self.redcap[plain] { return reference(to: place, "phq9", .redcap) }
    if let role = Self.daic[plain] { return Reference(scale: "phq8", role: role, style: .daic) }
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    // The shortest name first: hamd_17 is an item of the HAM-D, phq-9_1 one of the PHQ-9.
    for length in words.indices {
      let scale = words[...length].joined()
      guard let questionnaire = settings.scales.first(where: { $0.plainNames.contains(scale) }) else {
        continue
      }
      if let role = Self.role(of: Array(words[(length + 1)...]), in: questionnaire) {
        return Reference(scale: questionnaire.code, role: role, style: .named)
      }
    }
    if let questionnaire = settings.scales.first(where: { $0.plainNames.contains(plain) }) {
      return Reference(scale: questionnaire.code, role: .total, style: .named)
    }
    if Self.totals.contains(plain) { return Reference(scale: nil, role: .total, style: .bare) }
    return Self.number(words, needsPrefix: true).map {
      Reference(scale: nil, role: .item($0 - 1), style: .bare)
    }
  }

  /// Whether a name is that of the question about difficulties, which belongs to no total.
  static func isDifficulty(_ name: String) -> Bool {
    ["dpq100", "hardtowork"].contains(Questionnaire.plainName(name))
  }

  /// Items of the PHQ-9 are also those of a shorter form that was stated instead of it.
  private func reference(to place: Int, _ scale: String, _ style: Style) -> Reference? {
    if let stated = settings.stated, ["phq8", "phq2"].contains(stated.code) {
      guard place < stated.items.count else { return nil }
      return Reference(scale: stated.code, role: .item(place), style: style)
    }
    return Reference(scale: scale, role: .item(place), style: style)
  }

  /// What follows a questionnaire's name: `1`, `q1`, `item 1`, `sleep`, `total`.
  private static func role(of words: [String], in questionnaire: Questionnaire) -> Role? {
    guard !words.isEmpty else { return nil }
    if let number = number(words, needsPrefix: false) {
      return questionnaire.items.indices.contains(number - 1) ? .item(number - 1) : nil
    }
    let rest = words.joined()
    if totals.contains(rest) { return .total }
    return questionnaire.itemIndex(named: rest).map { .item($0) }
  }

  /// The number in `1`, `q1`, `item1` or `item 1`.
  private static func number(_ words: [String], needsPrefix: Bool) -> Int? {
    let prefixes = ["item", "q", "i"]
    if words.count == 2, prefixes.contains(words[0]) { return Int(words[1]) }
    guard words.count == 1, let word = words.first else { return nil }
    if let number = Int(word) { return needsPrefix ? nil : number }
    return prefixes.lazy.filter { word.hasPrefix($0) }.compactMap { Int(word.dropFirst($0.count)) }.first
  }

  private static let totals: Set<String> = ["total", "totalscore", "score", "sum", "index"]

  /// The first nine questions of the depression screener of NHANES; DPQ100 is the one about difficulties.
  private static let nhanes = places((1...9).map { "dpq0\($0)0" })

  /// REDCap forms as b2aiprep names them; `hard_to_work` is the question about difficulties.
  private static let redcap = places([
    "nointerest", "feelingdepressed", "troublesleeping", "noenergy", "noappetite", "feelingbadself",
    "troubleconcentrate", "movespeakslow", "thoughtsdeath",
  ])

  /// DAIC-WOZ (`PHQ8_NoInterest`) and E-DAIC (`PHQ_8NoInterest`, `PHQ_Score`).
  private static let daic: [String: Role] = {
    var roles: [String: Role] = [
      "phq8score": .total, "phqscore": .total, "phq8total": .total, "phq8binary": .positive,
      "phqbinary": .positive,
    ]
    let items = places([
      "phq8nointerest", "phq8depressed", "phq8sleep", "phq8tired", "phq8appetite", "phq8failure",
      "phq8concentrating", "phq8moving",
    ])
    for (name, place) in items { roles[name] = .item(place) }
    return roles
  }()

  private static func places(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
