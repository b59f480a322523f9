import Foundation
import Interchange
import LanguageFeatures
import MultimodalFusion
import NeuralRuntime
import SignalCore

/// How long models take to train and to score, on made-up sessions.
///
/// A session's own turns are repeated until it has as many as an interview. Training is timed as the difference between
/// two lengths of it, so that what comes once is left out.
struct FusionSpeed {
  let people: Int
  let turns: Int

  private static let epochs = (few: 1, many: 3)

  private struct Learned {
    let name: String
    let model: any SessionModel
    /// Sessions × passes a second; `nil` where nothing is passed over.
    let throughput: Double?
    let fitSeconds: Double
  }

  func tables() throws -> String {
    let catalog = try ModelCatalog(home: Benchmarks.home)
    let gateEncoder = try GateEncoder(catalog: catalog)
    let (cohort, readingSeconds) = try sessions(catalog, gateEncoder)
    let learned = try models(cohort, gateEncoder)
    var training = MarkdownTable(
      "Learned from \(cohort.sessions.count) sessions of \(turns) turns", "sessions × passes a second",
      "processor seconds of a whole fit")
    for model in learned {
      training.add(
        model.name, model.throughput.map { String(format: "%.1f", $0) } ?? "closed form",
        String(format: "%.2f", model.fitSeconds))
    }
    var scoring = MarkdownTable(
      "Processor seconds a session of \(turns) turns", "score", "score and reasons")
    for model in learned {
      let (_, seconds) = timed { cohort.sessions.map(model.model.predict) }
      let (_, reasons) = timed { cohort.sessions.map { explain(model.model, $0) } }
      let count = Double(cohort.sessions.count)
      scoring.add(
        model.name, String(format: "%.4f", seconds / count),
        String(format: "%.4f", (seconds + reasons) / count))
    }
    scoring.add(
      "words and face of its turns read from the folder, for network and gate",
      String(format: "%.4f", readingSeconds / Double(cohort.sessions.count)), "")
    return training.text + "\n" + scoring.text
  }

  /// Made-up sessions with their turns, and the processor seconds it took to read words and face of as many.
  private func sessions(
    _ catalog: ModelCatalog, _ gateEncoder: GateEncoder
  ) throws -> (cohort: Cohort, readingSeconds: Double) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fusion-speed-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var settings = SimulatedStudy.Settings()
    settings.people = people
    let index = try CompositeIndex(folder: catalog.home.appending(path: "Models").path)
    let simulated = try SimulatedFolder(SimulatedStudy(settings, index: index), path: folder)
    try simulated.write { _ in }
    var results = try StoredResults(path: folder, withTurns: true)
    let encoder = try SentenceEncoder(catalog: catalog)
    let (_, seconds) = timed { results.addSignals(encoder: encoder, tokenizer: gateEncoder.tokenizer) }
    let own = results.sessions.reduce(0) { $0 + $1.measured.turns.count }
    let outcomes = try OutcomeTable(TableFile(path: simulated.assessmentsPath), scale: nil, dates: nil)
    let cohort = try results.cohort(
      assessments: outcomes.people, scale: outcomes.scale,
      turnInputs: TurnInputs(results.sessions.map(\.measured))
    ).cohort
    let long = try Cohort(
      columns: cohort.columns, interviewerColumns: cohort.interviewerColumns, scale: cohort.scale,
      sessions: cohort.sessions.compactMap(lengthened))
    return (long, seconds * Double(turns * long.sessions.count) / Double(max(own, 1)))
  }

  private func lengthened(_ session: CohortSession) -> CohortSession? {
    guard let sequence = session.turns, !sequence.turns.isEmpty, !session.spoken.isEmpty else { return nil }
    let places = (0..<turns).map { $0 % sequence.turns.count }
    var session = session
    session.turns = TurnSequence(
      modalities: sequence.modalities, turns: places.map { sequence.turns[$0] })
    session.spoken = places.map { session.spoken[$0] }
    return session
  }

  private func models(_ cohort: Cohort, _ encoder: GateEncoder) throws -> [Learned] {
    let count = Double(cohort.sessions.count)
    let passes = Double(Self.epochs.many - Self.epochs.few)
    var network = TurnNetworkSettings()
    network.patienceEpochs = nil
    func fit(_ learner: any SessionLearner) throws -> (model: any SessionModel, seconds: Double) {
      let fitted = try timed { try learner.fit(cohort, seed: 1) }
      return (fitted.value, fitted.seconds)
    }
    let ridge = try fit(RidgeLearner())
    var learned = [
      Learned(name: "ridge", model: ridge.model, throughput: nil, fitSeconds: ridge.seconds)
    ]
    func networks(_ epochs: Int) throws -> (model: any SessionModel, seconds: Double) {
      network.greatestEpochCount = epochs
      return try fit(TurnNetworkLearner(settings: network))
    }
    let (few, many) = (try networks(Self.epochs.few), try networks(Self.epochs.many))
    let usual = try fit(TurnNetworkLearner())
    learned.append(
      Learned(
        name: "network over turns, an ensemble of \(network.memberCount)", model: usual.model,
        throughput: Double(network.memberCount) * count * passes / (many.seconds - few.seconds),
        fitSeconds: usual.seconds))
    network.greatestEpochCount = 1
    let folds = 3
    func gates(_ epochs: Int) throws -> (model: any SessionModel, seconds: Double) {
      var training = GatedTurnLearner.usualTraining
      (training.epochs, training.patience) = (epochs, epochs)
      return try fit(
        GatedTurnLearner(
          encoder: encoder, position: .embeddings, network: network, training: training, folds: folds))
    }
    let (short, long) = (try gates(Self.epochs.few), try gates(Self.epochs.many))
    // Every gate learns from all folds but its own.
    learned.append(
      Learned(
        name: "words read with voice and face (gate), \(Self.epochs.many) passes", model: long.model,
        throughput: Double(folds - 1) * count * passes / (long.seconds - short.seconds),
        fitSeconds: long.seconds))
    return learned
  }

  private func explain(_ model: any SessionModel, _ session: CohortSession) {
    if let linear = model as? LinearModel { _ = linear.explain(session) }
    if let network = model as? TurnModel, let turns = session.turns { _ = network.explanation(of: turns) }
    if let gated = model as? GatedTurnModel { _ = gated.explanation(of: session) }
  }
}
