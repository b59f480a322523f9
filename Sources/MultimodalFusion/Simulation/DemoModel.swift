public import SignalCore

/// The model of `score --model demo`: a small network that learned from people who do not exist, to see what scoring gives
/// without a study.
///
/// It reads what any network over turns reads, so that it can be applied to any results. Severity moves the voice and
/// timing measures of the composite index alone, each in the direction its term has. `Benchmarks demo-model` makes it.
public enum DemoModel {
  /// Heads the card and every output.
  public static let about = """
    demo: made-up people. This model was trained on simulated numbers of people who do not exist. Its scores mean \
    nothing.
    """
  public static let name = "demo: made-up people"
  /// What `score --model` calls it.
  public static let option = "demo"
  /// In the installation.
  public static let folder = "Models/demo"
  public static let plantedModality = Measure.Modality.speech

  /// The people it learns from; with another seed, people like them.
  public static func study(seed: UInt64 = 1) -> SimulatedStudy.Settings {
    var settings = SimulatedStudy.Settings()
    settings.people = 300
    settings.effect = 1
    settings.planted = [plantedModality]
    settings.seed = seed
    return settings
  }

  /// Small, so that its file is: it has little to find.
  public static var learner: TurnNetworkLearner {
    var settings = TurnNetworkSettings()
    settings.width = 16
    settings.headCount = 2
    settings.layerCount = 1
    settings.feedForwardWidth = 32
    settings.greatestEpochCount = 30
    settings.patienceEpochs = 6
    settings.memberCount = 3
    return TurnNetworkLearner(settings: settings)
  }
}
