#if canImport(Glibc)
  internal import Glibc
#endif

/// Chooses one pitch candidate or none for every frame, by the set's own shortest path with its peculiar costs.
///
/// A decision leaves as soon as all seven surviving paths agree on it. Once 40 wait without agreement the oldest goes
/// along the cheapest path, and from then on, by black-box trial, one a frame does, agreed or not: 39 keep waiting.
struct CompatPitchPath {
  static let unvoiced = SubharmonicSummation.candidateCount
  static let longestWait = 39
  private static let stateCount = SubharmonicSummation.candidateCount + 1
  private static let capacity = longestWait + 1
  private static let voicingThreshold = Double(Float(0.7))

  private var costs = [Double](repeating: 0, count: stateCount)
  private var nextCosts = [Double](repeating: 0, count: stateCount)
  /// The undecided part of the path that ends in each state, `capacity` places each.
  private var paths = [UInt8](repeating: 0, count: stateCount * capacity)
  private var nextPaths = [UInt8](repeating: 0, count: stateCount * capacity)
  private var waiting = 0
  private var hasStarted = false
  private var hasForced = false
  private var previousLogarithms = [Double](repeating: -.infinity, count: stateCount)
  private var logarithms = [Double](repeating: -.infinity, count: stateCount)
  /// Last step between two voiced states that was looked at, in whatever path: the set keeps one for all.
  private var lastStep = 1.0
  /// Decisions, oldest first, since they were last cleared: a candidate's place, or `unvoiced`.
  private(set) var decisions: [UInt8] = []

  mutating func clearDecisions() { decisions.removeAll(keepingCapacity: true) }

  mutating func append(frequenciesHz: [Double], voicing: [Double]) {
    let anyVoiced = voicing.contains { $0 >= Self.voicingThreshold }
    for state in 0..<Self.stateCount {
      let isVoiced = state != Self.unvoiced
      logarithms[state] = isVoiced && frequenciesHz[state] > 0 ? log(frequenciesHz[state]) : -.infinity
      let local =
        isVoiced
        ? Self.localCost(frequencyHz: frequenciesHz[state], voicing: voicing[state]) : (anyVoiced ? 8 : 0)
      guard hasStarted else {
        nextCosts[state] = local
        continue
      }
      var best = 0
      var bestCost = Double.infinity
      for previous in 0..<Self.stateCount {
        let cost = transition(from: previous, to: state) + costs[previous]
        if cost < bestCost {
          bestCost = cost
          best = previous
        }
      }
      nextCosts[state] = bestCost + local
      for i in 0..<waiting { nextPaths[state * Self.capacity + i] = paths[best * Self.capacity + i] }
    }
    for state in 0..<Self.stateCount { nextPaths[state * Self.capacity + waiting] = UInt8(state) }
    waiting += 1
    hasStarted = true
    swap(&costs, &nextCosts)
    swap(&paths, &nextPaths)
    swap(&previousLogarithms, &logarithms)
    if waiting > Self.longestWait {
      hasForced = true
      decide(1, along: cheapest)
    } else if !hasForced {
      decideAgreed()
    }
  }

  /// Decides all that wait, along the cheapest path.
  mutating func finish() { decide(waiting, along: cheapest) }

  private var cheapest: Int {
    var best = 0
    for state in 1..<Self.stateCount where costs[state] < costs[best] { best = state }
    return best
  }

  private mutating func decideAgreed() {
    var agreed = 0
    while agreed < waiting {
      let choice = paths[agreed]
      for state in 1..<Self.stateCount where paths[state * Self.capacity + agreed] != choice {
        decide(agreed, along: 0)
        return
      }
      agreed += 1
    }
    decide(agreed, along: 0)
  }

  private mutating func decide(_ count: Int, along state: Int) {
    guard count > 0 else { return }
    for i in 0..<count { decisions.append(paths[state * Self.capacity + i]) }
    waiting -= count
    for state in 0..<Self.stateCount {
      let base = state * Self.capacity
      for i in 0..<waiting { paths[base + i] = paths[base + i + count] }
    }
  }

  private mutating func transition(from previous: Int, to state: Int) -> Double {
    switch (previous == Self.unvoiced, state == Self.unvoiced) {
    case (true, true): return 1
    case (true, false), (false, true):
      lastStep = 0
      return 10
    case (false, false):
      let before = previousLogarithms[previous]
      let now = logarithms[state]
      guard before.isFinite, now.isFinite else { return 999 }
      let step = now - before
      let cost = 10 * step.magnitude + 10 * (step - lastStep).magnitude
      lastStep = step
      return cost
    }
  }

  private static func localCost(frequencyHz f: Double, voicing: Double) -> Double {
    let likelihood = -log(min(max(voicing, 0.01), 1)) + (voicing < voicingThreshold ? 4 : 0)
    let range =
      switch f {
      case ...0: 2.0
      case ..<100: 1 - f / 100
      case ..<350: 0.0
      case ..<600: (f - 350) / 250
      default: 1.2
      }
    return 2 * likelihood + range
  }
}
