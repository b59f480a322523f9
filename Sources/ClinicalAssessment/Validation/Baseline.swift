internal import DenseMath

/// What could have been said without listening: a plain model of a few facts, beside the score on the same
/// rows.
public struct Baseline: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The mean of everybody else.
    case mean
    case sexAndAge
    case amountOfSpeech
    case interviewerOnly
  }

  public var kind: Kind
  /// Columns of the score table it rests on.
  public var columns: [String]
  /// Rows that have all of them.
  public var rows: Int
  public var meanAbsoluteError: Double?
  public var concordance: Double?
  /// Absent for the mean, which tells nobody from anybody.
  public var areaUnderROC: Double?
  /// The score's own figures on the same rows.
  public var scoreMeanAbsoluteError: Double?
  public var scoreConcordance: Double?
  public var scoreAreaUnderROC: Double?
  /// Baseline minus score: above 0, the score is nearer to the totals.
  public var gainInMeanAbsoluteError: Estimate?
  /// Score minus baseline: above 0, the score tells cases apart better.
  public var gainInAreaUnderROC: Estimate?
}

extension Baseline.Kind {
  /// Columns of the table it needs, of which `columns` are there.
  func columns(in table: ScoreTable) -> [ScoreTable.Column]? {
    let wanted: [ScoreTable.Column] =
      switch self {
      case .mean: []
      case .sexAndAge: [.sex, .age]
      case .amountOfSpeech: [.speechSeconds, .wordCount]
      case .interviewerOnly: [.interviewerScore]
      }
    let found = wanted.filter(table.columns.contains)
    return self == .mean || !found.isEmpty ? found : nil
  }
}

/// Facts about each row as columns of numbers.
struct BaselineInput {
  let pairs: [PairedScore]
  let features: Matrix

  /// Rows that have every fact; words become columns of 0 and 1, one for each word but the first.
  /// - Returns: `nil` where no row has all facts.
  init?(_ pairs: [PairedScore], columns: [ScoreTable.Column]) {
    let complete = pairs.filter { pair in columns.allSatisfy { Self.hasCell($0, of: pair.row) } }
    guard !complete.isEmpty else { return nil }
    let sexes = Set(complete.compactMap { $0.row.attributes[.sex] }).sorted().dropFirst()
    let rows = complete.map { pair -> [Double] in
      // A column of ones keeps the shape; it carries no weight.
      [1]
        + columns.flatMap { column -> [Double] in
          if column == .sex { return sexes.map { $0 == pair.row.attributes[.sex] ? 1 : 0 } }
          return [Self.number(column, of: pair.row) ?? 0]
        }
    }
    self.pairs = complete
    features = Matrix(rows: rows.count, columns: rows[0].count, values: rows.flatMap { $0 })
  }

  private static func hasCell(_ column: ScoreTable.Column, of row: ScoreRow) -> Bool {
    column == .sex ? row.attributes[.sex] != nil : number(column, of: row) != nil
  }

  private static func number(_ column: ScoreTable.Column, of row: ScoreRow) -> Double? {
    switch column {
    case .age: row.ageYears
    case .speechSeconds: row.speechSeconds
    case .wordCount: row.wordCount
    case .interviewerScore: row.interviewerScore
    default: nil
    }
  }

  /// What the facts say of each row's total, from people of other parts.
  var predictions: [Double]? {
    crossValidatedPredictions(
      features: features, targets: pairs.map(\.total), people: pairs.map(\.row.participant),
      folds: ValidationSettings.folds, penalty: 1e-6 * Double(pairs.count))
  }
}
