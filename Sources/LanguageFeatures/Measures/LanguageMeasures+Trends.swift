import SignalCore

/// How the participant's words change in the course of a session.
extension LanguageMeasures {
  struct TrendMeasure: Sendable {
    let slope: Measure
    /// The turn's measure it follows.
    let of: String
  }

  static let trends: [TrendMeasure] = turnForms.map { form in
    let name = form.measure.name.replacing("language.turn.", with: "")
    let title = form.measure.title.replacing(" in this turn", with: "")
    return TrendMeasure(
      slope: Measure(
        name: "language.trend.\(name).slope", title: "\(title): trend", modality: .language,
        unit: form.measure.unit == "1" ? "1 per 10 min" : "\(form.measure.unit) per 10 min",
        definition: """
          Median of the slopes between all pairs of the participant's turns, per ten minutes, of \
          \(form.measure.name), each at the time its turn starts.
          """,
        minimumData: "Ten turns that have the value, over 5 min or more; not recorded without times.",
        source: "Theil 1950, Proc. KNAW 53; Sen 1968, J. American Statistical Association 63:1379–1389.",
        depression: "No published effect known. Tiring would be expected to show here.",
        caution: """
          Follows the order of the questions: an interview that ends with hard or open questions shows a trend in \
          anybody. Compare only interviews of one design.
          """, trust: .exploratory),
      of: form.measure.name)
  }
}
