internal import SignalCore

/// A folder in the Brain Imaging Data Structure: participants, their sessions, measures as phenotypes with data
/// dictionaries, and turns as events.
///
/// Labels keep letters and digits of the names alone; the names themselves stand in columns beside them. `n/a` is
/// missing; `phenotype/bellwether_missing.tsv` says why.
struct BIDSExport {
  private struct Row {
    let session: ExportedSession
    let participantLabel: String
    let sessionLabel: String
  }

  /// One label a participant, in the order of their labels and sessions.
  private let rows: [Row]
  private let participants: [(label: String, name: String?)]

  init(_ sessions: [ExportedSession]) {
    // A session of no named participant stands for one of its own, and must not share a name with a real one.
    struct Owner: Hashable { let name: String, isNamed: Bool }
    func owner(_ session: ExportedSession) -> Owner {
      Owner(name: session.participant ?? session.session, isNamed: session.participant != nil)
    }
    let owners = Set(sessions.map(owner)).sorted {
      ($0.name, $0.isNamed ? 0 : 1) < ($1.name, $1.isNamed ? 0 : 1)
    }
    let labels = ExportText.unique(owners.map { Self.label($0.name) })
    var rows: [Row] = []
    for (person, label) in zip(owners, labels) {
      let own = sessions.filter { owner($0) == person }.sorted { $0.session < $1.session }
      for (session, name) in zip(own, ExportText.unique(own.map { Self.label($0.session) })) {
        rows.append(Row(session: session, participantLabel: "sub-" + label, sessionLabel: "ses-" + name))
      }
    }
    self.rows = rows
    participants = zip(owners, labels).map { ("sub-" + $1, $0.isNamed ? $0.name : nil) }
  }

  private var notice: String { rows.map(\.session).notice }
  private var isSimulated: Bool { rows.contains { $0.session.origin?.isSimulated ?? false } }

  private var isDeidentified: Bool { rows.contains(where: \.session.isDeidentified) }

  private static func label(_ name: String) -> String {
    let kept = ExportText.alphanumeric(name)
    return kept.isEmpty ? "unnamed" : kept
  }

  func files() throws(InterchangeError) -> [ExportedFile] {
    var files = [
      ExportedFile(name: "dataset_description.json", text: try JSONText.text(description)),
      ExportedFile(name: "README", text: readme),
      ExportedFile(
        name: "participants.tsv",
        text: Self.table(
          ["participant_id", "participant_name"], participants.map { [$0.label, $0.name ?? "n/a"] })),
      ExportedFile(
        name: "participants.json",
        text: try JSONText.text([
          "participant_name": Self.column(
            isDeidentified
              ? "The participant’s pseudonym" : "The participant’s name in the results this was made from")
        ])),
      ExportedFile(
        name: "sessions.json",
        text: try JSONText.text([
          "session_name": Self.column(
            isDeidentified
              ? "The session’s pseudonym" : "The session’s name in the results this was made from"),
          "session_date": Self.column(
            isDeidentified ? ExportedSession.withheldDate : "The session’s date as it was given"),
        ])),
    ]
    for participant in participants {
      let own = rows.filter { $0.participantLabel == participant.label }
      files.append(
        ExportedFile(
          name: "\(participant.label)/\(participant.label)_sessions.tsv",
          text: Self.table(
            ["session_id", "session_name", "session_date"],
            own.map { [$0.sessionLabel, $0.session.session, $0.session.date ?? "n/a"] })))
    }
    return try files + phenotypes() + events()
  }

  // MARK: Measures

  private func phenotypes() throws(InterchangeError) -> [ExportedFile] {
    let all = ExportedTable(rows.map(\.session.readings))
    var files: [ExportedFile] = []
    var missing: [[String]] = []
    for (index, row) in rows.enumerated() {
      for (measure, value) in zip(all.measures, all.values(row: index)) {
        if let reason = value.reason {
          missing.append([row.participantLabel, row.sessionLabel, measure.name, reason.text])
        }
      }
    }
    for modality in Measure.Modality.allCases {
      let columns = all.measures.indices.filter { all.measures[$0].modality == modality }
      if columns.isEmpty { continue }
      let cells = rows.indices.map { row in
        [rows[row].participantLabel, rows[row].sessionLabel]
          + columns.map { all.value(row: row, column: $0).number.map(CommaSeparated.cell) ?? "n/a" }
      }
      let name = "phenotype/bellwether_" + modality.rawValue
      files.append(
        ExportedFile(
          name: name + ".tsv",
          text: Self.table(
            ["participant_id", "session_id"] + columns.map { all.measures[$0].name }, cells)))
      files.append(
        ExportedFile(
          name: name + ".json", text: try JSONText.text(dictionary(columns.map { all.measures[$0] }))))
    }
    files.append(
      ExportedFile(
        name: "phenotype/bellwether_missing.tsv",
        text: Self.table(["participant_id", "session_id", "measure", "reason"], missing)))
    files.append(
      ExportedFile(
        name: "phenotype/bellwether_missing.json",
        text: try JSONText.text([
          "measure": Self.column("A measure without a value"), "reason": Self.column("Why there is none"),
        ])))
    return files
  }

