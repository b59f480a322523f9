/// One item of the TRIPOD+AI statement (Collins et al. 2024, BMJ 385: e078378) in our own short words, with
/// what the program knows about it. What it cannot know is left for the study's authors.
public struct ChecklistItem: Sendable, Hashable, Codable {
  /// Number in the statement: `12e`.
  public var number: String
  public var section: String
  public var question: String
  /// `nil` marks a blank.
  public var answer: String?

  init(_ number: String, _ section: String, _ question: String, _ answer: String? = nil) {
    self.number = number
    self.section = section
    self.question = question
    self.answer = answer
  }
}

extension ChecklistItem {
  /// The items with answers drawn from a report whose figures are complete.
  static func items(for report: ValidationReport) -> [ChecklistItem] {
    opening(report) + methods(report) + openScience + results(report) + discussion
  }

  private static func opening(_ report: ValidationReport) -> [ChecklistItem] {
    [
      ChecklistItem(
        "1", "Title", "Says that a prediction model is evaluated, in whom, and for which outcome."),
      ChecklistItem("2", "Abstract", "Follows TRIPOD+AI for Abstracts."),
      ChecklistItem("3a", "Introduction", "The health setting, and why the model is needed."),
      ChecklistItem("3b", "Introduction", "Who is meant to use it, in whom, and where in their care."),
      ChecklistItem("3c", "Introduction", "Known differences in health between groups of people."),
      ChecklistItem(
        "4", "Introduction", "Whether a model is developed, evaluated, or both.",
        "Evaluation of given scores against \(report.settings.scale.title); nothing was fitted but the "
          + "baselines."
      ),
    ]
  }

  private static func methods(_ report: ValidationReport) -> [ChecklistItem] {
    let settings = report.settings
    let gaps = report.missing.filter { $0.empty > 0 }
    return [
      ChecklistItem(
        "5a", "Methods: data",
        "Where the data come from, and how well they stand for those the model is meant for."),
      ChecklistItem("5b", "Methods: data", "First and last day of data collection."),
      ChecklistItem("6a", "Methods: participants", "Setting, number and place of centres."),
      ChecklistItem("6b", "Methods: participants", "Who could take part."),
      ChecklistItem("6c", "Methods: participants", "Treatments received."),
      ChecklistItem(
        "7", "Methods: data preparation", "How data were prepared and checked, alike in all groups.",
        report.flow.isDated
          ? "Each session was paired with the nearest assessment within \(settings.windowDays) days, one "
            + "to one."
          : "Without dates, sessions and assessments were paired by participant."),
      ChecklistItem(
        "8a", "Methods: outcome", "The outcome, and when and how it was assessed.",
        "Total of the \(settings.scale.title); a case from \(settings.caseTotal.short). Agreement with a "
          + "questionnaire is "
          + "not agreement with a diagnosis."),
      ChecklistItem("8b", "Methods: outcome", "Who assessed the outcome, with what training."),
      ChecklistItem(
        "8c", "Methods: outcome", "Whether outcome and predictors were assessed blind to each other."),
      ChecklistItem("9a", "Methods: predictors", "How the predictors were chosen."),
      ChecklistItem("9b", "Methods: predictors", "What each predictor is, and how and when it was measured."),
      ChecklistItem("9c", "Methods: predictors", "Who assessed predictors that need judgement."),
      ChecklistItem("10", "Methods: sample size", "How the number of people was decided on."),
      ChecklistItem(
        "11", "Methods: missing data", "How missing data were handled.",
        (gaps.isEmpty ? "No cell of a paired row was empty." : "\(gaps.count) columns have empty cells.")
          + " Nothing was filled in: a row counts where it has what a figure needs."),
      ChecklistItem(
        "12a", "Methods: analysis", "How data were parted for development and evaluation.", split(report)),
      ChecklistItem("12b", "Methods: analysis", "How predictors were handled."),
      ChecklistItem("12c", "Methods: analysis", "The kind of model, and how it was built and tuned."),
      ChecklistItem(
        "12d", "Methods: analysis", "How differences between centres or groups were examined.",
        report.subgroups.isEmpty
          ? nil : "Figures by \(report.subgroups.map(\.attribute.rawValue).joined(separator: ", "))."),
      ChecklistItem(
        "12e", "Methods: analysis", "Measures of performance and how they were found.",
        "Agreement, discrimination, calibration and net benefit with \(settings.coverage.percent) intervals; "
          + "\(settings.resamples) draws of people, seed \(settings.seed)."),
      ChecklistItem(
        "12f", "Methods: analysis", "Any change of the model after evaluation.", "None by this program."),
      ChecklistItem(
        "12g", "Methods: analysis", "How the model’s predictions were computed, or where its code is."),
      ChecklistItem("13", "Methods: class imbalance", "What was done about rare outcomes."),
      ChecklistItem(
        "14", "Methods: fairness", "What was done so that no group is served worse.",
        report.subgroups.isEmpty
          ? nil : "Sensitivity, false positive rate and calibration are given by group."),
      ChecklistItem(
        "15", "Methods: output", "What the model gives out, and how classes are made of it.",
        "An estimated total\(report.sample.hasProbabilities ? " and a probability" : ""); positive from "
          + "\(settings.threshold.short) on."),
      ChecklistItem("16", "Methods: setting", "How evaluation data differ from development data."),
      ChecklistItem("17", "Methods: ethics", "Approval by an ethics board, and consent."),
    ]
  }

