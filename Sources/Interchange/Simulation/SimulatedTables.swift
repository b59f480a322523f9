internal import Foundation
internal import MultimodalFusion
internal import SignalCore

/// What a study has beside its recordings, and what nobody knows of a real one: the truth.
struct SimulatedTables {
  static let assessments = "assessments.csv"
  static let manifest = "manifest.csv"
  static let truth = "simulation.json"

  let study: SimulatedStudy

  /// PHQ-8 forms, a row a session, as `train`, `validate`, `report` and `phq` read them.
  var assessments: String {
    let items = StudyLabels.itemNames.map { "PHQ8_" + $0 }
    var table = CommaSeparated(
      header: ["participant", "session", "date", "sex", "age", "site", "device"] + items
        + ["PHQ8_Score", "PHQ8_Binary", "note"])
    for session in study.sessions {
      let around = session.circumstances
      table.append(
        [
          session.participant, session.name, SimulatedOutcome.date(session), around.isFemale ? "f" : "m",
          CommaSeparated.cell(around.ageYears), session.site, around.device.rawValue,
        ] + session.items.map(CommaSeparated.cell) + [
          CommaSeparated.cell(session.total), session.total >= SimulatedCohort.scale.cutOff ? "1" : "0",
          simulatedNotice,
        ])
    }
    return table.text
  }

  /// The manifest that `extract` would have been given.
  var manifest: String {
    var table = CommaSeparated(header: ["path", "session", "participant", "date", "note"])
    for session in study.sessions {
      table.append([
        SimulatedOutcome.path(session), session.name, session.participant, SimulatedOutcome.date(session),
        simulatedNotice,
      ])
    }
    return table.text
  }

  /// Everything that was planted, and every person's severity.
  func truth() throws(InterchangeError) -> String {
    try JSONText.text(
      Truth(
        notice: simulatedNotice, settings: study.settings, prevalence: SimulatedStudy.prevalence,
        onSeverity: SimulatedStudy.onSeverity, laptopShare: SimulatedStudy.laptopShare,
        telephoneShare: SimulatedStudy.telephoneShare, meaning: Truth.meaning, measures: study.measures,
        sessions: study.sessions.map { session in
          Truth.Session(
            session: session.name, severity: session.circumstances.severity.roundedToSixDigits,
            talkativeness: session.circumstances.talkativeness.roundedToSixDigits,
            device: session.circumstances.device)
        }), for: Self.truth)
  }

  private struct Truth: Encodable {
    struct Session: Encodable {
      let session: String
      let severity: Double
      let talkativeness: Double
      let device: SimulatedCircumstances.Device
    }
    static let meaning = """
      cohensD: difference between people at or above the cut-off and others, over the standard deviation within them, \
      at the same sex, age, device and talkativeness. correlation: with severity, likewise. influences and onSeverity: \
      standard deviations by which a circumstance moves the measure, and severity, at the same everything else.
      """

    let notice: String
    let settings: SimulatedStudy.Settings
    let prevalence: Double
    let onSeverity: SimulatedInfluences
    let laptopShare: Double
    let telephoneShare: Double
    let meaning: String
    let measures: [SimulatedStudy.Planted]
    let sessions: [Session]
  }
}
