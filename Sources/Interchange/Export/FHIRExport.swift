internal import ClinicalAssessment
internal import SignalCore

/// A FHIR R4 bundle: an observation a measure and score, the device that made them, and questionnaires' answers.
///
/// Observations are preliminary. One without a value says why in `dataAbsentReason`. Identifiers follow from the
/// content, so the same results give the same bundle. Participants are named by identifier alone.
struct FHIRExport {
  private static let absence = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
  private static let units = "http://unitsofmeasure.org"

  let sessions: [ExportedSession]
  let forms: [ExportedForm]

  func text() throws(InterchangeError) -> String {
    var entries: [JSONValue] = []
    for version in Set(sessions.map { $0.origin?.programVersion ?? "" }).sorted() {
      entries.append(Self.entry(Self.deviceURN(version), device(version)))
    }
    for session in sessions {
      for reading in session.readings.sorted(by: { $0.measure.name < $1.measure.name }) {
        entries.append(
          Self.entry(
            Self.urn("observation", session.session, reading.measure.name, "\(reading.measure.version)"),
            observation(reading, of: session)))
      }
      if let score = session.score {
        entries.append(
          Self.entry(
            Self.urn("score", session.session, score.scorer, score.scorerVersion),
            observation(score, of: session)))
      }
    }
    for (index, form) in forms.enumerated() {
      let url = Self.urn("form", "\(index + 1)", form.participant ?? "", form.name)
      entries.append(Self.entry(url, form.resource))
    }
    let bundle: JSONValue = ["resourceType": "Bundle", "type": "collection", "entry": .array(entries)]
    return try JSONText.text(bundle)
  }

  // MARK: Resources

  private func device(_ version: String) -> JSONValue {
    var device: [String: JSONValue] = [
      "resourceType": "Device",
      "deviceName": [["name": "Bellwether", "type": "user-friendly-name"]],
      "note": [["text": .text(sessions.notice)]],
    ]
    if !version.isEmpty { device["version"] = [["value": .text(version)]] }
    return .object(device)
  }

  private func observation(_ reading: MeasureReading, of session: ExportedSession) -> JSONValue {
    let measure = reading.measure
    var observation = common(session)
    observation["identifier"] = [["value": .text("\(session.session)/\(measure.name)")]]
    observation["code"] = ["text": .text("\(measure.title) [\(measure.name), version \(measure.version)]")]
    observation["method"] = ["text": .text(measure.definition)]
    observation["note"] = [["text": .text(measure.caution)]]
    switch reading.value {
    case .value(let number): observation["valueQuantity"] = Self.quantity(number, measure.unit)
    case .missing(let reason): observation["dataAbsentReason"] = Self.absentReason(reason)
    }
    return .object(observation)
  }

  private func observation(_ score: ExportedScore, of session: ExportedSession) -> JSONValue {
    var observation = common(session)
    observation["identifier"] = [["value": .text("\(session.session)/score")]]
    observation["code"] = ["text": .text("Bellwether score: \(score.scorer)")]
    observation["method"] = ["text": .text("\(score.scorer), version \(score.scorerVersion)")]
    observation["note"] = [["text": .text(sessions.notice)]]
    if let value = score.value {
      observation["valueQuantity"] = Self.quantity(value, score.unit)
      if let interval = score.interval {
        observation["component"] = .array(
          [("Lower end", interval.lowerBound), ("Upper end", interval.upperBound)].map { name, end in
            let meaning = score.intervalMeaning.map { " (\($0))" } ?? ""
            return [
              "code": ["text": .text("\(name) of the interval\(meaning)")],
              "valueQuantity": Self.quantity(end, score.unit),
            ]
          })
      }
    } else {
      observation["dataAbsentReason"] = Self.absentReason(
        code: "unknown", text: score.missing ?? "not scored")
    }
    return .object(observation)
  }

  private func common(_ session: ExportedSession) -> [String: JSONValue] {
    var observation: [String: JSONValue] = [
      "resourceType": "Observation", "status": "preliminary",
      "device": ["reference": .text(Self.deviceURN(session.origin?.programVersion ?? ""))],
      "subject": Self.subject(session.participant),
    ]
    if let date = session.date, CalendarDay.isDay(date) { observation["effectiveDateTime"] = .text(date) }
    return observation
  }

  // MARK: Parts

  /// A session's own name identifies nobody: who is not named has no identifier.
  static func subject(_ name: String?) -> JSONValue {
    guard let name else { return ["type": "Patient", "display": "participant not named"] }
    return ["type": "Patient", "identifier": ["value": .text(name)]]
  }

  private static func quantity(_ number: Double, _ unit: String) -> JSONValue {
    var quantity: [String: JSONValue] = ["value": .number(number)]
    if !unit.isEmpty { quantity["unit"] = .text(unit) }
    if let code = UnifiedUnit.code(unit) {
      quantity["system"] = .text(units)
      quantity["code"] = .text(code)
    }
    return .object(quantity)
  }

  private static func absentReason(_ reason: MissingReason) -> JSONValue {
    let code =
      switch reason {
      case .notRequested: "not-performed"
      case .notApplicable: "not-applicable"
      case .failed: "error"
      case .notRecorded, .noFace, .noSpeech, .unvoiced, .tooShort, .lowQuality: "unknown"
      }
    return absentReason(code: code, text: reason.text)
  }

  private static func absentReason(code: String, text: String) -> JSONValue {
    ["coding": [["system": .text(absence), "code": .text(code)]], "text": .text(text)]
  }

  private static func deviceURN(_ version: String) -> String { urn("device", version) }

  private static func urn(_ parts: String...) -> String {
    "urn:uuid:" + NamedUUID.text(parts.joined(separator: "\n"))
  }

  private static func entry(_ url: String, _ resource: JSONValue) -> JSONValue {
    ["fullUrl": .text(url), "resource": resource]
  }
}
