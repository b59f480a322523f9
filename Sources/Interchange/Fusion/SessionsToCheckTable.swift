internal import MultimodalFusion
internal import SignalCore

/// `MODEL.sessions_to_check.csv`: what each session that was learned from does to the prediction of other people, by ridge
/// regression on all measures; the most harmful first.
///
/// A session that harms by three robust standard deviations and more is marked: its assessment may belong to somebody
/// else, or the person is unlike the others. Neither is a reason to leave it out unseen.
enum SessionsToCheckTable {
  static func csv(_ valuation: SessionValuation, of cohort: Cohort, isSimulated: Bool) -> String {
    let people = Dictionary(
      cohort.sessions.map { ($0.session, $0.participant) }, uniquingKeysWith: { first, _ in first })
    let suspects = Set(valuation.suspects().map(\.session))
    var table = CommaSeparated(
      header: [
        "session", "participant", "squared_error_without_it", "robust_deviations", "total_less_prediction",
        "look_at",
      ] + (isSimulated ? ["simulated"] : []))
    for value in valuation.sessions {
      table.append(
        [
          value.session, people[value.session] ?? "", CommaSeparated.cell(value.change),
          CommaSeparated.cell(value.deviations), CommaSeparated.cell(value.leftOutResidual),
          suspects.contains(value.session) ? "yes" : "no",
        ] + (isSimulated ? [simulatedNotice] : []))
    }
    return table.text
  }
}
