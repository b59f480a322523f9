package import MultimodalFusion
internal import SignalCore

/// `MODEL.loss_curves.csv`: how every long training went, a row a pass.
///
/// `fold` is the outer fold, or `kept` for the model that is kept and `choice` for the fits that chose its setting;
/// `inner_fold` is empty for a fit to a whole training part. A network's loss is the negative log-likelihood of the
/// totals and items, a gate's the squared error in units of the outcomes' variance. The validation loss is of people
/// whom the training itself holds out: it decides when to stop and is no figure of the model.
package enum LossCurvesTable {
  /// - Parameters:
  ///   - results: One a task of the plan, in order.
  ///   - kept: Of the model that is kept, whose setting has this name.
  /// - Returns: `nil` where nothing was trained pass by pass.
  package static func csv(
    _ results: [TrainingTaskResult], of plan: TrainingPlan, kept: [LossCurve], setting: String,
    isSimulated: Bool
  ) -> String? {
    var table = CommaSeparated(
      header: [
        "setting", "fold", "inner_fold", "part", "member", "epoch", "train_loss", "validation_loss",
        "learning_rate",
      ] + (isSimulated ? ["simulated"] : []))
    var rows = 0
    func append(_ curves: [LossCurve], setting: String, fold: String) {
      for curve in curves {
        for epoch in curve.epochs {
          func cell(_ number: Double?) -> String { number.map(CommaSeparated.cell) ?? "" }
          table.append(
            [
              setting, fold, curve.innerFold.map { "\($0 + 1)" } ?? "", curve.part.rawValue,
              "\(curve.member + 1)", "\(epoch.number)", cell(epoch.trainingLoss),
              cell(epoch.validationLoss), cell(epoch.learningRate),
            ] + (isSimulated ? [simulatedNotice] : []))
          rows += 1
        }
      }
    }
    for result in results {
      let place = plan.place(of: result.task)
      append(
        result.curves, setting: place.setting, fold: place.fold.map { "\($0 + 1)" } ?? "choice")
    }
    append(kept, setting: setting, fold: "kept")
    return rows > 0 ? table.text : nil
  }
}
