internal import SignalCore

/// What a model's weights mean: everything about it that is not a learned number.
public enum ModelStructure: Sendable, Hashable, Codable {
  case linear(LinearStructure)
  case turns(TurnStructure)
  case gated(GatedStructure)

  /// Whether its model holds values against the person's own earlier sessions where there are enough.
  public var usesOwn: Bool { if case .linear(let linear) = self { linear.usesOwn ?? false } else { false } }

  /// Whether its model reads words with voice and face, inside a `GateEncoder`.
  public var needsEncoder: Bool { if case .gated = self { true } else { false } }
}

/// The parts of a linear model besides its numbers.
public struct LinearStructure: Sendable, Hashable, Codable {
  public enum Link: String, Sendable, Hashable, Codable {
    case total, logOdds
  }
  public let link: Link
  public let inputs: InputChoice
  /// Columns it reads, in the order of their weights.
  public let columns: [InputColumn]
  /// Places among `columns` that a weight for being missing speaks for; their weights follow the columns'.
  public let indicators: [[Int]]
  /// Columns that were not used, and why.
  public let dropped: [DroppedColumn]
  /// Whether values are held against the person's own earlier sessions where there are enough; `nil` = never.
  public let usesOwn: Bool?
}

extension LinearModel {
  package var structure: LinearStructure {
    let link: LinearStructure.Link =
      switch self.link {
      case .total: .total
      case .logOdds: .logOdds
      }
    return LinearStructure(
      link: link, inputs: inputs, columns: scaling.columns.map(\.column),
      indicators: scaling.indicators.map(\.places), dropped: scaling.dropped,
      usesOwn: scaling.usesOwn ? true : nil)
  }

  /// Every learned number of the model.
  package var tensors: [ModelTensor] {
    func list(_ name: String, _ values: [Double]) -> ModelTensor { ModelTensor(name: name, list: values) }
    let ofLink =
      switch link {
      case .total(let residuals): list("residuals", residuals)
      case .logOdds(let cases, let others): list("class_totals", [cases, others])
      }
    return [
      list("weights", weights), list("means", means), list("base", [base]), list("penalty", [penalty]),
      list("columns.centre", scaling.columns.map(\.centre)),
      list("columns.spread", scaling.columns.map(\.spread)),
      list("columns.missing_share", scaling.columns.map(\.missingShare)),
      list("indicators.share", scaling.indicators.map(\.share)),
      list("winsor_limit", [scaling.winsorLimit]), ofLink,
    ]
  }

  /// Rebuilds a model from what `structure` and `tensors` give.
  init(_ structure: LinearStructure, scale: OutcomeScale, file: ModelFile, path: String)
    throws(ModelFileError)
  {
    func list(_ name: String, count: Int? = nil) throws(ModelFileError) -> [Double] {
      guard let tensor = file.tensor(name), tensor.shape.count == 1,
        count.map({ $0 == tensor.values.count }) ?? true
      else { throw .damaged(path: path, detail: "the tensor ‘\(name)’ is missing or of another length") }
      return tensor.values
    }
    let count = structure.columns.count
    let centres = try list("columns.centre", count: count)
    let spreads = try list("columns.spread", count: count)
    let shares = try list("columns.missing_share", count: count)
    let indicatorShares = try list("indicators.share", count: structure.indicators.count)
    guard spreads.allSatisfy({ $0 > 0 }), indicatorShares.allSatisfy({ $0 > 0 && $0 < 1 }),
      structure.indicators.allSatisfy({ places in
        !places.isEmpty && places.allSatisfy(structure.columns.indices.contains)
      })
    else { throw .damaged(path: path, detail: "its scaling is impossible") }
    let scaling = CohortScaling(
      columns: structure.columns.indices.map {
        ColumnScaling(
          column: structure.columns[$0], centre: centres[$0], spread: spreads[$0], missingShare: shares[$0])
      },
      indicators: zip(structure.indicators, indicatorShares).map { places, share in
        MissingIndicator(places: places, modality: structure.columns[places[0]].modality, share: share)
      }, dropped: structure.dropped, winsorLimit: try list("winsor_limit", count: 1)[0],
      usesOwn: structure.usesOwn ?? false)
    let link: LinearModel.Link
    switch structure.link {
    case .total: link = .total(residuals: try list("residuals"))
    case .logOdds:
      let totals = try list("class_totals", count: 2)
      link = .logOdds(caseTotal: totals[0], otherTotal: totals[1])
    }
    self.init(
      inputs: structure.inputs, scale: scale, scaling: scaling,
      weights: try list("weights", count: scaling.width), means: try list("means", count: scaling.width),
      base: try list("base", count: 1)[0], link: link, penalty: try list("penalty", count: 1)[0])
  }
}

extension CohortScaling {
  /// A scaling learned before.
  init(
    columns: [ColumnScaling], indicators: [MissingIndicator], dropped: [DroppedColumn], winsorLimit: Double,
    usesOwn: Bool
  ) {
    self.columns = columns
    self.indicators = indicators
    self.dropped = dropped
    self.winsorLimit = winsorLimit
    self.usesOwn = usesOwn
  }
}
