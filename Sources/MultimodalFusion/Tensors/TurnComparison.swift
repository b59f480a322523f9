public import ClinicalAssessment
internal import DenseMath
internal import SignalCore
internal import Synchronization

/// How well turns of new people are told from each modality and from all together, by ridge regression and by the
/// network above it.
public struct TurnComparison: Sendable, Codable {
  public struct Entry: Sendable, Codable {
    public let modalities: [String]
    /// `ridge`, or `network`: an ensemble trained on top of that ridge.
    public let model: String
    /// Test turns judged: those that have one of the modalities.
    public let turns: Int
    /// Share of turns on the right side of the threshold.
    public let accuracy: Estimate?
    /// F1 of both sides, each weighted by its turns.
    public let weightedF1: Estimate?
    public let meanAbsoluteError: Estimate?
    public let correlation: Estimate?
  }

  /// A modality whose training features seem to hold the training labels.
  public struct Leak: Sendable, Codable {
    public let modality: String
    public let probe: FeatureLeakProbe
  }

  public struct Prediction: Sendable, Codable {
    public let person: String
    /// The person's turn, from 1.
    public let turn: Int
    public let outcome: Double
    public let predicted: Double
    public let probability: Double
  }

  public let trainingPeople: Int
  public let trainingTurns: Int
  public let testPeople: Int
  public let testTurns: Int
  public let threshold: Double
  /// What the mean of the training outcomes and their commonest side score.
  public let meanAbsoluteErrorOfMean: Double
  public let accuracyOfMajority: Double
  /// Each modality alone by both models, then all together.
  public let entries: [Entry]
  /// Where there is one, all settings were fixed beforehand; otherwise people held out of the training part chose.
  public let leaks: [Leak]
  /// Of the network over all modalities.
  public let predictions: [Prediction]

  /// Resamples of people for the intervals.
  private static let resamples = 2_000

  /// How the networks of one choice of modalities were trained.
  public struct Training: Sendable {
    public let modalities: [String]
    /// In order of members and epochs.
    public let epochs: [TurnEpoch]
  }

