/// Everything that is learned before the network: scaling of inputs and outcomes, the ridge regressions, and what the
/// heads say at first. All of it comes from the examples learned from.
struct TurnPreparation: Sendable, Hashable, Codable {
  let modalities: [TurnModality]
  let task: TurnTask
  let scaling: InputScaling
  let totalLevels: OutcomeLevels?
  /// Empty where no item is known.
  let itemLevels: [OutcomeLevels]
  /// Of the turns' outcomes.
  let turnMean: Double
  let turnDeviation: Double
  private(set) var sessionPath: LinearPath?
  private(set) var turnPath: LinearPath?
  private(set) var start = HeadStart()
  let neighbourTurns: Int

  /// Most modalities a model can have: there is a ridge regression for every set of them.
  static let greatestModalityCount = 5

  var outcomes: TurnOutcomes {
    TurnOutcomes(
      levelCount: totalLevels?.count, itemLevelCounts: itemLevels.map(\.count),
      turnThreshold: task.turnThreshold.map { ($0 - turnMean) / turnDeviation })
  }

  /// - Returns: The preparation and the examples that have a turn with inputs, with out-of-fold linear scores.
  static func fitted(
    _ examples: [TurnExample], modalities: [TurnModality], task: TurnTask, settings: LinearPathSettings,
    seed: UInt64
  ) throws(FusionError) -> (preparation: TurnPreparation, sessions: [PreparedSession]) {
    guard (1...greatestModalityCount).contains(modalities.count) else {
      throw .noUsableColumn(inputs: "\(modalities.count) modalities")
    }
    for example in examples where example.sequence.modalities != modalities {
      throw .valuesDoNotMatchColumns(
        session: example.participant, expected: modalities.count, found: example.sequence.modalities.count)
    }
    let known = examples.filter { example in
      (task.scale != nil && example.total != nil)
        || (task.turnThreshold != nil && example.sequence.turns.contains { $0.outcome != nil })
    }
    var preparation = try TurnPreparation(known, modalities, task, settings)
    var sessions = known.map(preparation.session).filter { !$0.turns.isEmpty }
    let people = Set(sessions.map(\.participant)).count
    guard people >= 2 else { throw .tooFewPeople(needed: 2, found: people) }
    try preparation.learn(&sessions, settings, seed)
    return (preparation, sessions)
  }

  private init(
    _ examples: [TurnExample], _ modalities: [TurnModality], _ task: TurnTask, _ settings: LinearPathSettings
  ) throws(FusionError) {
    self.modalities = modalities
    self.task = task
    neighbourTurns = settings.neighbourTurns
    scaling = InputScaling(examples.map(\.sequence), modalities: modalities)
    if let scale = task.scale {
      totalLevels = OutcomeLevels(
        minimum: scale.minimum, count: Int((scale.maximum - scale.minimum).rounded(.up)) + 1)
      guard Set(examples.compactMap(\.total)).count > 1 else { throw .oneOutcomeOnly }
      itemLevels = Self.itemLevels(examples, scale)
    } else {
      totalLevels = nil
      itemLevels = []
    }
    let outcomes = examples.flatMap { $0.sequence.turns.compactMap(\.outcome) }
    (turnMean, turnDeviation) = outcomes.meanAndDeviation
    if task.turnThreshold != nil, turnDeviation <= 0 { throw .oneOutcomeOnly }
  }

  /// A preparation fitted before.
  init(
    modalities: [TurnModality], task: TurnTask, scaling: InputScaling, totalLevels: OutcomeLevels?,
    itemLevels: [OutcomeLevels], turnMean: Double, turnDeviation: Double, sessionPath: LinearPath?,
    turnPath: LinearPath?, start: HeadStart, neighbourTurns: Int
  ) {
    self.modalities = modalities
    self.task = task
    self.scaling = scaling
    self.totalLevels = totalLevels
    self.itemLevels = itemLevels
    self.turnMean = turnMean
    self.turnDeviation = turnDeviation
    self.sessionPath = sessionPath
    self.turnPath = turnPath
    self.start = start
    self.neighbourTurns = neighbourTurns
  }