  private func dictionary(_ measures: [Measure]) -> [String: Column] {
    var columns = Dictionary(
      measures.map { measure in
        (
          measure.name,
          Column(
            longName: measure.title, description: "\(measure.definition) \(measure.caution)",
            units: measure.unit, source: measure.source, version: measure.version)
        )
      }, uniquingKeysWith: { first, _ in first })
    columns["MeasurementToolMetadata"] = Column(
      longName: nil, description: "Measures of a recorded interview by Bellwether. \(notice)",
      units: nil, source: nil, version: nil)
    return columns
  }

  // MARK: Turns

  private func events() throws(InterchangeError) -> [ExportedFile] {
    let spoken = rows.filter { !$0.session.turns.isEmpty }
    if spoken.isEmpty { return [] }
    let measures = ExportedTable(spoken.flatMap { $0.session.turns.map(\.readings) }).measures
    var files = spoken.map { row in
      let cells = row.session.turns.map { turn in
        let values = Dictionary(
          turn.readings.map { ($0.measure.name, $0.value.number) }, uniquingKeysWith: { first, _ in first })
        return [
          ExportText.seconds(turn.time.startSeconds), ExportText.seconds(turn.time.durationSeconds),
          "\(turn.number)",
        ] + measures.map { (values[$0.name] ?? nil).map(CommaSeparated.cell) ?? "n/a" }
      }
      let stem = "\(row.participantLabel)_\(row.sessionLabel)_task-interview_events.tsv"
      return ExportedFile(
        name: "\(row.participantLabel)/\(row.sessionLabel)/beh/\(stem)",
        text: Self.table(["onset", "duration", "turn"] + measures.map(\.name), cells))
    }
    var columns = dictionary(measures)
    columns["MeasurementToolMetadata"] = nil
    columns["turn"] = Self.column("Number of the participant’s turn, from 1")
    files.append(ExportedFile(name: "task-interview_events.json", text: try JSONText.text(columns)))
    return files
  }

  // MARK: Texts

  private struct Column: Encodable {
    let longName: String?
    let description: String
    let units: String?
    let source: String?
    let version: Int?

    enum CodingKeys: String, CodingKey {
      case longName = "LongName"
      case description = "Description"
      case units = "Units"
      case source = "Source"
      case version = "DefinitionVersion"
    }
  }

  private static func column(_ description: String) -> Column {
    Column(longName: nil, description: description, units: nil, source: nil, version: nil)
  }

  private struct Description: Encodable {
    struct Maker: Encodable {
      let Name = "Bellwether"
      let Version: String
      let Description: String
    }
    let Name: String
    let BIDSVersion = "1.8.0"
    let DatasetType = "derivative"
    let GeneratedBy: [Maker]
  }

  private var description: Description {
    func versions(_ read: (ExportedOrigin) -> String) -> String {
      Set(rows.compactMap { $0.session.origin.map(read) }).sorted().joined(separator: " ")
    }
    return Description(
      Name: isSimulated ? "SIMULATED PEOPLE: measures of interviews" : "Measures of recorded interviews",
      GeneratedBy: [
        Description.Maker(
          Version: versions(\.programVersion), Description: "Measure set \(versions(\.measureSetVersion))")
      ])
  }

  private var readme: String {
    """
    Measures of recorded interviews, made by Bellwether. \(notice)

    phenotype/bellwether_*.tsv holds a row a session; its data dictionary lies beside it. n/a is missing, and \
    phenotype/bellwether_missing.tsv says why. Turns of the participant are events of the task “interview”. \
    participants.tsv and sub-*_sessions.tsv hold the names that the labels were made from.

    """
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { row in ExportText.tabbed(row.map { $0.isEmpty ? "n/a" : $0 }) }.joined()
  }
}