  /// - Returns: The comparison, the network over all modalities, and how the networks were trained.
  public static func run(
    _ study: TurnStudy, settings: TurnNetworkSettings = TurnNetworkSettings(), seed: UInt64, jobs: Int,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> (comparison: TurnComparison, model: TurnModel, training: [Training]) {
    let names = study.modalities.map(\.name)
    var leaks: [Leak] = []
    for name in names {
      progress("\(name): does it hold the training labels?")
      if let leak = try await leak(name, study, settings.fixedBeforehand, seed, jobs) { leaks.append(leak) }
    }
    // Inside a training part whose features know its labels, settings would be chosen for remembering them.
    let settings = leaks.isEmpty ? settings : settings.fixedBeforehand
    var entries: [Entry] = []
    var fused: TurnModel?
    var predictions: [Prediction] = []
    var training: [Training] = []
    for chosen in names.count > 1 ? names.map({ [$0] }) + [names] : [names] {
      for isLinear in [true, false] {
        let kind = isLinear ? "ridge" : "network"
        progress("\(chosen.joined(separator: " + ")): \(kind)")
        let (model, epochs) = try await fit(
          study, chosen, isLinear ? settings.withoutNetwork : settings, seed, jobs)
        let judged = judge(model, study.examples(study.test, of: Set(chosen)))
        entries.append(try await entry(chosen, kind, judged, study.threshold, seed, jobs))
        if !isLinear {
          (fused, predictions) = (model, judged)
          training.append(Training(modalities: chosen, epochs: epochs))
        }
      }
    }
    guard let fused else { preconditionFailure("a study has a modality") }
    let learned = study.training.flatMap { $0.sequence.turns.compactMap(\.outcome) }
    let judged = study.test.flatMap { $0.sequence.turns.compactMap(\.outcome) }
    let mean = learned.reduce(0, +) / Double(learned.count)
    let majority = learned.count { $0 >= study.threshold } * 2 >= learned.count
    return (
      TurnComparison(
        trainingPeople: study.training.count, trainingTurns: learned.count, testPeople: study.test.count,
        testTurns: judged.count, threshold: study.threshold,
        meanAbsoluteErrorOfMean: judged.reduce(0) { $0 + abs($1 - mean) } / Double(judged.count),
        accuracyOfMajority: Double(judged.count { ($0 >= study.threshold) == majority })
          / Double(judged.count),
        entries: entries, leaks: leaks, predictions: predictions), fused, training
    )
  }

  private static func judge(_ model: TurnModel, _ examples: [TurnExample]) -> [Prediction] {
    examples.flatMap { example -> [Prediction] in
      guard case .success(let turns) = model.turnPredictions(example.sequence) else { return [] }
      return zip(example.sequence.turns, turns).enumerated().compactMap { index, pair in
        guard let outcome = pair.0.outcome, let predicted = pair.1 else { return nil }
        return Prediction(
          person: example.participant, turn: index + 1, outcome: outcome, predicted: predicted.value,
          probability: predicted.probability)
      }
    }
  }

  private static func entry(
    _ modalities: [String], _ model: String, _ judged: [Prediction], _ threshold: Double, _ seed: UInt64,
    _ jobs: Int
  ) async throws -> Entry {
    let sample = AgreementSample(truth: judged.map(\.outcome), predicted: judged.map(\.predicted))
    let labels = judged.map { $0.outcome >= threshold }
    let sides = DiscriminationSample(labels: labels, scores: judged.map(\.probability))
    let statistics: @Sendable (RowWeights) -> [Double?] = { weights in
      let confusion = sides?.confusion(threshold: 0.5, weights: weights)
      return [
        confusion.flatMap { $0.accuracy()?.value }, confusion?.weightedF1,
        sample?.meanAbsoluteError(weights: weights), sample?.pearson(weights: weights),
      ]
    }
    var bootstrap = try PersonBootstrap(people: judged.map(\.person), resamples: resamples, seed: seed)
    bootstrap.jobs = jobs
    let values = statistics(RowWeights(repeating: 1, count: judged.count))
    let intervals = try await bootstrap.intervals(weighted: statistics)
    let estimates = zip(values, intervals).map { value, interval in
      value.map { Estimate(value: $0, interval: interval?.interval) }
    }
    return Entry(
      modalities: modalities, model: model, turns: judged.count, accuracy: estimates[0],
      weightedF1: estimates[1],
      meanAbsoluteError: estimates[2], correlation: estimates[3])
  }

  private static func fit(
    _ study: TurnStudy, _ chosen: [String], _ settings: TurnNetworkSettings, _ seed: UInt64, _ jobs: Int
  ) async throws -> (model: TurnModel, epochs: [TurnEpoch]) {
    let training = study.examples(study.training, of: Set(chosen))
    let trainer = try TurnTrainer(
      training, modalities: training[0].sequence.modalities, task: TurnTask(turnThreshold: study.threshold),
      settings: settings, seed: seed)
    let epochs = EpochBoard()
    let model = try await trainer.model(jobs: jobs) { epoch in epochs.add(epoch) }
    return (model, epochs.inOrder)
  }

  /// - Returns: `nil` unless the training features tell the training labels of people left out far better than the
  ///   same kind of model tells those of the test people.
  private static func leak(
    _ modality: String, _ study: TurnStudy, _ settings: TurnNetworkSettings, _ seed: UInt64, _ jobs: Int
  ) async throws -> Leak? {
    let model = try await fit(study, [modality], settings.withoutNetwork, seed, jobs).model
    let judged = judge(model, study.examples(study.test, of: [modality]))
    guard !judged.isEmpty else { return nil }
    let right = judged.count { ($0.outcome >= study.threshold) == ($0.probability >= 0.5) }
    var features: [Double] = []
    var labels: [Bool] = []
    var people: [String] = []
    for example in study.examples(study.training, of: [modality]) {
      for turn in example.sequence.turns {
        guard let outcome = turn.outcome, case let input?? = turn.inputs.first else { continue }
        features += input
        labels.append(outcome >= study.threshold)
        people.append(example.participant)
      }
    }
    guard !labels.isEmpty else { return nil }
    let probe = FeatureLeakProbe(
      features: Matrix(rows: labels.count, columns: features.count / labels.count, values: features),
      labels: labels, people: people, claimedAccuracy: Double(right) / Double(judged.count),
      claimedRows: study.test.count)
    return probe.flatMap { $0.isSuspicious ? Leak(modality: modality, probe: $0) : nil }
  }
}

/// Epochs of members that are trained at the same time.
private final class EpochBoard: Sendable {
  private let epochs = Mutex<[TurnEpoch]>([])

  var inOrder: [TurnEpoch] {
    epochs.withLock { $0.sorted { ($0.member, $0.epoch) < ($1.member, $1.epoch) } }
  }

  func add(_ epoch: TurnEpoch) { epochs.withLock { $0.append(epoch) } }
}

extension TurnNetworkSettings {
  /// Nothing left to choose: the middle of the usual penalties, ten epochs, nobody held out.
  package var fixedBeforehand: TurnNetworkSettings {
    var settings = self
    settings.linear.penalties = [1]
    settings.patienceEpochs = nil
    settings.greatestEpochCount = 10
    return settings
  }

  /// The ridge regression beneath the network alone.
  package var withoutNetwork: TurnNetworkSettings {
    var settings = self
    (settings.greatestEpochCount, settings.memberCount) = (0, 1)
    return settings
  }
}
