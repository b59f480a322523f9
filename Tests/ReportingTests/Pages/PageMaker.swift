import ClinicalAssessment
import ExtractionPipeline
import FeatureStore
import Foundation
import Reporting
import SignalCore

/// Sessions of made-up people with known values.
enum PageMaker {
  static let evil = "<script>alert(1)</script> & \"Zoë\" 'Ž'"

  /// Every measure the program knows, with the values of `values`; a measure of a modality in `without` is missing for
  /// the reason given, any other measure as too short.
  static func record(
    _ session: String, participant: String? = "P1", date: String? = "2025-03-03", measureSet: String = "t.1",
    objections: [String] = [], values: [String: Double] = [:],
    without: [Measure.Modality: MissingReason] = [:], transcript: Transcript? = talk
  ) -> SessionRecord {
    func reading(_ measure: Measure) -> MeasureReading {
      if let reason = without[measure.modality] { return MeasureReading(measure, .missing(reason)) }
      return MeasureReading(measure, MeasuredValue(values[measure.name], orMissing: .tooShort))
    }
    return SessionRecord(
      session: session,
      input: InputRecord(
        path: "media/\(session).mp4", sha256: "ab12", participant: participant, date: date,
        participantSource: "whole recording"),
      readings: MeasureCatalog.all.filter { $0.modality != .quality }.map(reading),
      quality: MeasureCatalog.all.filter { $0.modality == .quality }.map(reading), remarks: [],
      gate: GateOutcome(objections: objections), failures: [], transcript: transcript,
      provenance: Provenance(
        programVersion: "t", measureSetVersion: measureSet, settingsHash: "s1", models: [:],
        transcriptSHA256: nil))
  }

  static let talk = Transcript(
    language: "en",
    segments: [
      Transcript.Segment(start: 1, end: 4, speaker: "A", text: "How <are> you?", words: []),
      Transcript.Segment(start: 5, end: 9, speaker: "B", text: "Fine & \"well\".", words: []),
    ])

  static func overview(_ record: SessionRecord) -> SessionOverview {
    let readings = (record.readings + record.quality).map {
      ($0.measure.name, SessionOverview.Reading(version: $0.measure.version, value: $0.value))
    }
    return SessionOverview(
      session: record.session, input: record.input, gate: record.gate,
      measureSetVersion: record.provenance.measureSetVersion, settingsHash: record.provenance.settingsHash,
      readings: Dictionary(readings, uniquingKeysWith: { first, _ in first }))
  }

  static func course(_ records: [SessionRecord], scores: [Double?] = []) -> PersonalCourse {
    PersonalCourse(
      participant: records.first?.input.participant ?? "P1",
      sessions: records.enumerated().map { place, record in
        let value = place < scores.count ? scores[place] : nil
        return ReportedSession(overview: overview(record), score: value.map(score))
      })
  }

  static func score(_ value: Double) -> ReportedScore {
    var score = ReportedScore(
      scorer: "test index", scorerVersion: "1", unit: "points", notice: "Not validated.", value: value)
    score.interval = (value - 0.5)...(value + 0.5)
    score.intervalMeaning = "Half a point either way."
    score.reasons = [
      ReportedScore.Reason(title: "Pauses <long>", side: .high, effect: 0.4),
      ReportedScore.Reason(title: "Smiling", side: .high, effect: -0.2),
    ]
    score.passages = [
      ReportedScore.Passage(startSeconds: 5, endSeconds: 9, signs: ["pauses"], words: "Fine & \"well\".")
    ]
    return score
  }

  static let tracks = [
    Track(
      name: "acoustic", timesSeconds: (0..<1000).map { Double($0) / 100 },
      columns: [
        Track.Column(
          name: "f0", unit: "Hz", values: TrackValues((0..<1000).map { Float(120 + $0 % 40) }),
          missingReason: .unvoiced)
      ])
  ]

  /// Twenty values within what every key measure admits.
  static func values(_ shift: Double = 0) -> [String: Double] {
    var values: [String: Double] = [:]
    for measure in KeyMeasure.all + KeyMeasure.ofQuality {
      guard let definition = MeasureCatalog.all.first(where: { $0.name == measure.name }) else { continue }
      let low = definition.lowerBound ?? 0
      values[measure.name] =
        definition.upperBound.map { low + ($0 - low) * (0.3 + shift / 100) } ?? 40 + shift
    }
    return values
  }

  static func page(
    _ record: SessionRecord, score: ReportedScore? = nil, course: PersonalCourse? = nil,
    reference: ReferenceCohort? = nil, tracks: [Track]? = tracks
  ) -> String {
    SessionReport(
      record: record, score: score, course: course, reference: reference, tracks: tracks,
      personPage: "P1.html"
    ).html
  }

  /// A reference of so many people, two sessions each, whose first values rise by one in a hundred of the range.
  static func reference(people: Int) -> ReferenceCohort {
    ReferenceCohort(
      (0..<people).flatMap { person in
        ["2025-01-01", "2025-01-08"].enumerated().map { visit, day in
          overview(
            record(
              "r\(person)-\(visit)", participant: "R\(person)", date: day,
              values: values(Double(person) + (visit == 0 ? 0 : 0.5))))
        }
      })
  }
}
