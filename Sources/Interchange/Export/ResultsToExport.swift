internal import FeatureStore
internal import Foundation
internal import PrivateFiles
public import SignalCore

/// A results folder read for export, from the files of its sessions.
public struct ResultsToExport: Sendable {
  /// In order of name, or of the pseudonyms where there are any.
  public let sessions: [ExportedSession]
  /// Of the sessions' folders, in the order of `sessions`.
  public let names: [String]
  public let found: SessionsFound
  private let files: ResultsFiles

  /// - Parameters:
  ///   - names: The sessions wanted; `nil` for all.
  ///   - pattern: The measures wanted; `nil` for all.
  ///   - catalog: Definitions of the measures. One that a session has in another version, or that is not among
  ///     them, is exported under what its file says of it.
  ///   - withTurns: Whether to read the measures of turns too, which are many.
  ///   - pseudonyms: Stand in place of names, and take the dates with them; `nil` leaves all as it is.
  public init(
    _ files: ResultsFiles, sessions names: [String]?, measures pattern: MeasurePattern?, catalog: [Measure],
    withTurns: Bool, pseudonyms: ExportPseudonyms? = nil
  ) throws(ExportError) {
    let found = try SessionsFound(files)
    let wanted = try found.chosen(names, of: files, pseudonyms)
    let definitions = Dictionary(
      catalog.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var sessions: [ExportedSession] = []
    for name in wanted {
      let session =
        if let store = found.store, !SessionsFound.holdsSummary(name, files) {
          try Self.stored(name, in: store, pattern: pattern)
        } else {
          try Self.session(
            name, in: files, pattern: pattern, definitions: definitions, withTurns: withTurns)
        }
      sessions.append(try pseudonyms.map(session.deidentified) ?? session)
    }
    if let pattern, sessions.allSatisfy({ $0.readings.isEmpty && $0.turns.isEmpty }) {
      throw .noSuchMeasure(pattern: pattern.text)
    }
    self.sessions = sessions
    self.names = wanted
    self.found = found
    self.files = files
  }

  /// A session whose folder is lost.
  private static func stored(
    _ name: String, in store: FeatureStore, pattern: MeasurePattern?
  ) throws(ExportError) -> ExportedSession {
    var session = ExportedSession(session: name, readings: [])
    do {
      try store.forEachNumbers(of: [name], where: { pattern?.matches($0) ?? true }) {
        session = ExportedSession($0)
      }
    } catch { throw ExportError(any: error) }
    return session
  }

  /// What was said in a session.
  public func transcript(of session: String) throws(ExportError) -> Transcript {
    let name = "\(session)/transcript.json"
    guard files.exists(name) else { throw .noTranscript(session: session) }
    return try Self.decoded(name, in: files)
  }

  /// What a session was made from, by its own files.
  static func input(of name: String, in files: ResultsFiles) throws(ExportError) -> InputRecord {
    let summary: SummaryInput = try decoded("\(name)/\(SessionTexts.summary)", in: files)
    return summary.input
  }

  static func session(
    _ name: String, in files: ResultsFiles, pattern: MeasurePattern?, definitions: [String: Measure],
    withTurns: Bool
  ) throws(ExportError) -> ExportedSession {
    let summary: StoredSummary = try decoded("\(name)/summary.json", in: files)
    var readings: [MeasureReading] = []
    let all = [summary.measures, summary.foreign ?? [:], summary.quality].flatMap { $0 }
    for (measure, reading) in all.sorted(by: { $0.key < $1.key }) where pattern?.matches(measure) ?? true {
      readings.append(reading.reading(of: measure, definitions: definitions).withoutMessage)
    }
    var score: StoredScore?
    if files.exists("\(name)/score.json") { score = try decoded("\(name)/score.json", in: files) }
    return ExportedSession(
      session: name, participant: summary.input.participant, date: summary.input.date,
      origin: ExportedOrigin(
        programVersion: summary.provenance.programVersion,
        measureSetVersion: summary.provenance.measureSetVersion, inputSHA256: summary.input.sha256,
        isSimulated: Provenance.isSimulated(settingsHash: summary.provenance.settingsHash)),
      readings: readings,
      turns: withTurns
        ? try turns(of: name, in: files, pattern: pattern, definitions: definitions) : [],
      tracks: files.exists("\(name)/\(SessionTexts.tracks)") ? .stored(files, session: name) : .loaded([]),
      score: score?.exported)
  }

  private static func decoded<Value: Decodable>(
    _ name: String, in files: ResultsFiles
  ) throws(ExportError) -> Value {
    let content: Data?
    do throws(PrivacyError) { content = try files.read(name) } catch { throw .sealed(error) }
    guard let content, let value = try? JSONDecoder().decode(Value.self, from: content)
    else { throw .unreadable(path: files.place(of: name)) }
    return value
  }

  static func turns(
    of session: String, in files: ResultsFiles, pattern: MeasurePattern?, definitions: [String: Measure]
  ) throws(ExportError) -> [ExportedTurn] {
    let name = "\(session)/turns.csv"
    guard files.exists(name) else { return [] }
    let path = files.place(of: name)
    let table: TextTable
    do throws(ResultsReadingError) { table = try TextTable(files, name) } catch {
      if case .sealed(let error) = error { throw .sealed(error) }
      throw .unreadable(path: path)
    }
    var turns: [ExportedTurn] = []
    for row in table.rows {
      guard let number = table.text("turn", in: row).flatMap(Int.init),
        let start = table.text("start", in: row).flatMap(Double.init),
        let end = table.text("end", in: row).flatMap(Double.init), start <= end,
        let name = table.text("measure", in: row)
      else { throw .unreadable(path: path) }
      guard pattern?.matches(name) ?? true else { continue }
      if turns.last?.number != number {
        turns.append(
          ExportedTurn(
            number: number, time: TimeRange(startSeconds: start, endSeconds: end), readings: []))
      }
      let value = table.text("value", in: row).flatMap(Double.init)
      let reason = table.text("missing", in: row).flatMap(MissingReason.init(text:))
      turns[turns.count - 1].readings.append(
        MeasureReading(
          definitions[name] ?? Measure(unknown: name, unit: "", version: 1),
          MeasuredValue(value, orMissing: reason ?? .notRecorded)
        ).withoutMessage)
    }
    return turns
  }
}

private struct SummaryInput: Decodable { let input: InputRecord }

/// The part of `summary.json` that exports read.
private struct StoredSummary: Decodable {
  struct Input: Decodable {
    let sha256: String
    let participant: String?
    let date: String?
  }
  struct Made: Decodable {
    let programVersion: String
    let measureSetVersion: String
    let settingsHash: String
  }
  struct Reading: Decodable {
    let value: Double?
    let missing: String?
    let unit: String
    let version: Int

