import ClinicalAssessment
import Foundation
import Interchange
import MultimodalFusion
import SignalCore

/// `train --tensors`: compares the modalities of a study and writes the fused model.
struct TensorTraining {
  let study: TurnStudy
  let out: String
  let seed: UInt64
  let jobs: Int

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: out) else { throw ModelFileError.cannotWrite(path: out) }
    let (comparison, model, training) = try await TurnComparison.run(study, seed: seed, jobs: jobs) { step in
      Terminal.say("training  \(step)")
    }
    do {
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    } catch {
      throw ModelFileError.cannotWrite(path: out)
    }
    try StreamedFile.write(JSONText.text(comparison, for: out).utf8, to: out + "/comparison.json")
    try StreamedFile.write(JSONText.text(model, for: out).utf8, to: out + "/model.json")
    try StreamedFile.write(Self.predictions(comparison).utf8, to: out + "/predictions.csv")
    try StreamedFile.write(Self.lossCurves(training).utf8, to: out + "/loss_curves.csv")
    Terminal.print(Self.table(comparison))
    for leak in comparison.leaks { Terminal.say(Self.warning(leak)) }
    Terminal.say("\(validationNotice)\nwritten  \(out)")
  }

  private static func table(_ comparison: TurnComparison) -> String {
    var table = CommaSeparated(header: [
      "modalities", "model", "turns", "accuracy", "accuracy_lower", "accuracy_upper", "weighted_f1",
      "weighted_f1_lower", "weighted_f1_upper", "mean_absolute_error", "mean_absolute_error_lower",
      "mean_absolute_error_upper", "correlation", "correlation_lower", "correlation_upper",
    ])
    table.append(
      [
        "", "training mean", "\(comparison.testTurns)", cell(comparison.accuracyOfMajority), "", "", "", "",
        "",
      ]
        + [cell(comparison.meanAbsoluteErrorOfMean), "", "", "", "", ""])
    for entry in comparison.entries {
      let figures = [entry.accuracy, entry.weightedF1, entry.meanAbsoluteError, entry.correlation]
      table.append(
        [entry.modalities.joined(separator: " + "), entry.model, "\(entry.turns)"]
          + figures.flatMap { figure in
            [figure?.value, figure?.interval?.lower, figure?.interval?.upper].map { $0.map(cell) ?? "" }
          })
    }
    return table.text
  }

  private static func predictions(_ comparison: TurnComparison) -> String {
    var table = CommaSeparated(header: ["person", "turn", "outcome", "predicted", "probability"])
    for row in comparison.predictions {
      table.append([
        row.person, "\(row.turn)", cell(row.outcome), cell(row.predicted), cell(row.probability),
      ])
    }
    return table.text
  }

  /// The validation loss is of people the training itself holds out; empty where all settings were fixed beforehand.
  private static func lossCurves(_ training: [TurnComparison.Training]) -> String {
    var table = CommaSeparated(header: [
      "modalities", "member", "epoch", "train_loss", "validation_loss", "learning_rate",
    ])
    for training in training {
      for epoch in training.epochs {
        table.append(
          [training.modalities.joined(separator: " + "), "\(epoch.member + 1)", "\(epoch.epoch)"]
            + [epoch.trainingLoss, epoch.heldOutLoss, epoch.learningRate].map {
              $0.map(CommaSeparated.cell) ?? ""
            })
      }
    }
    return table.text
  }

  private static func cell(_ number: Double) -> String { String(format: "%.4f", number) }

  private static func warning(_ leak: TurnComparison.Leak) -> String {
    let (told, claimed) = (100 * leak.probe.probeAccuracy, 100 * leak.probe.claimedAccuracy)
    return """
      LEAK: ‘\(leak.modality)’ tells \(String(format: "%.1f", told)) % of the training labels of people left out, \
      but \(String(format: "%.1f", claimed)) % of the test people's: its features were fitted to the training labels. \
      Only the figures of the test people mean anything, and settings chosen inside the training part are too bold.
      """
  }
}
