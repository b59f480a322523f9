import ArgumentParser
import ClinicalAssessment
import FeatureStore
import Foundation
import Interchange
import Reporting
import SignalCore

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Compares scores with questionnaires: agreement, discrimination, calibration, and leaks.",
    discussion: """
      The score table has one row a session: session,participant,date,score, where the score estimates the \
      questionnaire's total. Further columns are used where they are there: probability (of a case), split \
      (train, \
      development, test), sex, age, site, language, device, speech_seconds, word_count, interviewer_score, \
      threshold, \
      fingerprint or input_sha256, of_training_person (yes, no), and feature.… for what the model saw.

      Sessions are paired with the nearest assessment of the same participant. Before any figure is \
      computed, the \
      tables are searched for leaks: people both trained and tested on, parts of a session counted as \
      people, one \
      recording under two names, an interviewer who tells as much as the participant, a threshold chosen \
      on the test, \
      features fitted to labels. A leak stops the program unless a reason is given.

      DIR gets validation.html, one self-contained page with a threshold to move, and validation.json with \
      everything \
      it shows. Agreement with a questionnaire is not agreement with a diagnosis.

      EXAMPLES:
        bellwether validate scores.csv --assessments totals.csv --out validation
      """)

  @Argument(help: "A table of scores.", completion: .file())
  var scores: String

  @Option(
    help: "A table of PHQ-8 or PHQ-9 forms or totals, as ‘bellwether phq’ reads it.", completion: .file())
  var assessments: String

  @Option(help: "The folder to write to.", completion: .directory)
  var out: String

  @Option(help: "Greatest distance in days between a session and its assessment.")
  var windowDays = 14

  @Option(help: "Score from which a person counts as positive; else the column ‘threshold’, else 10.")
  var threshold: Double?

  @Option(help: "phq8 or phq9; needed where the assessments hold both, or do not say.")
  var scale: ValidationScale?

  @Option(help: "Share of cases where the score is to be used, for predictive values; else that of the data.")
  var prevalence: Double?

  @Option(help: "Attributes to give figures by, of sex,age,language,device,site; else all that are there.")
  var subgroups: SubgroupList?

  @Option(help: "How dates with slashes are written: month-first or day-first.")
  var dates: SlashedDates?

  @Option(
    help: ArgumentHelp(
      "Goes on in spite of a leak; the reason is printed on every page.", valueName: "reason"))
  var allowLeak: String?

  @OptionGroup var key: KeyOptions

  func run() async throws {
    try await Terminal.reportingErrors {
      let table = try ScoreTableText.table(fileAt: scores, slashedDates: dates)
      var reading = AssessmentSettings()
      reading.scale = scale?.questionnaire.code
      reading.slashedDates = dates
      let assessed = try key.exportedTable(at: assessments)
      let forms = try AssessmentTable(assessed, settings: reading)
      for contradiction in forms.contradictions { Terminal.say("Note: \(contradiction.message)") }

      var settings = ValidationSettings()
      settings.scale = try scale ?? forms.onlyReferenceScale()
      settings.windowDays = windowDays
      settings.threshold = threshold
      settings.prevalence = prevalence
      settings.subgroups = subgroups?.attributes
      settings.allowedLeakReason = allowLeak
      settings.jobs = ProcessInfo.processInfo.activeProcessorCount
      let references = try forms.references(of: settings.scale)
      let report = try await ValidationAnalysis(settings: settings).report(
        scores: table, assessments: references.assessments, otherQuestionnaires: references.otherLines,
        sources: [
          source("Scores", scores, sha256: try sha256Hex(ofFileAt: scores)),
          source("Assessments", assessments, sha256: sha256Hex(ofBytes: Array(assessed.data))),
        ],
        programVersion: Provenance.currentProgramVersion)
      let page = ValidationPage(report: report)
      let folder = try ValidationFolder(out)
      try folder.write(report, page: page.html)
      if let reason = report.allowedLeakReason { Terminal.say("Leak allowed: \(reason)") }
      if table.isSimulated { Terminal.output(simulatedNotice) }
      for sentence in page.plainWords { Terminal.output(sentence) }
      Terminal.say("written  \(folder.pagePath)\nwritten  \(folder.jsonPath)")
    }
  }

  private func source(_ role: String, _ path: String, sha256: String) -> ValidationReport.SourceFile {
    ValidationReport.SourceFile(role: role, name: URL(filePath: path).lastPathComponent, sha256: sha256)
  }
}

/// Attributes written with commas between them.
struct SubgroupList: ExpressibleByArgument {
  let attributes: [Subgroup]

  init?(argument: String) {
    let names = argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    attributes = names.compactMap(Subgroup.init)
    if attributes.isEmpty || attributes.count != names.count { return nil }
  }
}
