import ArgumentParser
import ClinicalAssessment
import Interchange
import SignalCore

struct PhqCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phq",
    abstract:
      "Scores filled-in questionnaires: PHQ-9, PHQ-8, PHQ-2, GAD-7, HAM-D17, MADRS, BDI-II, QIDS-SR16, SDS.",
    discussion: """
      Reads a table with one row a form (columns phq9_1 … phq9_9, or item1 … item9 with a column ‘scale’, or the \
      names of NHANES, REDCap or DAIC), with one row an item (participant, item, value), or with totals \
      (participant, date, scale, total). Separators may be commas, semicolons or tabs.

      Prints for every form its total, band, cut-off, the PHQ's diagnostic algorithm, the answer about suicide and \
      what is missing. An answer above zero about suicide calls for somebody to ask, whatever the total. A total \
      with one or two missing items of the PHQ-9 or PHQ-8 is the mean of the others times their number; with more there is none, only \
      the lowest and the highest possible.

      Scores support a clinician and are no diagnosis.

      EXAMPLES:
        bellwether phq items.csv
        bellwether phq items.csv --summary --format json
      """)

  @Argument(help: "A table of answers or totals.", completion: .file())
  var table: String

  @Option(help: "csv or json.")
  var format: PrintedFormat = .csv

  @Flag(help: "Prints counts, means, Cronbach's alpha and shares with 95 % intervals instead of the forms.")
  var summary = false

  @Option(help: "The questionnaire of columns that name none: phq9, phq8, gad7 …")
  var scale: Questionnaire?

  @Option(help: "How dates with slashes are written: month-first or day-first.")
  var dates: SlashedDates?

  @OptionGroup var key: KeyOptions

  func run() async throws {
    try await Terminal.reportingErrors {
      var settings = AssessmentSettings()
      settings.scale = scale?.code
      settings.slashedDates = dates
      let assessments = try AssessmentTable(key.exportedTable(at: table), settings: settings)
      try print(assessments)
      say(assessments)
      if !assessments.problems.isEmpty { throw assessments.rows.isEmpty ? ExitCode(1) : partlyDone }
    }
  }

  private func print(_ assessments: AssessmentTable) throws {
    switch (format, summary) {
    case (.csv, false): Terminal.print(AssessmentText.csv(assessments))
    case (.json, false): Terminal.print(try AssessmentText.json(assessments))
    case (.csv, true): Terminal.print(AssessmentSummaryText.csv(assessments))
    case (.json, true): Terminal.print(try AssessmentSummaryText.json(assessments))
    }
  }

  /// What people have to know beside the data.
  private func say(_ assessments: AssessmentTable) {
    let counts = assessments.scales.map { scale in
      "\(scale.name) \(assessments.rows.count { $0.scale == scale.code })"
    }
    Terminal.say(
      "Note: read as \(assessments.layout.text); forms: \(counts.isEmpty ? "none" : counts.joined(separator: ", "))."
    )
    let toAsk = assessments.rows.count { $0.result.safety == .ask }
    if toAsk > 0 {
      Terminal.say(
        "Note: forms with an answer above the lowest about suicide: \(toAsk). Somebody has to ask.")
    }
    list("Note", assessments.contradictions.map(\.message))
    list("Error", assessments.problems.map(\.message))
    var said: Set<String> = []
    for problem in assessments.problems where said.insert(problem.remedy).inserted {
      Terminal.say("What to do: \(problem.remedy)")
    }
  }

  /// A table with one fault throughout would say the same of each of its lines.
  private func list(_ kind: String, _ messages: [String], atMost limit: Int = 100) {
    for message in messages.prefix(limit) { Terminal.say("\(kind): \(message)") }
    if messages.count > limit { Terminal.say("\(kind): \(messages.count - limit) more places of this kind.") }
  }
}
