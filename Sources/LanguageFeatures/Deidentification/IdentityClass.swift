/// What kind of thing could tell who somebody is.
public enum IdentityClass: String, Sendable, Hashable, Codable, CaseIterable {
  case person = "PERSON"
  case place = "PLACE"
  case organisation = "ORGANISATION"
  /// A day, or a month of a year. Years, months and weekdays alone stay.
  case date = "DATE"
  case phone = "PHONE"
  case email = "EMAIL"
  case url = "URL"
  /// Numbers of records, accounts, licences, social security.
  case identifier = "ID"
  /// Streets with or without a house number, post boxes, postal codes.
  case address = "ADDRESS"
  case ageOver89 = "AGE_OVER_89"

  /// What stands in the text instead, as `[PERSON_2]`; ages carry no number.
  func pseudonym(_ number: Int) -> String { self == .ageOver89 ? "[\(rawValue)]" : "[\(rawValue)_\(number)]" }

  /// Of two findings over the same words the one with the higher rank counts.
  var rank: Int {
    switch self {
    case .email, .url: 7
    case .date: 6
    case .identifier, .phone: 5
    case .ageOver89: 4
    case .address: 3
    case .organisation: 2
    case .person, .place: 1
    }
  }
}

/// Words of a turn found to identify somebody.
struct IdentityFinding: Hashable {
  /// Places among the turn's words.
  var words: Range<Int>
  var identity: IdentityClass
  /// The rule, list or model it rests on.
  var basis: String
  /// The model's probability, 0 to 1; `nil` for rules and lists.
  var confidence: Double?

  init(_ words: Range<Int>, _ identity: IdentityClass, _ basis: String, confidence: Double? = nil) {
    self.words = words
    self.identity = identity
    self.basis = basis
    self.confidence = confidence
  }
}
