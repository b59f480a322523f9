internal import SignalCore

/// The English of the pages `report` writes; a translation replaces this folder's wording and nothing else.
///
/// Written for people without statistics: a number is never named without what it means.
enum ReportWording {
  // MARK: All pages
  static let program = "Bellwether"
  static let allSessions = "All sessions of this folder"
  static let plainWords = "In plain words"
  static let onThisPage = "On this page"
  static let notKnown = "not known"
  static let none = "–"
  static let session = "Session"
  static let participant = "Participant"
  static let date = "Date"
  static let length = "Length"
  static let quality = "Quality"
  static let score = "Score"
  static let measure = "Measure"
  static let value = "Value"
  static let goodEnough = "good enough"
  static let tooPoor = "too poor"
  static let noDate = "no date"
  static let toDo = "What to do"

  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(Number.count(number)) \(number == 1 ? one : many)"
  }
  static func sessions(_ number: Int) -> String { count(number, "session", "sessions") }
  static func people(_ number: Int) -> String { count(number, "person", "people") }

  /// “1 min 5 s”, “1 h 2 min”.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// “1:05” on a session’s clock.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.down))
    let rest = whole % 60 < 10 ? "0\(whole % 60)" : "\(whole % 60)"
    return "\(whole / 60):\(rest)"
  }

  // MARK: Session
  static let recording = "What was recorded"
  static let check = "Check"
  static let found = "Found"
  static let needed = "Needed"
  static let verdict = "Verdict"
  static let fine = "fine"
  static let notEnough = "not enough"
  static let notMeasured = "not measured"
  static let file = "Recording"
  static let share = "Whose voice was measured"
  static let passed = "The recording is good enough to be scored."
  static let refused = "The recording is too poor to be scored:"
  static let bearInMind = "To bear in mind"
  static let profile = "Voice, words and face"
  static let voice = "Voice and timing"
  static let words = "Words"
  static let face = "Face"
  static let noneOfModality =
    "Nothing of this could be measured. The reasons stand in the table of missing values."
  static let timeline = "The session over time"
  static let timelineHelp =
    "Time runs from left to right. Rest the pointer on a coloured bar to read what was said; the whole text stands "
    + "below. The picture scrolls sideways on small screens."
  static let timelineMissing =
    "The picture cannot be drawn: the file with this session’s tracks cannot be read. Extract the session again "
    + "with --overwrite."
  static let transcript = "What was said"
  static let noTranscript = "No words were recognised or given for this session."
  static let passages = "Passages that carried the score"
  static let passagesHelp =
    "The numbers mark these passages in the picture. A passage is a small sample: a place to look at, no ground for "
    + "a judgement."
  static let noPassages = "No passage stands out, or the score does not come with passages."
  static let raises = "Speaks for a higher score"
  static let lowers = "Speaks for a lower score"
  static let nothingOfSide = "nothing"
  static let reasonsHelp =
    "Longer bars weigh more. The numbers are shares of the score, in its own unit. Reasons say how the score was made, "
    + "not why the person is as they are."
  static let high = "high here"
  static let low = "low here"
  static let notScored = "This session has no score."
  static let neverScored =
    "Run ‘bellwether score’ on the folder, then write the pages again, to see scores here."
  static let reached = "reached"
  static let notReached = "not reached"
  static let missing = "Missing values"
  static let missingHelp = "What could not be measured is left empty; it never counts as zero."
  static let reason = "Why it is missing"
  static let nothingMissing = "Every measure that was asked for has a value."
  static let everything = "All measures"
  static let meaningOfMeasure = "What it is, and what makes it unreliable"

  static func researchers(_ count: Int) -> String { "\(count) more, for researchers" }
  static func missingSummary(_ missing: Int, of all: Int) -> String {
    missing == 0
      ? nothingMissing
      : "\(Number.count(missing)) of \(Number.count(all)) measures have no value. \(missingHelp)"
  }
  static func recorded(_ seconds: Double?, sound: Bool, picture: Bool, date: String?) -> String {
    let what =
      switch (sound, picture) {
      case (true, true): "sound and picture"
      case (true, false): "sound without a usable picture"
      case (false, true): "a picture without usable sound"
      case (false, false): "neither usable sound nor a usable picture"
      }
    let length = seconds.map { "\(duration($0)) long" } ?? "of unknown length"
    return "The recording is \(length), with \(what)\(date.map { ", of \($0)" } ?? ", without a date")."
  }
  static func spoke(_ seconds: Double) -> String { "The participant speaks for \(duration(seconds))." }
  static func scoreSentence(_ score: String, _ range: String?) -> String {
    "The score is \(score)" + (range.map { ", its interval \($0)." } ?? ", without an interval.")
  }
  static func noScoreBecause(_ reason: String) -> String { "There is no score: \(reason)" }
  static func earlier(_ count: Int) -> String {
    count == 0
      ? "There is no earlier session of this person to compare with."
      : "The pictures show \(sessions(count)) of this person before this one."
  }
  static let noParticipant =
    "No participant is named, so that earlier sessions of the same person are not known. Name participants and dates "
    + "in the table of recordings given to ‘extract’."
  static let undated = "This session has no date, so that it is not known which sessions came before."
  static func apartHere(_ count: Int) -> String {
    "\(sessions(count)) of them cannot be compared with this one, because the recording is of another quality class or "
      + "was measured by another version; they are drawn hollow and are not joined to it."
  }

  static let tooMuch = "too much"
  static let qualityOfRecording = "Quality of the recording"
  static let scoreIsNoDiagnosis = "It is no diagnosis; what it means stands under ‘Score’."
  static func allOf(_ participant: String) -> String { "All sessions of \(participant)" }
  static func range(_ low: Double, _ high: Double, _ show: (Double) -> String) -> String {
    "\(show(low)) to \(show(high))"
  }
  static func intervalIs(_ range: String) -> String { "Interval: \(range)." }
  static func atLeast(_ value: String) -> String { "at least \(value)" }
  static func atMost(_ value: String) -> String { "at most \(value)" }
  static func more(_ count: Int) -> String { "and \(count) more with less weight" }
  static func threshold(_ name: String, _ value: String, isReached: Bool) -> String {
    "Threshold ‘\(name)’ (\(value)): \(isReached ? reached : notReached)."
  }
  static func madeBy(_ scorer: String, _ version: String) -> String {
    "Made by: \(scorer), version \(version)."
  }
  static func notMeasuredBecause(_ reason: MissingReason) -> String {
    "No value: \(missingReason(reason))."
  }
  static func tableOf(_ title: String, _ count: Int) -> String {
    "\(title): \(ReportWording.count(count, "measure", "measures"))"
  }
  static func provenance(program: String, measureSet: String, recording: String, settings: String) -> String {
    "Bellwether \(program), measure set \(measureSet); recording \(recording), settings \(settings)."
  }

  // MARK: Reference
  static func reference(_ people: Int) -> String {
    "The grey band is the reference: of every 10 of its people 8 lie inside, 1 above and 1 below; the dashed line is "
      + "the middle. It rests on up to \(ReportWording.people(people)). Outside the band is unusual there, not ill."
  }
  static let noReference =
    "No reference is shown. Give a results folder of people to compare with as --reference."
  static func smallReference(_ people: Int) -> String {
    "The reference is not shown: it has \(ReportWording.people(people)) good enough and measured by the same "
      + "version; \(ReferenceCohort.leastPeople) are needed."
  }
  static func referenceOf(_ people: Int, low: String, median: String, high: String) -> String {
    "Reference: middle \(median), 8 of 10 from \(low) to \(high) (\(ReportWording.people(people)))."
  }
  static let noReferenceOfMeasure = "Too few people of the reference have it."
  static let thisSession = "This session"
  static let earlierSession = "Earlier session"
  static let comparedSession = "Session"
  static let apartSession = "Not comparable"
  static let referenceBand = "Reference, 8 of 10"
  static let noiseBand = "Chance alone"
  static let interval = "Interval"

  // MARK: Batch
  static let batch = "Sessions"
  static let failures = "What did not work"
  static let failuresHelp =
    "Do what the last column says, then run the same command again: it goes on where it stopped."
  static let stage = "While"
  static let happened = "What happened"
  static let qualityOverview = "Quality of the recordings"
  static let distributions = "Key measures over all sessions"
  static let distributionsHelp =
    "Bars show how many of the sessions good enough to be scored lie where; the dark line is the middle one, and the grey "
    + "box holds the middle 8 of 10."
  static let table = "All sessions"
  static let tableHelp = "A click on a heading sorts the table."
  static let done = "done"
  static let inPart = "in part"
  static let state = "State"
  static let nothingFailed = "Nothing failed."
  static let fewForDistribution = "Fewer than two sessions have it."
  static func spread(_ count: Int, low: String, median: String, high: String) -> String {
    "\(sessions(count)): middle \(median), 8 of 10 from \(low) to \(high)."
  }
  static func withoutValue(_ count: Int) -> String { "\(sessions(count)) without a value." }
  static func moreFailures(_ count: Int) -> String { "\(Number.count(count)) more stand in failures.csv." }
  static func mixedVersions(_ versions: [String]) -> String {
    "Sessions were measured with several measure sets (\(versions.joined(separator: ", "))), which do not compare; "
      + "the pictures show the one most sessions have."
  }
  static func listed(_ shown: Int, of all: Int) -> String {
    "The table lists the latest \(Number.count(shown)) of \(Number.count(all)) sessions. All of them stand in "
      + "measures.csv and quality.csv of this folder."
  }
  static func pagesOnRequest(_ all: Int) -> String {
    "This folder has more than \(Number.count(BatchReport.mostSessions)) sessions (\(Number.count(all))), so that pages "
      + "are written for named ones only: bellwether report FOLDER --sessions NAME NAME"
  }
  static func summary(all: Int, done: Int, inPart: Int, failed: Int) -> String {
    "\(count(all, "recording", "recordings")): \(Number.count(done)) done, \(Number.count(inPart)) in part, "
      + "\(Number.count(failed)) failed."
  }
  static func qualitySummary(passed: Int, of all: Int) -> String {
    "\(Number.count(passed)) of \(sessions(all)) \(passed == 1 ? "is" : "are") good enough to be scored."
  }
  static func scoredSummary(_ scored: Int, of all: Int) -> String {
    scored == 0 ? "No session has a score." : "\(Number.count(scored)) of \(sessions(all)) have a score."
  }

  // MARK: Person
  static let visits = "Sessions in order"
  static let questionnaires = "Questionnaires"
  static let noQuestionnaires =
    "No filled-in questionnaires were given. Give a table of them as --assessments to see them here."
  static let noFormsOfPerson = "The table given as --assessments has no dated form of this person."
  static let scoreOverTime = "Score over time"
  static let noScores = "No session of this person has a score."
  static let measuresOverTime = "Voice, words and face over time"
  static let total = "Total"
  static let band = "Band"
  static let changeFromFirst = "Change from the first"
  static let index = "Reliable change index"
  static let reliable = "More than chance?"
  static let important = "Enough to matter?"
  static let response = "Response"
  static let remission = "Remission"
  static let yes = "yes"
  static let no = "no"
  static let notJudged = "not judged"
  static let wasAlready = "in remission already"
  static let fallen = "yes, fallen"
  static let risen = "yes, risen"
  static let noDates =
    "No session of this person has a date written as 2025-03-31, so that their order is not known and nothing is drawn."
  static func askAboutItem(_ item: Int, _ questionnaire: String, _ day: String) -> String {
    "In the \(questionnaire) of \(day), item \(item) (thoughts of death or self-harm) was answered above its lowest "
      + "answer. Somebody has to ask about it, whatever the total."
  }
  static func course(_ sessions: Int, first: String, last: String) -> String {
    sessions == 1
      ? "There is one session with a date, of \(first)."
      : "There are \(ReportWording.sessions(sessions)) with a date, from \(first) to \(last)."
  }
  static func undatedSessions(_ count: Int) -> String {
    "\(sessions(count)) without a readable date \(count == 1 ? "is" : "are") listed but not drawn."
  }
  static func apart(_ names: [String], poor: Bool) -> String {
    let list = names.joined(separator: ", ")
    return poor
      ? "Not joined to the others, because the recordings are of another quality class: \(list)."
      : "Not joined to the others, because they were measured with another measure set: \(list)."
  }
  static let apartMeaning =
    "A change of equipment or of the program looks like a change of the person. Such sessions are drawn hollow, and no "
    + "change is computed from or to them."
  static func otherSettings(_ count: Int) -> String {
    "The sessions were extracted with \(count) different settings; where a measure depends on them, part of the change "
      + "may come from that."
  }
  static func otherScorers(_ count: Int) -> String {
    "The sessions were scored by \(count) different models or versions, whose scores do not compare. They are drawn but "
      + "not joined; run ‘bellwether score’ on the whole folder again."
  }
  static func totals(_ name: String, first: String, last: String, _ days: Int) -> String {
    "The \(name) went from \(first) to \(last) in \(count(days, "day", "days"))."
  }
  static func oneTotal(_ name: String, _ total: String, _ day: String) -> String {
    "The \(name) of \(day) has a total of \(total)."
  }
  static func scores(first: String, last: String) -> String {
    "The score went from \(first) to \(last) between the first and the latest comparable session. How much of that is "
      + "chance is not known."
  }
  static func change(_ first: String, _ last: String, _ difference: String) -> String {
    "From \(first) to \(last): \(difference)."
  }
  static func reliableIndex(_ index: String, isReliable: Bool) -> String {
    isReliable
      ? "Reliable change index \(index): more than chance explains."
      : "Reliable change index \(index): chance alone may explain it."
  }
  static let noiseUnknown =
    "How much measures change by chance alone is not known here: that takes a reference (--reference) in which at least "
    + "ten people were recorded several times."
  static func noiseKnown(_ source: String) -> String {
    "The dotted band shows where a value may lie by chance alone, seen from the first comparable session: 95 of 100 such "
      + "differences. It rests on \(source); real changes of theirs are in it, so that it is rather too wide."
  }
  static let tooFewToCompare = "Fewer than two comparable sessions have a value."
  static func improvementRule(_ name: String, _ rules: [String]) -> String {
    "For the \(name): " + rules.joined(separator: "; ") + "."
  }
  static func reliableRule(_ points: String, _ source: String) -> String {
    "more than chance is a change of \(points) points or more (\(source))"
  }
  static func importantRule(_ amount: String, _ source: String) -> String {
    "enough to matter to patients is \(amount) or more (\(source))"
  }
  static let responseRule = "response is a total fallen by half or more"
  static func remissionRule(_ total: String, _ source: String) -> String {
    "remission is a total of \(total) or less after a higher one (\(source))"
  }
  static func indexRule(_ reliability: String, _ spread: String, _ source: String) -> String {
    "the index is the change over its standard error, and beyond ±1.96 more than chance (Jacobson & Truax 1991), here "
      + "with reliability \(reliability) and standard deviation \(spread); \(source)"
  }
  static let indexUnknown =
    "the reliable change index is not given: it needs a published retest reliability and ten people in the table"
  static func points(_ number: String) -> String { "\(number) points" }
  static let measureSet = "Measure set"

  // MARK: Reasons
  static func missingReason(_ reason: MissingReason) -> String {
    switch reason {
    case .notRequested: "it was not asked for when the recording was measured"
    case .notRecorded: "the recording does not hold what it needs"
    case .noFace: "no face could be seen"
    case .noSpeech: "the participant was not heard speaking"
    case .unvoiced: "there was no voiced sound to measure"
    case .tooShort: "there was too little to measure"
    case .lowQuality: "the recording is too poor for it"
    case .notApplicable(let what): "it does not apply: \(what)"
    case .failed(let message): "the computation failed: \(message)"
    }
  }
}
