internal import ClinicalAssessment

/// A filled-in questionnaire.
public struct ExportedForm: Sendable, Hashable {
  public struct Answer: Sendable, Hashable {
    /// Counts from 1, as on the form.
    public var item: Int
    public var text: String
    /// `nil` where it was left open.
    public var points: Int?

    public init(item: Int, text: String, points: Int?) {
      self.item = item
      self.text = text
      self.points = points
    }
  }

  /// `nil` when nobody named one.
  public var participant: String?
  /// As the table gives it.
  public var date: String?
  /// `PHQ-9`.
  public var name: String
  public var answers: [Answer]

  public init(participant: String?, date: String?, name: String, answers: [Answer]) {
    self.participant = participant
    self.date = date
    self.name = name
    self.answers = answers
  }

  /// A FHIR R4 QuestionnaireResponse; an item left open has no answer.
  var resource: JSONValue {
    var response: [String: JSONValue] = [
      "resourceType": "QuestionnaireResponse",
      "status": answers.allSatisfy { $0.points != nil } ? "completed" : "in-progress",
      "identifier": ["value": .text(name)],
      "subject": FHIRExport.subject(participant),
      "item": .array(
        answers.map { answer in
          var item: [String: JSONValue] = ["linkId": .text("\(answer.item)"), "text": .text(answer.text)]
          if let points = answer.points { item["answer"] = [["valueInteger": .number(Double(points))]] }
          return .object(item)
        }),
    ]
    if let date, CalendarDay.isDay(date) { response["authored"] = .text(date) }
    return .object(response)
  }
}
