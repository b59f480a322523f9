internal import FeatureStore
public import SignalCore

/// A results folder read for export one session at a time, so that memory does not grow with their number.
///
/// Numbers come from the folder's store, which reads a session in a thousandth of the time its `summary.json` takes;
/// from the sessions' files where there is no store.
public struct ResultsWalk: SessionSource {
  /// Of the sessions' folders, in the order they are gone through.
  public let names: [String]
  private let files: ResultsFiles
  private let pattern: MeasurePattern?
  private let definitions: [String: Measure]
  private let withTurns: Bool
  public let found: SessionsFound
  private let pseudonyms: ExportPseudonyms?

  /// - Parameters: As of `ResultsToExport`.
  public init(
    _ files: ResultsFiles, sessions wanted: [String]?, measures pattern: MeasurePattern?, catalog: [Measure],
    withTurns: Bool, pseudonyms: ExportPseudonyms? = nil
  ) throws(ExportError) {
    found = try SessionsFound(files)
    names = try found.chosen(wanted, of: files, pseudonyms)
    self.pseudonyms = pseudonyms
    definitions = Dictionary(catalog.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.files = files
    self.pattern = pattern
    self.withTurns = withTurns
  }

  func forEach(_ body: (ExportedSession) throws -> Void) throws {
    guard let pseudonyms else { return try forEachNamed(body) }
    try forEachNamed { try body($0.deidentified(pseudonyms)) }
  }

  private func forEachNamed(_ body: (ExportedSession) throws -> Void) throws {
    guard let store = found.store else {
      for name in names {
        try body(
          ResultsToExport.session(
            name, in: files, pattern: pattern, definitions: definitions, withTurns: withTurns))
      }
      return
    }
    try store.forEachNumbers(of: names, where: { pattern?.matches($0) ?? true }) { numbers in
      var session = ExportedSession(numbers)
      if withTurns {
        session.turns = try ResultsToExport.turns(
          of: numbers.session, in: files, pattern: pattern, definitions: definitions)
      }
      try body(session)
    }
  }

  /// Says so before anything is written when no session has a measure that was asked for.
  private func checkPattern() throws {
    struct Found: Error {}
    guard let pattern else { return }
    do {
      try forEach { session in
        if !session.readings.isEmpty || !session.turns.isEmpty { throw Found() }
      }
    } catch is Found { return }
    throw ExportError.noSuchMeasure(pattern: pattern.text)
  }

  /// Hands over a table of the measures piece by piece.
  ///
  /// - Parameters:
  ///   - format: One that is streamed (`ExportFormat.isStreamed`).
  ///   - isLong: Whether it has a row a measure rather than a row a session.
  public func pieces(
    _ format: ExportFormat, isLong: Bool, _ take: (String) throws(ExportError) -> Void
  ) throws(ExportError) {
    do {
      try checkPattern()
      try TextTables(source: self).pieces(format, isLong: isLong, take)
    } catch { throw ExportError(any: error) }
  }

  /// Writes a table to a file, which takes its name when it is whole.
  public func write(_ format: ExportFormat, isLong: Bool, to path: String) throws(ExportError) {
    do {
      let file = try StreamedFile(path: path)
      try pieces(format, isLong: isLong) { (text) throws(ExportError) in
        do throws(InterchangeError) { try file.append(text.utf8) } catch { throw .cannotWrite(path: path) }
      }
      try file.finish()
    } catch { throw ExportError(any: error) }
  }
}

extension ExportedSession {
  /// What the store has of a session: its measures alone.
  init(_ numbers: SessionNumbers) {
    self.init(
      session: numbers.session, participant: numbers.input.participant, date: numbers.input.date,
      origin: ExportedOrigin(
        programVersion: numbers.programVersion, measureSetVersion: numbers.measureSetVersion,
        inputSHA256: numbers.input.sha256,
        isSimulated: Provenance.isSimulated(settingsHash: numbers.settingsHash)),
      readings: numbers.readings.map(\.withoutMessage))
  }
}
