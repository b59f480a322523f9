/// The official parts of a study: a model is fitted on `train`, chosen on `dev` and judged on `test`.
public enum StudySplit: String, Sendable, Hashable, Codable, CaseIterable {
  case train, dev, test
}

/// What the tables of a study state about a participant.
public struct StudyLabels: Sendable, Hashable {
  public enum Gender: String, Sendable, Hashable, Codable {
    case male, female
  }

  /// Something that does not fit together. Nothing is changed because of it.
  public enum Remark: Sendable, Hashable {
    /// The stated group is not what the stated score and the cut-off of 10 give (participant 409).
    case groupAgainstScore
    /// The items add up to another sum than the stated score.
    case itemsAgainstScore(sum: Int)
    /// Items left blank (participant 319): their sum is a lower bound, not a score.
    case blankItems([String])
  }

  /// Names of the PHQ-8's items in order, as the tables have them.
  public static let itemNames = [
    "NoInterest", "Depressed", "Sleep", "Tired", "Appetite", "Failure", "Concentrating", "Moving",
  ]
  /// A PHQ-8 score from here on counts as depression (Kroenke et al. 2009, J Affect Disord 114:163–173).
  public static let cutOff = 10

  public let participant: Int
  public internal(set) var split: StudySplit?
  public internal(set) var gender: Gender?
  /// PHQ-8, 0 to 24, as stated.
  public internal(set) var phq8Score: Int?
  /// The group as stated; see `isDepressed`.
  public internal(set) var statedGroup: Bool?
  /// Eight items of 0 to 3 each, `nil` for one left blank.
  public internal(set) var phq8Items: [Int?]
  /// PTSD checklist, civilian version: 17 to 85.
  public internal(set) var ptsdSeverity: Int?
  public internal(set) var hasPTSD: Bool?
  public internal(set) var ageYears: Int?

  init(participant: Int) {
    self.participant = participant
    phq8Items = Array(repeating: nil, count: Self.itemNames.count)
  }

  /// By the stated score where there is one, otherwise as stated.
  public var isDepressed: Bool? { phq8Score.map { $0 >= Self.cutOff } ?? statedGroup }

  public var remarks: [Remark] {
    var remarks: [Remark] = []
    if let phq8Score, let statedGroup, statedGroup != (phq8Score >= Self.cutOff) {
      remarks.append(.groupAgainstScore)
    }
    let answered = phq8Items.compactMap { $0 }
    let sum = answered.reduce(0, +)
    if answered.isEmpty { return remarks }
    if answered.count < phq8Items.count {
      remarks.append(.blankItems(zip(Self.itemNames, phq8Items).filter { $0.1 == nil }.map(\.0)))
    }
    if let phq8Score {
      // Blank items could hold up to 3 each.
      let greatest = sum + 3 * (phq8Items.count - answered.count)
      if !(sum...greatest).contains(phq8Score) { remarks.append(.itemsAgainstScore(sum: sum)) }
    }
    return remarks
  }
}
