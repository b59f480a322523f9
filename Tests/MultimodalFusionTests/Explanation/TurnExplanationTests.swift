import DenseMath
import Foundation
import MultimodalFusion
import SignalCore
import Testing

@Suite("Why a model of turns says what it says")
struct TurnExplanationTests {
  static func small() -> TurnNetworkSettings {
    var settings = TurnNetworkSettings()
    (settings.width, settings.headCount, settings.layerCount, settings.feedForwardWidth) = (8, 2, 1, 8)
    (settings.memberCount, settings.greatestEpochCount) = (2, 4)
    return settings
  }

  /// People whose first modality carries the outcome.
  static func simulation(people: Int = 80, turns: Int = 8) -> SimulationSettings {
    var simulation = SimulationSettings()
    simulation.people = people
    simulation.turns = turns
    simulation.absentModalityShare = 0
    simulation.modalities = [
      SimulatedModality(.language, measureCount: 2),
      SimulatedModality(.speech, measureCount: 2, plantedCount: 2, effect: 1.5),
      SimulatedModality(.face, measureCount: 2),
    ]
    return simulation
  }

  static let cohort = Result { try SimulatedCohort(simulation(), seed: 3).cohort }
  static let model = Result { try TurnNetworkLearner(settings: small()).fitted(try cohort.get(), seed: 1) }

