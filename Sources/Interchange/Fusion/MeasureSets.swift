internal import FeatureStore
internal import MultimodalFusion
internal import SignalCore

/// Which tools measured a session: values of one name compare only where the same tool made them the same way.
public struct MeasureSets: Sendable, Hashable {
  /// What this program's own measures are called where tools are chosen.
  public static let own = "own"

  /// Set → what made it, in words; `own` → the program's measure set.
  let versions: [String: String]

  init(measureSetVersion: String, foreign: [ForeignSource]) {
    var versions: [String: String] = [:]
    if measureSetVersion != Provenance.imported { versions[Self.own] = measureSetVersion }
    for (set, sources) in Dictionary(grouping: foreign.filter { !$0.measures.isEmpty }, by: \.set) {
      func joined(_ texts: [String]) -> String { Set(texts).sorted().joined(separator: " and ") }
      let tool = joined(sources.map { "\($0.tool) \($0.version ?? "of unstated version")" })
      let columns = sources.map(\.columns.count).sorted().map(String.init).joined(separator: " + ")
      versions[set] = "\(set): \(tool), \(columns) columns, \(joined(sources.map(\.scope.text)))"
    }
    self.versions = versions
  }

  /// The set a measure is of; `nil` where a tool made it that did not measure this session.
  func set(of measure: String) -> String? {
    let foreign = versions.keys.filter { measure.hasPrefix($0 + ".") }
    if let longest = foreign.max(by: { $0.count < $1.count }) { return longest }
    let isOwn = Measure.Modality(rawValue: String(measure.prefix { $0 != "." })) != nil
    return isOwn && versions[Self.own] != nil ? Self.own : nil
  }

  /// One text of what made some sets, to be kept with a model; `nil` where one of them is not there.
  func text(of sets: Set<String>) -> String? {
    var texts: [String] = []
    for set in sets.sorted(by: { ($0 != Self.own, $0) < ($1 != Self.own, $1) }) {
      guard let version = versions[set] else { return nil }
      texts.append(version)
    }
    return texts.isEmpty ? nil : texts.joined(separator: " + ")
  }
}

private func < (first: (Bool, String), second: (Bool, String)) -> Bool {
  first.0 == second.0 ? first.1 < second.1 : !first.0
}

extension SessionResults {
  var measureSets: MeasureSets {
    MeasureSets(measureSetVersion: origin.measureSetVersion, foreign: origin.foreign)
  }
}

extension StoredResults {
  /// Every set any session has, this program's own first.
  public var measureSets: [String] {
    let all = Set(sessions.flatMap { $0.measureSets.versions.keys })
    return all.sorted { ($0 != MeasureSets.own, $0) < ($1 != MeasureSets.own, $1) }
  }

  /// The results with the measures of some sets alone, and without sessions that were not measured so.
  ///
  /// - Parameter wanted: Names of sets as `measureSets` has them; `nil` for all that there are.
  /// - Throws: A name that is none.
  public func choosing(_ wanted: [String]?) throws(ResultsReadingError) -> StoredResults {
    guard let wanted else { return self }
    let known = measureSets
    for name in wanted where !known.contains(name) {
      throw .noSuchMeasureSet(name: name, known: known)
    }
    let sets = Set(wanted)
    var chosen = self
    chosen.sessions = sessions.filter { $0.measureSets.text(of: sets) != nil }
    let distinct = Set(sessions.map(\.measureSets))
    func isChosen(_ column: CohortColumn) -> Bool {
      distinct.lazy.compactMap { $0.set(of: column.name) }.first.map(sets.contains) ?? false
    }
    chosen.columns = columns.filter(isChosen)
    chosen.interviewerColumns = interviewerColumns.filter(isChosen)
    return chosen
  }

  /// Sets that some measures are of.
  func sets(of measures: [String]) -> Set<String> {
    let distinct = Set(sessions.map(\.measureSets))
    return Set(measures.compactMap { measure in distinct.lazy.compactMap { $0.set(of: measure) }.first })
  }

  /// What made the measures of all these sessions alike.
  /// - Throws: When one was measured by other tools, or another version of one, than the rest.
  func commonMeasureSets(of names: Set<String>) throws(ResultsReadingError) -> String {
    var first: (session: String, sets: MeasureSets)?
    for session in sessions where names.contains(session.measured.session) {
      let sets = session.measureSets
      guard let other = first else {
        first = (session.measured.session, sets)
        continue
      }
      guard sets.versions != other.sets.versions else { continue }
      let keys = Set(sets.versions.keys).union(other.sets.versions.keys).filter {
        columnsAreOf($0) && sets.versions[$0] != other.sets.versions[$0]
      }
      if let set = keys.min() {
        throw .mixedTools(
          set: set, first: other.session, second: session.measured.session,
          isMissing: sets.versions[set] == nil || other.sets.versions[set] == nil)
      }
    }
    guard let first else { return measureSetVersion }
    let used = Set(first.sets.versions.keys.filter(columnsAreOf))
    return first.sets.text(of: used) ?? measureSetVersion
  }

  private func columnsAreOf(_ set: String) -> Bool {
    columns.contains { column in
      set == MeasureSets.own
        ? Measure.Modality(rawValue: String(column.name.prefix { $0 != "." })) != nil
        : column.name.hasPrefix(set + ".")
    }
  }
}