  private static func split(_ report: ValidationReport) -> String? {
    guard let check = report.leakChecks.first(where: { $0.kind == .participantInTrainAndTest }),
      check.outcome != .notPossible
    else { return nil }
    return check.sentence
  }

  private static var openScience: [ChecklistItem] {
    [
      ChecklistItem("18a", "Open science", "Funding."),
      ChecklistItem("18b", "Open science", "Conflicts of interest."),
      ChecklistItem("18c", "Open science", "Where the protocol is."),
      ChecklistItem("18d", "Open science", "Registration of the study."),
      ChecklistItem("18e", "Open science", "Where the data are."),
      ChecklistItem("18f", "Open science", "Where the code is."),
      ChecklistItem("19", "Patients and public", "How patients and the public took part in the work."),
    ]
  }

  private static func results(_ report: ValidationReport) -> [ChecklistItem] {
    let flow = report.flow
    let sample = report.sample
    return [
      ChecklistItem(
        "20a", "Results: participants", "The flow of participants, with and without the outcome.",
        "\(flow.scoreRows) scores, \(flow.assessmentRows) assessments; \(flow.pairs) pairs of "
          + "\(flow.people) people, "
          + "\(sample.cases) cases. The flow diagram counts every row left out."),
      ChecklistItem(
        "20b", "Results: participants", "Characteristics of participants, with missing data.",
        "Totals: mean \(sample.meanTotal.hundredths)"
          + (sample.standardDeviationOfTotals.map { ", standard deviation \($0.hundredths)" } ?? "")
          + ". Other characteristics are for the authors."),
      ChecklistItem("20c", "Results: participants", "Comparison with the development data."),
      ChecklistItem(
        "21", "Results: development", "People and cases in each analysis.",
        "\(flow.people) people, \(sample.cases) cases and \(sample.others) others among \(flow.pairs) "
          + "pairs."),
      ChecklistItem("22", "Results: specification", "The full model, so that others can use it."),
      ChecklistItem(
        "23a", "Results: performance", "Performance with intervals, for groups too.",
        "On this page, with intervals where the data allow them."),
      ChecklistItem(
        "23b", "Results: performance", "Differences of performance between centres.", sites(report)),
      ChecklistItem("24", "Results: updating", "Results of any updating.", "None by this program."),
    ]
  }

  private static func sites(_ report: ValidationReport) -> String? {
    report.subgroups.first { $0.attribute == .site }.map { "Given for \($0.groups.count) sites." }
  }

  private static var discussion: [ChecklistItem] {
    [
      ChecklistItem("25", "Discussion", "What the results mean, fairness included."),
      ChecklistItem(
        "26", "Discussion", "Limits: who was not represented, sample size, overfitting, missing data."),
      ChecklistItem("27a", "Discussion: use", "What to do with poor or missing input."),
      ChecklistItem(
        "27b", "Discussion: use", "Whether users must interact with it, and what they must know."),
      ChecklistItem("27c", "Discussion: use", "Next steps."),
    ]
  }
}