  @Test("a game's shares are those worked out by hand, and sum to what it is worth")
  func handWorked() {
    // Gloves: player 0 has a left one, 1 and 2 a right one each; a pair is worth 1. Shares 2/3, 1/6, 1/6.
    let gloves = ShapleyValues(players: 3, worths: [0, 0, 0, 1, 0, 1, 0, 1]).shares
    for (share, truth) in zip(gloves, [2.0 / 3, 1.0 / 6, 1.0 / 6]) { #expect(abs(share - truth) < 1e-15) }
    var generator = SeededGenerator(seed: 1, stream: "worths")
    let worths = (0..<32).map { _ in 10 * generator.normal() }
    let shares = ShapleyValues(players: 5, worths: worths).shares
    // Each share against its definition: the mean gain over all 120 orders.
    var means = [Double](repeating: 0, count: 5)
    func walk(_ before: Int, _ weight: Double) {
      let rest = (0..<5).filter { before >> $0 & 1 == 0 }
      for player in rest {
        let after = before | 1 << player
        means[player] += weight / Double(rest.count) * (worths[after] - worths[before])
        walk(after, weight / Double(rest.count))
      }
    }
    walk(0, 1)
    // Sums of some hundred terms of about 10.
    for (share, mean) in zip(shares, means) { #expect(abs(share - mean) < 1e-12) }
    #expect(ShapleyValues(players: 0, worths: [4]).shares.isEmpty)
  }

  @Test("modalities share out the score less what the model says of nothing, whichever are missing")
  func additive() throws {
    let model = try Self.model.get()
    for (index, session) in try Self.cohort.get().sessions.prefix(8).enumerated() {
      var turns = try #require(session.turns)
      // 7 = all three, 1 to 6 = fewer, 0 is left whole.
      turns = turns.keeping { modality in
        index == 0 || index >> (model.modalities.firstIndex(of: modality) ?? 0) & 1 == 1
      }
      let explanation = try model.explanation(of: turns).get()
      let sum = explanation.modalities.reduce(explanation.base) { $0 + $1.contribution }
      #expect(abs(sum - explanation.score) < 1e-9)
      #expect(explanation.score == (try model.predict(turns).get().total))
      #expect(explanation.base == model.predictionOfNothing?.total)
      #expect(explanation.modalities.count == (index == 0 ? 3 : index.nonzeroBitCount))
    }
    let silent = try #require(try Self.cohort.get().sessions[0].turns).keeping { _ in false }
    #expect(throws: MissingReasonError.self) {
      if case .failure = model.explanation(of: silent) { throw MissingReasonError() }
    }
  }

  struct MissingReasonError: Error {}

  @Test(
    "the modality that carries the outcome takes most of the score, and its inputs have the greatest effect")
  func planted() throws {
    let model = try Self.model.get()
    let groups = model.modalities.indices.map {
      InputGroup(name: model.modalities[$0].name, modality: $0, columns: [0], measureCount: 1)
    }
    var sizes: [String: Double] = [:]
    var effects: [String: Double] = [:]
    for session in try Self.cohort.get().sessions {
      let explanation = try model.explanation(of: try #require(session.turns), groups: groups).get()
      for part in explanation.modalities { sizes[part.modality.name, default: 0] += abs(part.contribution) }
      for group in explanation.groups { effects[group.group.name, default: 0] += abs(group.effect) }
    }
    for other in ["language", "face"] {
      #expect(try #require(sizes["speech"]) > 2 * (try #require(sizes[other])))
      #expect(try #require(effects["speech"]) > 2 * (try #require(effects[other])))
    }
  }

  @Test(
    "a turn's effect is the score less the score without it; only the participant's are tried, and twice the same"
  )
  func turns() throws {
    let model = try Self.model.get()
    let turns = try #require(try Self.cohort.get().sessions[1].turns)
    let explanation = try model.explanation(of: turns).get()
    #expect(explanation == (try model.explanation(of: turns).get()))
    #expect(explanation.turns.map(\.position).sorted() == [1, 3, 5, 7] && explanation.turnCount == 4)
    let sizes = explanation.turns.map { abs($0.effect) }
    #expect(sizes == sizes.sorted(by: >))
    for turn in explanation.turns {
      var rest = turns.turns
      rest[turn.position].inputs = [nil, nil, nil]
      let without = try model.predict(TurnSequence(modalities: turns.modalities, turns: rest)).get().total
      #expect(turn.effect == explanation.score - without)
    }
    // Attention of the participant's turns is all there is.
    #expect(abs(explanation.turns.reduce(0) { $0 + $1.attention } - 1) < 1e-12)
    let correlation = try #require(explanation.attention.rankCorrelation)
    #expect(explanation.attention.turnCount == 4 && (-1...1).contains(correlation))
  }

  @Test(
    "a group at the training turns' mean has no effect left; one turn alone takes the score down to that of nothing"
  )
  func limits() throws {
    let model = try Self.model.get()
    let sequence = try #require(try Self.cohort.get().sessions[2].turns)
    var typical = sequence.turns
    for turn in typical.indices { typical[turn].inputs[1] = model.typicalInputs[1] }
    let group = InputGroup(name: "all", modality: 1, columns: [0, 1, 2, 3], measureCount: 4)
    let level = try model.explanation(
      of: TurnSequence(modalities: sequence.modalities, turns: typical), groups: [group]
    ).get()
    #expect(level.groups.map(\.effect) == [0])
    let single = TurnSequence(modalities: sequence.modalities, turns: [sequence.turns[1]])
    let explanation = try model.explanation(of: single).get()
    #expect(explanation.turns.map(\.effect) == [explanation.score - explanation.base])
    #expect(explanation.attention.rankCorrelation == nil)
  }

  @Test(
    "of a long session sixty turns are left out: thirty spread from first to last, thirty with most attention"
  )
  func long() throws {
    let model = try Self.model.get()
    let one = try #require(
      try SimulatedCohort(Self.simulation(people: 1, turns: 300), seed: 9).cohort.sessions[0].turns)
    let explanation = try model.explanation(of: one).get()
    #expect(explanation.turnCount == 150 && explanation.turns.count == TurnExplanation.greatestTurnCount)
    let chosen = Set(explanation.turns.map(\.position))
    #expect(chosen.count == 60 && chosen.contains(1) && chosen.contains(299))
    let attention = try model.attention(one).get()
    let most = attention.indices.sorted { (attention[$0] ?? 0) > (attention[$1] ?? 0) }.prefix(30)
    #expect(most.allSatisfy(chosen.contains))
    #expect(explanation.attention.turnCount == 30)
    // No stretch of the session goes unseen: thirty of 150 turns lie at most six apart, two rows a turn.
    let sorted = chosen.sorted()
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 <= 12 })
  }

  @Test(
    "measures of a turn are grouped by the first two parts of their names, each with its mark of presence")
  func groups() throws {
    let session = MeasuredSession(
      session: "s", participant: "p", values: [:],
      turns: [
        MeasuredTurn(
          number: 1, time: TimeRange(startSeconds: 0, endSeconds: 1),
          values: ["language.turn.w": 1, "speech.pitch.a": 1, "speech.pitch.b": 1, "speech.timing.c": 1])
      ])
    let groups = try #require(TurnInputs([session])).groups
    #expect(groups.map(\.name) == ["language.turn", "speech.pitch", "speech.timing"])
    #expect(groups.map(\.modality) == [0, 1, 1])
    #expect(groups.map(\.columns) == [[0, 1], [0, 1, 3, 4], [2, 5]])
    #expect(groups.map(\.measureCount) == [1, 2, 1])
  }
}
