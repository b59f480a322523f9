internal import ClinicalAssessment

/// What the forms of one table say together, as text.
public enum AssessmentSummaryText {
  /// One row a number: `scale,forms,quantity,value,lower,upper`. `forms` says which are counted: `all`; `complete`,
  /// without a gap that matters; `scored`, those and the prorated ones. The ends are those of a 95 % interval.
  public static func csv(_ table: AssessmentTable) -> String {
    var text = CommaSeparated(header: ["scale", "forms", "quantity", "value", "lower", "upper"])
    for scale in table.scales {
      for line in lines(scale, ScaleSummary(scale, results(of: scale, in: table))) {
        text.append(
          [scale.code, line.forms, line.quantity]
            + [line.value, line.lower, line.upper].map { $0.map(CommaSeparated.cell) ?? "" })
      }
    }
    return text.text
  }

  /// An object of scales; in each an array of the same numbers.
  public static func json(_ table: AssessmentTable) throws(InterchangeError) -> String {
    let scales = table.scales.map { ($0.code, lines($0, ScaleSummary($0, results(of: $0, in: table)))) }
    return try JSONText.text(Dictionary(scales, uniquingKeysWith: { first, _ in first }))
  }

  private struct Line: Encodable {
    let forms: String
    let quantity: String
    let value: Double?
    var lower: Double?
    var upper: Double?

    init(_ forms: String, _ quantity: String, _ value: Double?) {
      self.forms = forms
      self.quantity = quantity
      self.value = value
    }

    init(_ forms: String, _ quantity: String, _ estimate: Estimate?) {
      self.init(forms, quantity, estimate?.value)
      lower = estimate?.interval?.lower
      upper = estimate?.interval?.upper
    }
  }

  private static func results(of scale: Questionnaire, in table: AssessmentTable) -> [ScaleResult] {
    table.rows.filter { $0.scale == scale.code }.map(\.result)
  }

  private static func lines(_ scale: Questionnaire, _ summary: ScaleSummary) -> [Line] {
    var lines = [
      Line("all", "forms", Double(summary.forms)),
      Line("all", "complete", Double(summary.complete.forms)),
      Line("all", "prorated", Double(summary.scored.forms - summary.complete.forms)),
      Line("all", "without a total", Double(summary.undetermined)),
      Line("all", "nothing answered", Double(summary.unanswered)),
      Line("complete", "Cronbach's alpha", summary.alpha),
    ]
    for (name, sample) in [("complete", summary.complete), ("scored", summary.scored)] {
      lines.append(Line(name, "mean", sample.mean))
      lines.append(Line(name, "standard deviation", sample.standardDeviation))
      if let cutOff = scale.cutOff {
        let text = CommaSeparated.cell(cutOff.atLeast)
        lines.append(Line(name, "at or above \(text)", sample.positive.map(Double.init)))
        lines.append(Line(name, "share at or above \(text)", sample.prevalence))
      }
      for count in sample.bands { lines.append(Line(name, "band: \(count.band.name)", Double(count.forms))) }
    }
    if scale.hasSyndromeAlgorithm {
      for (name, counts) in [("complete", summary.syndromesOfComplete), ("all", summary.syndromes)] {
        for syndrome in DepressiveSyndrome.allCases where name == "all" || syndrome != .undetermined {
          lines.append(Line(name, "algorithm: \(syndrome.rawValue)", Double(counts[syndrome] ?? 0)))
        }
      }
    }
    if scale.safetyItem != nil {
      for prompt in SafetyPrompt.allCases {
        lines.append(Line("all", "suicide item: \(prompt.text)", Double(summary.safety[prompt] ?? 0)))
      }
    }
    return lines
  }
}
