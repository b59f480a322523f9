import DenseMath
import LanguageFeatures
public import NeuralRuntime

extension TrainableLayer {
  /// Fills in a layer of the published weights.
  func read(_ file: SafetensorsFile, index: Int, into store: inout ParameterStore) throws(LanguageError) {
    let prefix = "encoder.layer.\(index)."
    func read(_ place: ParameterPlace, _ names: [String]) throws(LanguageError) {
      let shape = [place.shape[0] / names.count] + place.shape.dropFirst()
      var numbers: [Double] = []
      for name in names { numbers += try file.floats(prefix + name, shape: shape).map(Double.init) }
      store[place] = numbers[...]
    }
    func readMap(_ map: Linear, _ names: String...) throws(LanguageError) {
      try read(map.weights, names.map { $0 + ".weight" })
      try read(map.bias, names.map { $0 + ".bias" })
    }
    func readNormalisation(_ normalisation: LayerNormalisation, _ name: String) throws(LanguageError) {
      try read(normalisation.scale, [name + ".weight"])
      try read(normalisation.shift, [name + ".bias"])
    }
    try readMap(
      attention.inputs, "attention.self.query", "attention.self.key", "attention.self.value")
    try readMap(attention.output, "attention.output.dense")
    try readNormalisation(attentionNormalisation, "attention.output.LayerNorm")
    try readMap(inner, "intermediate.dense")
    try readMap(outer, "output.dense")
    try readNormalisation(outputNormalisation, "output.LayerNorm")
  }
}

/// What training made of an encoder: all that is not in the published weights.
public struct EncoderAdditions: Sendable, Hashable, Codable {
  public let settings: EncoderSettings
  /// `body` is empty unless the layers themselves were trained.
  let numbers: EncoderNumbers
  let outcomeCentres: [Double]
  let outcomeScales: [Double]
}

extension TrainableEncoder {
  public var additions: EncoderAdditions {
    EncoderAdditions(
      settings: settings, numbers: numbers, outcomeCentres: outcomeCentres, outcomeScales: outcomeScales)
  }

  /// An encoder as it was trained.
  public init(catalog: ModelCatalog, additions: EncoderAdditions) throws(WordsError) {
    let settings = additions.settings
    guard settings.gate?.isUsable ?? true, settings.outputCount > 0,
      settings.training != .gateOnly || settings.gate != nil,
      additions.outcomeCentres.count == settings.outputCount,
      additions.outcomeScales.count == settings.outputCount
    else { throw .damaged }
    if case .lowRank(let rank) = settings.training, !(1...Self.width).contains(rank) { throw .damaged }
    do { try self.init(catalog: catalog, settings: settings, seed: 0) } catch { throw .encoder(error) }
    let numbers = additions.numbers
    guard settings.training != .full || numbers.body.count == body.values.count,
      numbers.gate.count == gateParameters.values.count,
      numbers.adapters.count == adapterParameters.values.count,
      numbers.head.count == headParameters.values.count,
      [numbers.body, numbers.gate, numbers.adapters, numbers.head, additions.outcomeCentres]
        .allSatisfy({ $0.allSatisfy(\.isFinite) }),
      additions.outcomeScales.allSatisfy({ $0.isFinite && $0 > 0 })
    else { throw .damaged }
    self.numbers = numbers
    outcomeCentres = additions.outcomeCentres
    outcomeScales = additions.outcomeScales
  }

  /// The weights training changes.
  package var numbers: EncoderNumbers {
    get {
      EncoderNumbers(
        body: settings.training == .full ? body.values : [], gate: gateParameters.values,
        adapters: adapterParameters.values, head: headParameters.values)
    }
    set {
      if settings.training == .full { body.values = newValue.body }
      gateParameters.values = newValue.gate
      adapterParameters.values = newValue.adapters
      headParameters.values = newValue.head
      adapters?.merge(adapterParameters, into: &body)
    }
  }
}