    func reading(of name: String, definitions: [String: Measure]) -> MeasureReading {
      var measure = Measure(unknown: name, unit: unit, version: version)
      if let known = definitions[name], known.version == version, known.unit == unit { measure = known }
      return MeasureReading(
        measure, MeasuredValue(value, orMissing: missing.flatMap(MissingReason.init(text:)) ?? .notRecorded))
    }
  }

  let input: Input
  let measures: [String: Reading]
  let foreign: [String: Reading]?
  let quality: [String: Reading]
  let provenance: Made
}

/// The part of `score.json` that exports read.
private struct StoredScore: Decodable {
  struct Scorer: Decodable {
    let name: String
    let version: String
    let unit: String
  }
  struct Interval: Decodable {
    let lower: Double
    let upper: Double
    let meaning: String
  }

  let scorer: Scorer
  let score: Double?
  let missing: String?
  let interval: Interval?

  var exported: ExportedScore {
    ExportedScore(
      scorer: scorer.name, scorerVersion: scorer.version, unit: scorer.unit, value: score,
      missing: missing.map { MissingReason(text: $0)?.withoutMessage.text ?? $0 },
      interval: interval.flatMap { $0.lower <= $0.upper ? $0.lower...$0.upper : nil },
      intervalMeaning: interval?.meaning)
  }
}

extension Measure {
  /// A measure of another version of the program, of which only the results' own words are known.
  fileprivate init(unknown name: String, unit: String, version: Int) {
    let elsewhere = "Measured by another version of the program; its own documentation has the definition."
    self.init(
      name: name, version: version, title: name,
      modality: StoredResults.modality(of: name) ?? .quality, unit: unit,
      definition: elsewhere, minimumData: elsewhere, source: elsewhere, depression: elsewhere,
      caution: elsewhere, trust: .exploratory)
  }
}
