internal import ClinicalAssessment
public import MultimodalFusion
internal import SignalCore

/// What studies of made-up people would find, as a table for people and one for programs.
public struct PowerTable: Sendable {
  private let rows: [SimulatedPower]

  public init(_ rows: [SimulatedPower]) { self.rows = rows }

  public static let meaning = """
    Chance to find what is there, at the two-sided level of .05. t test: one measure, people at or above the PHQ-8's \
    cut-off against others. Correlation: one measure and severity, Fisher's z. Model: a weighted sum of all measures, \
    r > 0 in people not learned from, counted over made-up studies (in brackets Wilson's 95 % interval). Real \
    measures, people and recordings are less kind.
    """

  /// Shares from 0 to 1.
  public var csv: String {
    var table = CommaSeparated(header: [
      "effect_d", "people", "cases", "t_test_power", "correlation", "correlation_power", "model_power",
      "model_power_lower", "model_power_upper", "model_mean_r", "studies", "simulated",
    ])
    func cell(_ number: Double?) -> String {
      number.map { CommaSeparated.cell($0.roundedToSixDigits) } ?? ""
    }
    for row in rows {
      table.append([
        cell(row.effect), "\(row.people)", "\(row.cases)", cell(row.differencePower), cell(row.correlation),
        cell(row.correlationPower), cell(row.modelPower?.value), cell(row.modelPower?.interval?.lower),
        cell(row.modelPower?.interval?.upper), cell(row.modelCorrelation), "\(row.studies)", simulatedNotice,
      ])
    }
    return table.text
  }

  public var text: String {
    func hundredths(_ number: Double?) -> String {
      guard let number else { return "–" }
      let whole = Int((100 * number).rounded())
      return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
    }
    let header = ["d", "people", "cases", "t test", "r", "correlation", "model", "", "model's r"]
    let cells = rows.map { row in
      [
        hundredths(row.effect), "\(row.people)", "\(row.cases)", hundredths(row.differencePower),
        hundredths(row.correlation), hundredths(row.correlationPower), hundredths(row.modelPower?.value),
        row.modelPower?.interval.map { "[\(hundredths($0.lower)), \(hundredths($0.upper))]" } ?? "",
        Self.signed(row.modelCorrelation, hundredths),
      ]
    }
    let all = [header] + cells
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let lines = all.map { row in
      zip(row, widths).map { cell, width in String(repeating: " ", count: width - cell.count) + cell }
        .joined(separator: "  ")
    }
    return ([simulatedNotice, Self.meaning] + lines).joined(separator: "\n") + "\n"
  }

  private static func signed(_ number: Double?, _ text: (Double?) -> String) -> String {
    (number ?? 0) < 0 ? "−" + text(number.map { -$0 }) : text(number)
  }
}
