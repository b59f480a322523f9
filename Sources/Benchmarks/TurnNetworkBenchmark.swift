import ArgumentParser
import Foundation
import MultimodalFusion

struct TurnNetworkBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "turns",
    abstract: "The network over turns on CMU-MOSI, beside the ridge regression beneath it.",
    discussion: """
      Text and video features were made by networks fitted to the training half's labels, so nothing is chosen there: \
      all settings of the split are fixed beforehand. Inside the test half, penalties and epochs are chosen by people \
      held out of each fold's training part.

      Example: swift run -c release Benchmarks turns ../shared/data/mosi --seeds 5
      """)

  @Argument(help: "Folder with utterances.csv, text.csv, audio.csv and video.csv.")
  var folder = "../shared/data/mosi"

  @Option(help: "Seeds of the split, at least 1, each a fit of its own.")
  var seeds = 5

  @Option(help: "Seeds of the ten folds; 0 leaves the folds out.")
  var foldSeeds = 1

  func validate() throws {
    guard seeds >= 1, foldSeeds >= 0 else {
      throw ValidationError("--seeds takes at least 1, --fold-seeds at least 0.")
    }
  }

  func run() throws {
    let data = try SentimentUtterances(folder: URL(filePath: folder))
    print(try split(data))
    if foldSeeds > 0 { print(try folds(data)) }
  }

  private func split(_ data: SentimentUtterances) throws -> String {
    let learned = data.videos.filter(\.isTraining)
    let judged = data.videos.filter { !$0.isTraining }
    var table = MarkdownTable(
      "Training half to test half", "model", "accuracy", "mean absolute error", "correlation", "s an epoch",
      "ms a session")
    for inputs in Self.inputs {
      for isLinear in [true, false] {
        // Text features know the training labels, so nothing can be chosen there.
        var settings = TurnNetworkSettings().fixedBeforehand
        if isLinear { settings = settings.withoutNetwork }
        var scores: [TurnScores] = []
        var (training, inference) = (0.0, 0.0)
        for seed in 0..<(isLinear ? 1 : seeds) {
          let trainer = try TurnTrainer(
            data.examples(learned, inputs), modalities: data.sequence(judged[0], inputs).modalities,
            task: TurnTask(turnThreshold: 0), settings: settings, seed: UInt64(seed))
          let (model, seconds) = try timed { try trainer.model() }
          training += seconds / Double(max(settings.greatestEpochCount * settings.memberCount, 1))
          let (score, judging) = timed { TurnScores(model, judged.map { data.sequence($0, inputs) }) }
          inference += judging / Double(judged.count)
          scores.append(score)
        }
        table.add(
          [inputs.joined(separator: " + "), isLinear ? "ridge" : "network"] + TurnScores.cells(scores)
            + [
              isLinear ? "" : String(format: "%.3f", training / Double(seeds)),
              String(format: "%.1f", 1e3 * inference / Double(scores.count)),
            ])
      }
    }
    return table.text
  }

  private func folds(_ data: SentimentUtterances) throws -> String {
    let videos = data.videos.filter { !$0.isTraining }
    var table = MarkdownTable(
      "Ten folds of people inside the test half", "model", "accuracy", "mean absolute error", "correlation")
    for inputs in [["text"], ["text", "audio", "video"]] {
      for isLinear in [true, false] {
        let settings = isLinear ? TurnNetworkSettings().withoutNetwork : TurnNetworkSettings()
        var scores: [TurnScores] = []
        for seed in 0..<foldSeeds {
          var pooled = TurnScores()
          for fold in 0..<10 {
            let isJudged = videos.indices.map { ($0 * 7 + seed) % 10 == fold }
            let learned = videos.indices.filter { !isJudged[$0] }.map { videos[$0] }
            let judged = videos.indices.filter { isJudged[$0] }.map { videos[$0] }
            let model = try TurnTrainer(
              data.examples(learned, inputs), modalities: data.sequence(videos[0], inputs).modalities,
              task: TurnTask(turnThreshold: 0), settings: settings, seed: UInt64(seed)
            ).model()
            pooled.add(model, judged.map { data.sequence($0, inputs) })
          }
          scores.append(pooled)
        }
        table.add(
          [inputs.joined(separator: " + "), isLinear ? "ridge" : "network"] + TurnScores.cells(scores))
      }
    }
    return table.text
  }

  private static let inputs = [
    ["text"], ["audio"], ["video"], ["text", "audio"], ["text", "audio", "video"],
  ]
}

/// Judged turns and what was predicted of them.
struct TurnScores {
  private var truths: [Double] = []
  private var predictions: [TurnPrediction] = []

  init() {}

  init(_ model: TurnModel, _ sequences: [TurnSequence]) { add(model, sequences) }

  mutating func add(_ model: TurnModel, _ sequences: [TurnSequence]) {
    for sequence in sequences {
      guard case .success(let turns) = model.turnPredictions(sequence) else { continue }
      for (turn, prediction) in zip(sequence.turns, turns) {
        guard let truth = turn.outcome, let prediction else { continue }
        truths.append(truth)
        predictions.append(prediction)
      }
    }
  }

  private var accuracy: Double {
    Double(zip(truths, predictions).count { ($0 >= 0) == ($1.probability >= 0.5) }) / Double(truths.count)
  }

  private var meanAbsoluteError: Double {
    zip(truths, predictions).reduce(0) { $0 + abs($1.0 - $1.1.value) } / Double(truths.count)
  }

  private var correlation: Double {
    let count = Double(truths.count)
    let means = (truths.reduce(0, +) / count, predictions.reduce(0) { $0 + $1.value } / count)
    var (products, first, second) = (0.0, 0.0, 0.0)
    for (truth, prediction) in zip(truths, predictions) {
      let (left, right) = (truth - means.0, prediction.value - means.1)
      products += left * right
      first += left * left
      second += right * right
    }
    return products / (first * second).squareRoot()
  }

  /// Mean and, of several, the standard deviation over the seeds.
  static func cells(_ scores: [TurnScores]) -> [String] {
    [\TurnScores.accuracy, \.meanAbsoluteError, \.correlation].map { measure in
      let values = scores.map { $0[keyPath: measure] }
      let mean = values.reduce(0, +) / Double(values.count)
      guard values.count > 1 else { return String(format: "%.3f", mean) }
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return String(format: "%.3f ± %.3f", mean, (squares / Double(values.count - 1)).squareRoot())
    }
  }
}
