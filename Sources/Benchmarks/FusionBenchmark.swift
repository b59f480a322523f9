import ArgumentParser
import Foundation
import LanguageFeatures
import MultimodalFusion
import NeuralRuntime
import SignalCore

struct FusionBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fusion",
    abstract:
      "Sentiment of CMU-MOSI from words, word times and voice, on the corpus's standard split by video.",
    discussion: """
      Trains on the training videos, stops by the development videos, and prints figures of these; with --test also \
      those of the test videos, with intervals over videos. Settings are to be chosen without --test.

      With --speed it times training and scoring of ridge, network and gate on made-up sessions instead.

      Example: swift run -c release Benchmarks fusion --speed
      Example: swift run -c release Benchmarks fusion ../shared/data/mosi --variant head --variant gate0-rank
      """)

  /// `gate0` sits behind the embeddings, `gate1` behind the first layer, `gate6` behind the last.
  enum Variant: String, ExpressibleByArgument, CaseIterable {
    case head
    case rank
    case full
    case gate0
    case gate1
    case gate6
    case gate0Rank = "gate0-rank"
    case gate1Rank = "gate1-rank"
    case gate0Full = "gate0-full"

    var gateDepth: Int? {
      switch self {
      case .head, .rank, .full: nil
      case .gate0, .gate0Rank, .gate0Full: 0
      case .gate1, .gate1Rank: 1
      case .gate6: 6
      }
    }

    func training(rank: Int) -> EncoderSettings.Training {
      switch self {
      case .head: .headOnly
      case .gate0, .gate1, .gate6: .gateOnly
      case .rank, .gate0Rank, .gate1Rank: .lowRank(rank: rank)
      case .full, .gate0Full: .full
      }
    }
  }

  @Argument(help: "A folder with utterances.csv, words.csv and audio.csv.")
  var folder = "../shared/data/mosi"

  @Option(help: "What is trained; repeat for several. All by default.")
  var variant: [Variant] = []

  @Option(help: "Seeds a variant.")
  var seeds = 5

  @Option(help: "Passes over the training videos at most.")
  var epochs = 3

  @Option(help: "Rank of the updates.")
  var rank = 8

  @Option(help: "The gate's greatest shift beside a piece's vector (β).")
  var shiftShare = 0.1

  @Option(help: "Share left out behind the gate in training.")
  var dropout = 0.1

  @Option(help: "Greatest rate of the gate.")
  var gateRate = 3e-4

  @Option(help: "Greatest rate of the low-rank updates.")
  var adapterRate = 1e-3

  @Option(help: "Greatest rate of the layers.")
  var bodyRate = 3e-5

  @Option(help: "Greatest rate of the head.")
  var headRate = 1e-3

  @Flag(help: "Print the figures of the test videos too.")
  var test = false

  @Flag(help: "Time training and scoring instead.")
  var speed = false

  @Option(help: "With --speed: people.")
  var people = 40

  @Option(help: "With --speed: turns of a session.")
  var turns = 60

  func run() throws {
    if speed { return print(try FusionSpeed(people: people, turns: turns).tables()) }
    let catalog = try ModelCatalog(home: Benchmarks.home)
    let corpus = try SentimentCorpus(folder: folder)
    let tokenizer = try SentenceTokenizer(catalog: catalog)
    let training = corpus.utterances.filter { $0.split == "train" }
    let heldOut = corpus.utterances.filter { $0.split == "dev" }
    let tested = corpus.utterances.filter { $0.split == "test" }
    let scaling = corpus.scaling(over: training)
    func examples(_ utterances: [SentimentCorpus.Utterance], hasGate: Bool) -> [EncoderExample] {
      utterances.map { utterance in
        let pieces = SpokenPieces(words: utterance.words.map(\.word), tokenizer: tokenizer)
        let vectors = hasGate ? [corpus.readings(of: utterance).vectors(scaling: scaling)] : []
        return EncoderExample(
          text: EncoderText(pieces, wordVectors: vectors), participant: utterance.video,
          outcomes: [utterance.sentiment])
      }
    }
    var table = MarkdownTable(
      "Trained", "Videos", "Accuracy", "Mean absolute error", "r", "Interval over videos",
      "Processor seconds a pass")
    for variant in variant.isEmpty ? Variant.allCases : variant {
      var settings = EncoderSettings(training: variant.training(rank: rank))
      if let depth = variant.gateDepth {
        var gate = GateSettings(modalities: [.init(name: "acoustic", width: scaling.vectorWidth)])
        (gate.depth, gate.shiftShare, gate.dropoutRate) = (depth, shiftShare, dropout)
        settings.gate = gate
      }
      let (learned, stopping, judged) = (
        examples(training, hasGate: settings.gate != nil), examples(heldOut, hasGate: settings.gate != nil),
        examples(tested, hasGate: settings.gate != nil)
      )
      var heldOutRuns: [[Double]] = []
      var testRuns: [[Double]] = []
      var seconds = 0.0
      var passes = 0
      // The head alone has a closed form: no seed decides anything.
      for seed in 0..<(variant == .head ? 1 : seeds) {
        var encoder = try TrainableEncoder(catalog: catalog, settings: settings, seed: UInt64(seed))
        let trainer = EncoderTrainer(settings: trainingSettings, seed: UInt64(seed))
        let run = try timed {
          try trainer.train(&encoder, on: learned, heldOut: stopping) { epoch in
            FileHandle.standardError.write(
              Data(
                String(
                  format: "%@ seed %d pass %d: %.4f training, %.4f held out\n", variant.rawValue, seed,
                  epoch.number, epoch.trainingError ?? 0, epoch.heldOutError
                ).utf8))
          }
        }
        seconds += run.seconds
        passes += max(1, run.value.count - 1)
        heldOutRuns.append(encoder.predictions(stopping.map { $0.texts[0] }).map { $0?[0] ?? 0 })
        if test { testRuns.append(encoder.predictions(judged.map { $0.texts[0] }).map { $0?[0] ?? 0 }) }
      }
      let pass = String(format: "%.0f", seconds / Double(passes))
      add(variant, "development", heldOutRuns, heldOut, pass, &table)
      if test { add(variant, "test", testRuns, tested, pass, &table) }
    }
    print(table.text)
  }

  private var trainingSettings: EncoderTrainingSettings {
    var settings = EncoderTrainingSettings()
    settings.epochs = epochs
    settings.gateRate = gateRate
    settings.adapterRate = adapterRate
    settings.bodyRate = bodyRate
    settings.headRate = headRate
    return settings
  }

  private func add(
    _ variant: Variant, _ videos: String, _ runs: [[Double]], _ utterances: [SentimentCorpus.Utterance],
    _ pass: String, _ table: inout MarkdownTable
  ) {
    let rows = Array(utterances.indices)
    let each = runs.map { SentimentScores($0, utterances, rows: rows) }
    let scores = SentimentScores(meanOf: each)
    let draws = SentimentScores.resampled(runs, utterances)
    func interval(_ value: (SentimentScores) -> Double) -> String {
      let values = draws.map(value)
      return String(format: "%.3f–%.3f", values.quantile(0.025) ?? 0, values.quantile(0.975) ?? 0)
    }
    func spread(_ value: (SentimentScores) -> Double) -> String {
      String(
        format: "%.3f (%.3f–%.3f)", value(scores), each.map(value).min() ?? 0, each.map(value).max() ?? 0)
    }
    table.add(
      variant.rawValue, videos, spread(\.accuracy), spread(\.meanAbsoluteError), spread(\.correlation),
      [interval(\.accuracy), interval(\.meanAbsoluteError), interval(\.correlation)].joined(separator: ", "),
      pass)
  }
}
