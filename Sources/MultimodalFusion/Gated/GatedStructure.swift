internal import DenseMath

/// The parts of a gated model besides the weights of its gates and networks.
public struct GatedStructure: Sendable, Hashable, Codable {
  public static let currentVersion = 1
  /// Of encoders whose layers were tuned too: a program that knows gates alone would misread them.
  public static let tunedVersion = 2

  /// Of the way gates are read; a program that reads another refuses the model.
  public let version: Int
  /// Where the gate sits, what it is given, and how far it may shift a word.
  public let gate: GateSettings
  /// `nil` where the gate alone was trained.
  public let tuning: GatedTurnLearner.Tuning?
  public let inputs: WordInputs
  public let gateCount: Int
  /// SHA-256 of the text encoder's weights.
  public let encoderSHA256: String
  public let turns: TurnStructure

  /// Name of the tensor with a part of one gate's weights.
  static func tensor(gate: Int, _ place: String) -> String { "gates.\(gate).\(place)" }
}

extension GatedTurnModel {
  package var parts: (structure: GatedStructure, tensors: [ModelTensor]) {
    let (structure, tensors) = turns.parts
    return (
      GatedStructure(
        version: tuning == .gate ? GatedStructure.currentVersion : GatedStructure.tunedVersion, gate: gate,
        tuning: tuning == .gate ? nil : tuning,
        inputs: gates.inputs,
        gateCount: gates.encoders.count, encoderSHA256: encoderSHA256, turns: structure),
      tensors
        + gates.encoders.enumerated().flatMap { number, encoder in
          [encoder.gateParameters, encoder.adapterParameters].flatMap { store in
            store.places.map { place in
              ModelTensor(
                name: GatedStructure.tensor(gate: number, place.name), shape: place.shape,
                values: Array(store[place]))
            }
          }
        }
    )
  }

  /// Rebuilds a model from what `parts` gives.
  init(
    _ structure: GatedStructure, file: ModelFile, path: String, encoder: GateEncoder
  ) throws(ModelFileError) {
    guard
      structure.version
        == (structure.tuning == nil ? GatedStructure.currentVersion : GatedStructure.tunedVersion)
    else {
      throw .unknownKind(path: path, kind: "gate \(structure.version)")
    }
    guard structure.encoderSHA256 == encoder.sha256 else { throw .otherEncoder(path: path) }
    guard structure.gate.isUsable, structure.gateCount > 0,
      structure.gate.modalities == structure.inputs.gateModalities,
      structure.inputs.modalities.allSatisfy({ $0.columns.count == $0.scaling.scales.count })
    else { throw .damaged(path: path, detail: "its gate is impossible") }
    let tuning = structure.tuning ?? .gate
    var encoders: [TrainableEncoder] = []
    for number in 0..<structure.gateCount {
      var gated = encoder.gated(structure.gate, tuning: tuning.training, seed: 0)
      func read(_ store: ParameterStore) throws(ModelFileError) -> [Double] {
        var store = store
        for place in store.places {
          let name = GatedStructure.tensor(gate: number, place.name)
          guard let tensor = file.tensor(name), tensor.shape == place.shape else {
            throw .damaged(path: path, detail: "the tensor ‘\(name)’ is missing or of another shape")
          }
          store[place] = tensor.values[...]
        }
        return store.values
      }
      var numbers = gated.numbers
      numbers.gate = try read(gated.gateParameters)
      numbers.adapters = try read(gated.adapterParameters)
      gated.numbers = numbers
      encoders.append(gated)
    }
    turns = try TurnModel(structure.turns, file: file, path: path)
    gates = WordGates(inputs: structure.inputs, encoders: encoders)
    gate = structure.gate
    self.tuning = tuning
    encoderSHA256 = structure.encoderSHA256
  }
}