  /// The items' observed ranges; empty unless every item varies.
  private static func itemLevels(_ examples: [TurnExample], _ scale: OutcomeScale) -> [OutcomeLevels] {
    let levels = (0..<scale.itemCount).compactMap { item -> OutcomeLevels? in
      let values = examples.compactMap { $0.items.isEmpty ? nil : $0.items[item] }
      guard let least = values.min(), let greatest = values.max(), greatest - least >= 0.5 else { return nil }
      return OutcomeLevels(minimum: least, count: Int((greatest - least).rounded(.up)) + 1)
    }
    return levels.count == scale.itemCount ? levels : []
  }

  /// As the network reads it, with the fitted regressions' scores; turns without inputs are left out.
  func session(_ example: TurnExample) -> PreparedSession {
    var session = PreparedSession(
      participant: example.participant,
      turns: example.sequence.turns.enumerated().compactMap { position, turn in
        guard turn.inputs.contains(where: { $0 != nil }) else { return nil }
        return PreparedTurn(
          position: position, isParticipant: turn.isParticipant,
          inputs: turn.inputs.enumerated().map { modality, input in
            input.map { scaling.scaled($0, modality: modality) }
          },
          linearScores: [Double?](repeating: nil, count: 1 << modalities.count),
          target: turn.outcome.flatMap(target))
      },
      linearScores: [Double?](repeating: nil, count: 1 << modalities.count),
      level: example.total.flatMap { totalLevels?.level($0) },
      itemLevels: example.items.isEmpty
        ? itemLevels.map { _ in nil }
        : zip(itemLevels, example.items).map { levels, item in item.map(levels.level) })
    if let sessionPath {
      session.linearScores = sessionPath.scores(
        session.linearRow(modalityCount: modalities.count, target: nil))
    }
    if let turnPath {
      let rows = session.linearRows(modalityCount: modalities.count, neighbours: neighbourTurns)
      for (place, row) in rows.enumerated() { session.turns[place].linearScores = turnPath.scores(row) }
    }
    return session
  }

  private func target(_ outcome: Double) -> TurnTarget? {
    task.turnThreshold.map {
      TurnTarget(value: (outcome - turnMean) / turnDeviation, isPositive: outcome >= $0)
    }
  }

  /// Fits the regressions, gives the sessions their out-of-fold scores, and calibrates the heads on those.
  private mutating func learn(
    _ sessions: inout [PreparedSession], _ settings: LinearPathSettings, _ seed: UInt64
  ) throws(FusionError) {
    if totalLevels != nil {
      let (mean, deviation) = sessions.compactMap { $0.level.map(Double.init) }.meanAndDeviation
      let rows = sessions.map { session in
        session.linearRow(
          modalityCount: modalities.count,
          target: session.level.map { (Double($0) - mean) / deviation })
      }
      let (path, scores) = LinearPath.fitted(
        rows, modalityCount: modalities.count, settings: settings, seed: seed)
      sessionPath = path
      for place in sessions.indices { sessions[place].linearScores = scores[place] }
      let present = rows.map(\.presence)
      start.ordinals = ([totalLevels].compactMap { $0 } + itemLevels).enumerated().map { place, levels in
        let known = sessions.indices.compactMap { index -> (level: Int, score: Double)? in
          let level = place == 0 ? sessions[index].level : sessions[index].itemLevels[place - 1]
          return level.map { ($0, scores[index][present[index]] ?? 0) }
        }
        return HeadStart.ordinal(
          levels: known.map(\.level), scores: known.map(\.score), levelCount: levels.count)
      }
    }
    guard task.turnThreshold != nil else { return }
    let rows = sessions.map {
      $0.linearRows(modalityCount: modalities.count, neighbours: neighbourTurns)
    }
    let (path, scores) = LinearPath.fitted(
      rows.flatMap { $0 }, modalityCount: modalities.count, settings: settings, seed: seed)
    turnPath = path
    var next = 0
    var (values, leaned): ([Double], [Double]) = ([], [])
    for place in sessions.indices {
      for turn in sessions[place].turns.indices {
        sessions[place].turns[turn].linearScores = scores[next]
        if let target = sessions[place].turns[turn].target {
          values.append(target.value)
          leaned.append(scores[next][sessions[place].turns[turn].presence] ?? 0)
        }
        next += 1
      }
    }
    start.turn = HeadStart.turn(values: values, scores: leaned)
  }
}
