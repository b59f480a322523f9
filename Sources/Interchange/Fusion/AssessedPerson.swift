public import ClinicalAssessment
internal import MultimodalFusion

/// One assessment of one person, and what the table says about the person.
public struct AssessedPerson: Sendable, Hashable {
  public var participant: String
  /// Whether the table names the participant; otherwise the session stands in their place.
  public var isNamed: Bool
  /// Where the table names the session it belongs to.
  public var session: String?
  /// `YYYY-MM-DD`.
  public var date: String?
  public var total: Double?
  /// One an item of the scale, or empty.
  public var items: [Double?]
  public var sex: String?
  public var ageYears: Double?
  public var site: String?
  /// The part of the study's own split; `nil` where the table names none.
  public var part: DataSplit?

  public init(
    participant: String, isNamed: Bool = true, session: String? = nil, date: String? = nil, total: Double?,
    items: [Double?] = [], sex: String? = nil, ageYears: Double? = nil, site: String? = nil,
    part: DataSplit? = nil
  ) {
    self.participant = participant
    self.isNamed = isNamed
    self.session = session
    self.date = date
    self.total = total
    self.items = items
    self.sex = sex
    self.ageYears = ageYears
    self.site = site
    self.part = part
  }
}

/// Finds the assessment of a session.
///
/// A row that names the session belongs to it alone. Otherwise the participant's only row counts for all their
/// sessions, and of several rows the one of the session's own day; there is no guess at the nearest.
struct AssessmentJoin {
  private let ofSessions: [String: AssessedPerson]
  private let ofParticipants: [String: [AssessedPerson]]

  /// - Throws: Where two rows name one session: which one is right is not known.
  init(_ people: [AssessedPerson]) throws(FusionError) {
    var ofSessions: [String: AssessedPerson] = [:]
    for person in people {
      guard let session = person.session else { continue }
      guard ofSessions.updateValue(person, forKey: session) == nil else {
        throw .assessedTwice(session: session)
      }
    }
    self.ofSessions = ofSessions
    ofParticipants = Dictionary(grouping: people.filter { $0.session == nil }, by: \.participant)
  }

  func assessment(session: String, participant: String, date: String?) -> AssessedPerson? {
    if let person = ofSessions[session] { return person }
    let rows = ofParticipants[participant] ?? []
    if rows.count == 1 { return rows[0] }
    let ofDay = rows.filter { $0.date != nil && $0.date == date }
    return ofDay.count == 1 ? ofDay[0] : nil
  }
}
