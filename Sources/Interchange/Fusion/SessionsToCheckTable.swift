internal import MultimodalFusion
internal import SignalCore

/// `MODEL.sessions_to_check.csv`: what each session that was learned from does to the prediction of other people, by the
/// method the last column names; the most harmful first.
///
/// `squared_error_without_it` is what leave-one-out gives, `first_order_influence` what a network's gradients give;
/// each is empty under the other method.
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
        "session", "participant", "squared_error_without_it", "first_order_influence", "robust_deviations",
        "total_less_prediction", "look_at", "method",
      ] + (isSimulated ? ["simulated"] : []))
    let isExact = valuation.method == .leaveOneOut
    for value in valuation.sessions {
      let change = CommaSeparated.cell(value.change)
      table.append(
        [
          value.session, people[value.session] ?? "", isExact ? change : "", isExact ? "" : change,
          CommaSeparated.cell(value.deviations), value.leftOutResidual.map(CommaSeparated.cell) ?? "",
          suspects.contains(value.session) ? "yes" : "no", valuation.method.rawValue,
        ] + (isSimulated ? [simulatedNotice] : []))
    }
    return table.text
  }
}
