internal import DenseMath

/// The parts of a gated model besides the weights of its gates and networks.
public struct GatedStructure: Sendable, Hashable, Codable {
  public static let currentVersion = 1

  /// Of the way gates are read; a program that reads another refuses the model.
  public let version: Int
  /// Where the gate sits, what it is given, and how far it may shift a word.
  public let gate: GateSettings
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
        version: GatedStructure.currentVersion, gate: gate, inputs: gates.inputs,
        gateCount: gates.encoders.count, encoderSHA256: encoderSHA256, turns: structure),
      tensors
        + gates.encoders.enumerated().flatMap { number, encoder in
          encoder.gateParameters.places.map { place in
            ModelTensor(
              name: GatedStructure.tensor(gate: number, place.name), shape: place.shape,
              values: Array(encoder.gateParameters[place]))
          }
        }
    )
  }

  /// Rebuilds a model from what `parts` gives.
  init(
    _ structure: GatedStructure, file: ModelFile, path: String, encoder: GateEncoder
  ) throws(ModelFileError) {
    guard structure.version == GatedStructure.currentVersion else {
      throw .unknownKind(path: path, kind: "gate \(structure.version)")
    }
    guard structure.encoderSHA256 == encoder.sha256 else { throw .otherEncoder(path: path) }
    guard structure.gate.isUsable, structure.gateCount > 0,
      structure.gate.modalities == structure.inputs.gateModalities,
      structure.inputs.modalities.allSatisfy({ $0.columns.count == $0.scaling.scales.count })
    else { throw .damaged(path: path, detail: "its gate is impossible") }
    var encoders: [TrainableEncoder] = []
    for number in 0..<structure.gateCount {
      var gated = encoder.gated(structure.gate, seed: 0)
      for place in gated.gateParameters.places {
        let name = GatedStructure.tensor(gate: number, place.name)
        guard let tensor = file.tensor(name), tensor.shape == place.shape else {
          throw .damaged(path: path, detail: "the tensor ‘\(name)’ is missing or of another shape")
        }
        gated.gateParameters[place] = tensor.values[...]
      }
      encoders.append(gated)
    }
    turns = try TurnModel(structure.turns, file: file, path: path)
    gates = WordGates(inputs: structure.inputs, encoders: encoders)
    gate = structure.gate
    encoderSHA256 = structure.encoderSHA256
  }
}
