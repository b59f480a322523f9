public import SignalCore

/// Why a model cannot be fitted, checked or used.
public enum FusionError: UserFacingError, Equatable {
  /// `needed` and `found` people with an assessment.
  case tooFewPeople(needed: Int, found: Int)
  /// Everybody's outcome is the same, so nothing can be told apart.
  case oneOutcomeOnly
  /// Nobody, or everybody, lies at or above the cut-off.
  case oneClassOnly(cutOff: Double)
  /// No column is left; `inputs` says which were asked for.
  case noUsableColumn(inputs: String)
  /// The same person would be learned from and judged on.
  case personOnBothSides(participant: String)
  /// A person was recorded at two sites, so no site can be left out whole.
  case personAtTwoSites(participant: String)
  case siteMissing(session: String)
  /// Sites found; leaving one out takes two.
  case tooFewSites(found: Int)
  /// Folds by site were asked for where the study's own split decides.
  case sitesBesideSplit
  /// Nobody has so many earlier sessions that a session can be held against them.
  case noEarlierSessions(needed: Int)
  /// A session has another number of values than the cohort has columns.
  case valuesDoNotMatchColumns(session: String, expected: Int, found: Int)
  case repeatedSession(session: String)
  /// Two assessments name the same session.
  case assessedTwice(session: String)
  /// Results and assessments say that a session is of two different participants.
  case assessmentOfAnother(session: String)
  /// A value, total, age or item that is not finite or lies outside the scale.
  case impossibleValue(session: String, what: String)
  /// Weights of a model do not fit the columns or parts it names.
  case damagedModel(detail: String)
  /// The equations have no solution in numbers of this precision.
  case notSolvable(detail: String)
  /// A split of the study's own without a part to learn from, or without one to judge on.
  case partEmpty(part: String)
  /// Every setting tried failed in the inner folds.
  case noSettingWorked
  /// The work was cancelled before it was done.
  case stopped

  public var message: String {
    switch self {
    case .tooFewPeople(let needed, let found):
      "\(found) \(found == 1 ? "person has" : "people have") an assessment; \(needed) are needed."
    case .oneOutcomeOnly: "Every assessment has the same total, so there is nothing to learn."
    case .oneClassOnly(let cutOff):
      "All assessments lie on the same side of the cut-off \(cutOff), so the two sides cannot be told apart."
    case .noUsableColumn(let inputs):
      "No measure is left of the inputs ‘\(inputs)’: all are missing in most sessions or the same everywhere."
    case .personOnBothSides(let participant):
      "‘\(participant)’ is on both sides of the split: a model would be judged on a person it learned from."
    case .personAtTwoSites(let participant):
      "‘\(participant)’ was recorded at more than one site, so no site can be left out whole."
    case .siteMissing(let session): "The session ‘\(session)’ has no site."
    case .tooFewSites(let found):
      "There \(found == 1 ? "is 1 site" : "are \(found) sites"); leaving one out takes at least 2."
    case .sitesBesideSplit:
      "The assessments have a column ‘split’, which decides who is held out; folds by site cannot be made beside it."
    case .noEarlierSessions(let needed):
      "Nobody with an assessment has \(needed) earlier sessions above the quality gate, with dates, to hold a session against."
    case .valuesDoNotMatchColumns(let session, let expected, let found):
      "The session ‘\(session)’ has \(found) values for \(expected) columns."
    case .repeatedSession(let session): "The session ‘\(session)’ appears more than once."
    case .assessedTwice(let session): "The session ‘\(session)’ has more than one assessment."
    case .assessmentOfAnother(let session):
      "The session ‘\(session)’ is of one participant in the results and of another in the assessments."
    case .impossibleValue(let session, let what): "The session ‘\(session)’ has an impossible value: \(what)."
    case .damagedModel(let detail): "The model is damaged: \(detail)."
    case .notSolvable(let detail): "The model's equations cannot be solved: \(detail)."
    case .partEmpty(let part):
      "The column ‘split’ leaves nobody with an assessment and a measured session in the part ‘\(part)’."
    case .noSettingWorked: "None of the settings tried could be fitted to every part of the cohort."
    case .stopped: "The work was stopped before it was done."
    }
  }

  public var remedy: String {
    switch self {
    case .tooFewPeople: "Add assessed sessions of more people, or ask for fewer folds."
    case .oneOutcomeOnly, .oneClassOnly:
      "Add sessions of people with other outcomes, or check the assessments."
    case .noUsableColumn: "Extract these measures first, or choose other inputs."
    case .personOnBothSides: "Keep all sessions of a person on one side."
    case .personAtTwoSites: "Give each person one site, or split by person."
    case .siteMissing: "Fill in the site of every session, or split by person."
    case .tooFewSites: "Split by person instead."
    case .noEarlierSessions:
      "Give participants and dates in the manifest and extract again, or train without --within-person."
    case .sitesBesideSplit: "Take the column ‘split’ out, or train without folds by site."
    case .valuesDoNotMatchColumns: "Read all sessions from results of one program version."
    case .repeatedSession: "Name every session once."
    case .assessedTwice: "Keep the one that belongs to the session."
    case .assessmentOfAnother: "Correct the participant or the session in the table or in the manifest."
    case .impossibleValue: "Correct the value where it comes from, or leave it empty."
    case .damagedModel: "Copy the model again from where it was made, or train it again."
    case .notSolvable: "Raise the penalty, or leave out measures that repeat one another."
    case .partEmpty: "Fill the column ‘split’ with train, dev and test, or take it out to have folds made."
    case .noSettingWorked: "Add sessions of more people, or offer simpler settings."
    case .stopped: "Start it again."
    }
  }
}
