/// The parts of a model of turns besides its numbers, of which there are thousands: those are tensors.
public struct TurnStructure: Sendable, Hashable, Codable {
  let modalities: [TurnModality]
  let task: TurnTask
  let totalLevels: OutcomeLevels?
  let itemLevels: [OutcomeLevels]
  let turnMean: Double
  let turnDeviation: Double
  let start: HeadStart
  let neighbourTurns: Int
  /// Sets of modalities, as bits, that have a ridge regression of the session; `nil` where sessions have no outcome.
  let sessionSets: [Int]?
  /// The same of turns.
  let turnSets: [Int]?
  let settings: TurnNetworkSettings

  /// Name of the tensor with the weights of one network of the ensemble.
  static func member(_ number: Int) -> String { "member.\(number)" }
  static let sessionPath = "path.session"
  static let turnPath = "path.turn"
  static func scaling(_ modality: Int) -> String { "scaling.\(modality)" }
}

extension TurnModel {
  package var parts: (structure: TurnStructure, tensors: [ModelTensor]) {
    let preparation = record.preparation
    let scaling = preparation.scaling
    let tensors =
      record.members.enumerated().map { ModelTensor(name: TurnStructure.member($0), list: $1) }
      + preparation.modalities.indices.flatMap { place in
        [
          ModelTensor(name: TurnStructure.scaling(place) + ".means", list: scaling.means[place]),
          ModelTensor(name: TurnStructure.scaling(place) + ".deviations", list: scaling.deviations[place]),
        ]
      }
      + (preparation.sessionPath?.tensors(TurnStructure.sessionPath) ?? [])
      + (preparation.turnPath?.tensors(TurnStructure.turnPath) ?? [])
    let structure = TurnStructure(
      modalities: preparation.modalities, task: preparation.task, totalLevels: preparation.totalLevels,
      itemLevels: preparation.itemLevels, turnMean: preparation.turnMean,
      turnDeviation: preparation.turnDeviation, start: preparation.start,
      neighbourTurns: preparation.neighbourTurns, sessionSets: preparation.sessionPath?.sets,
      turnSets: preparation.turnPath?.sets, settings: record.settings)
    return (structure, tensors)
  }

  /// Rebuilds a model from what `parts` gives.
  init(_ structure: TurnStructure, file: ModelFile, path: String) throws(ModelFileError) {
    guard (1...TurnPreparation.greatestModalityCount).contains(structure.modalities.count),
      structure.modalities.allSatisfy({ $0.width > 0 })
    else { throw .damaged(path: path, detail: "its modalities are impossible") }
    func list(_ name: String, count: Int? = nil) throws(ModelFileError) -> [Double] {
      guard let tensor = file.tensor(name), tensor.shape.count == 1,
        count.map({ $0 == tensor.values.count }) ?? true
      else { throw .damaged(path: path, detail: "the tensor ‘\(name)’ is missing or of another length") }
      return tensor.values
    }
    func read(_ sets: [Int]?, _ name: String, blocks: Int) throws(ModelFileError) -> LinearPath? {
      guard let sets else { return nil }
      var fits = [LinearPath.Fit?](repeating: nil, count: 1 << structure.modalities.count)
      for set in sets {
        guard fits.indices.contains(set), set > 0 else {
          throw .damaged(path: path, detail: "a regression is of no modalities")
        }
        let width = structure.modalities.indices.reduce(0) {
          $0 + (set >> $1 & 1 == 1 ? blocks * structure.modalities[$1].width : 0)
        }
        let ends = try list("\(name).\(set).intercept_penalty", count: 2)
        fits[set] = LinearPath.Fit(
          means: try list("\(name).\(set).means", count: width),
          factors: try list("\(name).\(set).factors", count: width),
          weights: try list("\(name).\(set).weights", count: width), intercept: ends[0], penalty: ends[1])
      }
      return LinearPath(fits: fits)
    }
    var means: [[Double]] = []
    var deviations: [[Double]] = []
    for (place, modality) in structure.modalities.enumerated() {
      means.append(try list(TurnStructure.scaling(place) + ".means", count: modality.width))
      deviations.append(try list(TurnStructure.scaling(place) + ".deviations", count: modality.width))
    }
    var members: [[Double]] = []
    while let tensor = file.tensor(TurnStructure.member(members.count)) { members.append(tensor.values) }
    let preparation = TurnPreparation(
      modalities: structure.modalities, task: structure.task,
      scaling: InputScaling(means: means, deviations: deviations), totalLevels: structure.totalLevels,
      itemLevels: structure.itemLevels, turnMean: structure.turnMean, turnDeviation: structure.turnDeviation,
      sessionPath: try read(structure.sessionSets, TurnStructure.sessionPath, blocks: 1),
      // A turn, its surroundings, and the whole session.
      turnPath: try read(structure.turnSets, TurnStructure.turnPath, blocks: 3), start: structure.start,
      neighbourTurns: structure.neighbourTurns)
    do {
      try self.init(preparation: preparation, settings: structure.settings, members: members)
    } catch { throw .damaged(path: path, detail: error.message) }
  }
}

extension LinearPath {
  /// Sets of modalities that have a regression.
  fileprivate var sets: [Int] { fits.indices.filter { fits[$0] != nil } }

  fileprivate func tensors(_ name: String) -> [ModelTensor] {
    fits.enumerated().flatMap { set, fit in
      fit.map { fit in
        [
          ModelTensor(name: "\(name).\(set).means", list: fit.means),
          ModelTensor(name: "\(name).\(set).factors", list: fit.factors),
          ModelTensor(name: "\(name).\(set).weights", list: fit.weights),
          ModelTensor(name: "\(name).\(set).intercept_penalty", list: [fit.intercept, fit.penalty]),
        ]
      } ?? []
    }
  }
}

extension ModelTensor {
  /// One dimension.
  init(name: String, list: [Double]) { self.init(name: name, shape: [list.count], values: list) }
}
