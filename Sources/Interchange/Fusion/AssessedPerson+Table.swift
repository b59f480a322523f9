public import ClinicalAssessment
public import MultimodalFusion
public import SignalCore

/// Why a table of assessments gives nothing to learn from.
public enum OutcomeError: UserFacingError, Equatable {
  /// The table holds several questionnaires, or none of the one asked for.
  case scaleUnclear(path: String, found: [String])
  case noCutOff(scale: String)
  case participantMissing(path: String, line: Int)
  case noSuchPart(path: String, line: Int)
  /// One participant in two parts of the split: what is fitted on one would be judged on the same person.
  case inTwoParts(path: String, participant: String, lines: [Int])

  public var message: String {
    switch self {
    case .scaleUnclear(let path, let found):
      "‘\(path)’ does not hold one questionnaire to learn but: \(found.joined(separator: ", "))."
    case .noCutOff(let scale): "No cut-off of the \(scale) is certain enough to be offered here."
    case .participantMissing(let path, let line):
      "‘\(path)’, line \(line): nothing says whose answers these are."
    case .noSuchPart(let path, let line):
      "‘\(path)’, line \(line): the column ‘split’ names no part of a study."
    case .inTwoParts(let path, let participant, let lines):
      "‘\(path)’ puts participant ‘\(participant)’ into several parts of the split (lines \(lines.map(String.init).joined(separator: ", ")))."
    }
  }

  public var remedy: String {
    switch self {
    case .scaleUnclear: "Choose one with --scale, for example --scale phq8."
    case .noCutOff: "Learn another questionnaire."
    case .noSuchPart: "Write train, dev or test, or leave the cell empty to leave the person out."
    case .inTwoParts: "Keep all rows of a person in one part, or take the column out to have folds made."
    case .participantMissing: "Add a column ‘participant’ or ‘session’."
    }
  }
}

/// A table of assessments made ready for learning.
public struct OutcomeTable: Sendable {
  public let people: [AssessedPerson]
  public let scale: OutcomeScale
  /// Forms of the table that could not be read and are left out.
  public let problems: [AssessmentTableError]

  /// Totals come from the answers where there are any. Columns `sex` (or `gender`), `age` and `site` say more of the
  /// people; they serve baselines and the model's card. A column `split` names the part of a study's own split.
  /// - Parameter scale: Needed when the table holds several questionnaires, or does not name its own.
  public init(
    _ file: TableFile, scale wanted: Questionnaire?, dates: SlashedDates?
  ) throws {
    let path = file.path
    var settings = AssessmentSettings()
    settings.scale = wanted?.code
    settings.slashedDates = dates
    let table = try AssessmentTable(file, settings: settings)
    let found = wanted.map { wanted in table.scales.filter { $0.code == wanted.code } } ?? table.scales
    // A table of nothing but faults holds no questionnaire, which would not be the reason.
    if found.isEmpty, let problem = table.problems.first { throw problem }
    guard found.count == 1, let questionnaire = found.first else {
      throw OutcomeError.scaleUnclear(path: path, found: table.scales.map(\.name))
    }
    guard let cutOff = questionnaire.cutOff else { throw OutcomeError.noCutOff(scale: questionnaire.name) }
    scale = OutcomeScale(
      name: questionnaire.name, minimum: questionnaire.totals.lowerBound,
      maximum: questionnaire.totals.upperBound, itemCount: questionnaire.items.count, cutOff: cutOff.atLeast)
    problems = table.problems
    let details = try PeopleDetails(file)
    var people: [AssessedPerson] = []
    var parts: [String: [DataSplit: Int]] = [:]
    for row in table.rows where row.scale == questionnaire.code {
      guard let participant = row.participant ?? row.session else {
        throw OutcomeError.participantMissing(path: path, line: row.line)
      }
      people.append(
        AssessedPerson(
          participant: participant, isNamed: row.participant != nil, session: row.session,
          date: row.date?.description, total: row.total,
          items: row.answers.map { $0.value.map(Double.init) }, sex: details.sex[row.line],
          ageYears: details.ageYears[row.line], site: details.site[row.line],
          part: details.part[row.line]))
      if let part = details.part[row.line] { parts[participant, default: [:]][part] = row.line }
      if let found = parts[participant], found.count > 1 {
        throw OutcomeError.inTwoParts(path: path, participant: participant, lines: found.values.sorted())
      }
    }
    self.people = people
  }
}

/// Line of a table → what it says of the person.
private struct PeopleDetails {
  var sex: [Int: String] = [:]
  var ageYears: [Int: Double] = [:]
  var site: [Int: String] = [:]
  var part: [Int: DataSplit] = [:]

  init(_ file: TableFile) throws {
    let (table, path) = (try TableText(file), file.path)
    func place(_ names: [String]) -> Int? { table.header.firstIndex { names.contains($0.lowercased()) } }
    let (sexes, ages, sites) = (place(["sex", "gender"]), place(["age"]), place(["site"]))
    let parts = place(["split"])
    for row in table.rows {
      func cell(_ place: Int?) -> String? {
        place.flatMap { row.cells.indices.contains($0) && !isMissing(row.cells[$0]) ? row.cells[$0] : nil }
      }
      sex[row.line] = cell(sexes)
      ageYears[row.line] = cell(ages).flatMap(number)
      site[row.line] = cell(sites)
      if let text = cell(parts) {
        guard let named = DataSplit(named: text) else {
          throw OutcomeError.noSuchPart(path: path, line: row.line)
        }
        part[row.line] = named
      }
    }
  }
}
