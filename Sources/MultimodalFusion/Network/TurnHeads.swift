package import DenseMath
internal import RealModule

/// Reads a session's total, its items and the turns' outcomes off the turns' vectors.
package struct TurnHeads: Sendable {
  private let width: Int
  private let sessionHead: SessionHead?
  private let turnHead: TurnHead?

  /// Total and items: each a score from the pooled turns plus the ridge regression's prediction times a slope.
  private struct SessionHead: Sendable {
    let pooling: AttentionPooling
    let scores: Linear
    let slopes: ParameterPlace
    /// The total's, then the items'.
    let ordinals: [OrdinalHead]
  }

  /// A turn's value, in standard deviations, and from it the log-odds of reaching the threshold,
  /// exp(steepness) · (value − threshold), so that value and probability cannot contradict each other.
  private struct TurnHead: Sendable {
    let value: Linear
    let slope: ParameterPlace
    let steepness: ParameterPlace
    let threshold: Double
  }

  package struct Tape: Sendable {
    fileprivate var pooling = AttentionPooling.Tape()
    fileprivate var scores = Linear.Tape()
    fileprivate var turn = Linear.Tape()
    /// Sequences × (1 + items).
    package fileprivate(set) var sessionScores: [Double] = []
    /// One a row.
    package fileprivate(set) var turnValues: [Double] = []
    package fileprivate(set) var turnOdds: [Double] = []

    /// One a row: its share in what the session's heads read.
    package var poolingWeights: [Double] { pooling.weights }
  }

  init(_ outcomes: TurnOutcomes, width: Int, in store: inout ParameterStore, seed: UInt64) {
    self.width = width
    if let levelCount = outcomes.levelCount {
      let scoreCount = 1 + outcomes.itemLevelCounts.count
      sessionHead = SessionHead(
        pooling: AttentionPooling(name: "pooling", width: width, in: &store),
        scores: Linear(
          name: "session", inputWidth: width, outputWidth: scoreCount, in: &store, seed: seed, gain: 0),
        slopes: store.add(
          name: "session.slopes", shape: [scoreCount], decays: false,
          initial: [Double](repeating: 0, count: scoreCount)),
        ordinals: ([levelCount] + outcomes.itemLevelCounts).enumerated().map { place, levels in
          OrdinalHead(name: "session.\(place)", levelCount: levels, in: &store)
        })
    } else {
      sessionHead = nil
    }
    if let threshold = outcomes.turnThreshold {
      turnHead = TurnHead(
        value: Linear(name: "turn", inputWidth: width, outputWidth: 1, in: &store, seed: seed, gain: 0),
        slope: store.add(name: "turn.slope", shape: [1], decays: false, initial: [0]),
        steepness: store.add(name: "turn.steepness", shape: [1], decays: false, initial: [0]),
        threshold: threshold)
    } else {
      turnHead = nil
    }
  }

  /// Sets the heads to say what the ridge regression says.
  func start(_ start: HeadStart, in store: inout ParameterStore) {
    if let sessionHead {
      for (place, ordinal) in start.ordinals.enumerated() {
        store.values[sessionHead.slopes.start + place] = ordinal.slope
        store.values[sessionHead.scores.bias.start + place] = ordinal.bias
        sessionHead.ordinals[place].start(thresholds: ordinal.thresholds, in: &store)
      }
    }
    if let turnHead, let turn = start.turn {
      store[turnHead.slope] = [turn.slope]
      store[turnHead.steepness] = [turn.steepness]
    }
  }

  func forward(_ hidden: [Double], _ batch: TurnBatch, _ parameters: ParameterStore, _ tape: inout Tape) {
    if let sessionHead {
      let pooled = sessionHead.pooling.forward(
        hidden, batch.layout, isPooled: batch.isPooled, parameters, &tape.pooling)
      tape.sessionScores = sessionHead.scores.forward(pooled, parameters, &tape.scores)
      lean(&tape.sessionScores, on: batch.sessionScores, sessionHead.slopes, parameters)
    }
    if let turnHead {
      tape.turnValues = turnHead.value.forward(hidden, parameters, &tape.turn)
      lean(&tape.turnValues, on: batch.turnScores, turnHead.slope, parameters)
      let steepness = Double.exp(parameters.values[turnHead.steepness.start])
      tape.turnOdds = tape.turnValues.map { steepness * ($0 - turnHead.threshold) }
    }
  }

  /// Mean negative log-likelihood of the totals, plus the same over all items, plus over the turns the mean of half
  /// the squared error and the cross-entropy.
  /// - Returns: The loss and the hidden rows' gradients; the heads' are added to `gradients`.
  func loss(
    _ batch: TurnBatch, _ tape: Tape, _ parameters: ParameterStore, _ gradients: inout [Double]
  ) -> (loss: Double, hiddenGradient: [Double]) {
    var loss = 0.0
    var hiddenGradient = [Double](repeating: 0, count: batch.bases.count * width)
    if let sessionHead {
      var slopes = [Double](repeating: 0, count: tape.sessionScores.count)
      loss += sessionLoss(sessionHead, batch, tape, parameters, &slopes, &gradients)
      leanGradient(slopes, batch.sessionScores, sessionHead.slopes, &gradients)
      let pooledGradient = sessionHead.scores.backward(slopes, tape.scores, parameters, &gradients)
      add(
        sessionHead.pooling.backward(pooledGradient, tape.pooling, parameters, &gradients),
        to: &hiddenGradient)
    }
    if let turnHead {
      var slopes = [Double](repeating: 0, count: tape.turnValues.count)
      loss += turnLoss(turnHead, batch, tape, parameters, &slopes, &gradients)
      leanGradient(slopes, batch.turnScores, turnHead.slope, &gradients)
      add(turnHead.value.backward(slopes, tape.turn, parameters, &gradients), to: &hiddenGradient)
    }
    return (loss, hiddenGradient)
  }

  /// P(level > k) of the total, then of every item, for one sequence of a batch.
  package func exceedances(_ tape: Tape, sequence: Int, _ parameters: ParameterStore) -> [[Double]] {
    guard let ordinals = sessionHead?.ordinals else { return [] }
    return ordinals.enumerated().map { place, ordinal in
      ordinal.exceedance(score: tape.sessionScores[sequence * ordinals.count + place], parameters)
    }
  }

  /// The same of a session without turns: each score is its bias alone.
  func exceedancesOfNothing(_ parameters: ParameterStore) -> [[Double]] {
    guard let sessionHead else { return [] }
    return sessionHead.ordinals.enumerated().map { place, ordinal in
      ordinal.exceedance(
        score: parameters.values[sessionHead.scores.bias.start + place], parameters)
    }
  }

  private func sessionLoss(
    _ head: SessionHead, _ batch: TurnBatch, _ tape: Tape, _ parameters: ParameterStore,
    _ slopes: inout [Double], _ gradients: inout [Double]
  ) -> Double {
    let known = batch.levels.count { $0 != nil }
    let knownItems = batch.itemLevels.reduce(0) { $0 + $1.count { $0 != nil } }
    var loss = 0.0
    for sequence in batch.levels.indices {
      for (place, level) in ([batch.levels[sequence]] + batch.itemLevels[sequence]).enumerated() {
        guard let level else { continue }
        let weight = 1 / Double(place == 0 ? known : knownItems)
        let index = sequence * head.ordinals.count + place
        let part = head.ordinals[place].loss(
          score: tape.sessionScores[index], level: level, weight: weight, parameters, &gradients)
        loss += weight * part.loss
        slopes[index] = weight * part.scoreSlope
      }
    }
    return loss
  }

  private func turnLoss(
    _ head: TurnHead, _ batch: TurnBatch, _ tape: Tape, _ parameters: ParameterStore,
    _ slopes: inout [Double], _ gradients: inout [Double]
  ) -> Double {
    let steepness = Double.exp(parameters.values[head.steepness.start])
    let weight = 1 / Double(max(batch.targets.count { $0 != nil }, 1))
    var loss = 0.0
    for (row, target) in batch.targets.enumerated() {
      guard let target else { continue }
      let distance = tape.turnValues[row] - target.value
      let odds = tape.turnOdds[row]
      loss += weight * (0.5 * distance * distance + softplus(target.isPositive ? -odds : odds))
      let oddsSlope = weight * (logistic(odds) - (target.isPositive ? 1 : 0))
      slopes[row] = weight * distance + steepness * oddsSlope
      gradients[head.steepness.start] += odds * oddsSlope
    }
    return loss
  }

  /// Adds each row's linear score times the output's slope to its outputs.
  private func lean(
    _ outputs: inout [Double], on scores: [Double], _ slopes: ParameterPlace, _ parameters: ParameterStore
  ) {
    for (row, score) in scores.enumerated() {
      for column in 0..<slopes.count {
        outputs[row * slopes.count + column] += parameters.values[slopes.start + column] * score
      }
    }
  }

  private func leanGradient(
    _ outputGradient: [Double], _ scores: [Double], _ slopes: ParameterPlace, _ gradients: inout [Double]
  ) {
    for (row, score) in scores.enumerated() {
      for column in 0..<slopes.count {
        gradients[slopes.start + column] += outputGradient[row * slopes.count + column] * score
      }
    }
  }
}
