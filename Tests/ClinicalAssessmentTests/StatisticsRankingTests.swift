import ClinicalAssessment
import Testing

/// Hierarchical time-biased gain on the toy rankings of its authors, with the values their program gives.
@Suite struct StatisticsRankingTests {
  private static func person(
    _ id: String, _ score: Double, _ isRelevant: Bool, _ segments: [(Double, Double, Double)]
  ) -> RankedPerson {
    RankedPerson(
      id: id, score: score, isRelevant: isRelevant,
      segments: segments.enumerated().map {
        RankedSegment(
          id: "doc_\($0 + 1)", score: $1.0, stopProbability: $1.1, words: $1.2)
      })
  }

  private static let first = [
    person("user_1", 0.56, true, [(0.6, 0.2, 56), (0.4, 0.1, 194)]),
    person("user_2", 0.45, false, [(0.1, 0, 35), (0.3, 0, 14), (0.4, 0, 46)]),
    person("user_3", 0.46, true, [(0.5, 0, 35), (0.3, 0.5, 14), (0.4, 0.7, 46)]),
  ]

  private static let second = [
    person("user_1", 0.56, false, [(0.2, 0, 56), (0.6, 0, 194)]),
    person("user_2", 0.45, true, [(0.1, 0.3, 35), (0.5, 0.3, 14), (0.6, 0.1, 46)]),
    person("user_3", 0.43, true, [(0.1, 0.3, 35), (0.5, 0.3, 14), (0.6, 0.1, 46)]),
  ]

  @Test(
    "gain of both toys is the authors' program's",
    arguments: [
      (1, 3.0, 0.5248706964598764, 0.5217239318926233), (1, 5, 0.588460647126441, 0.5827130392122296),
      (1, 10, 0.7099210881142366, 0.7032973769997782), (2, 3, 0.06428104166337158, 0.06407785194702847),
      (2, 5, 0.17063498548694406, 0.169888953131207), (2, 10, 0.3878882375890544, 0.3864369224412395),
    ])
  func toys(number: Int, halfLifeSeconds: Double, gain: Double, readingAll: Double) throws {
    var measure = TimeBiasedGain()
    measure.halfLifeSeconds = halfLifeSeconds
    let result = try measure.evaluate(number == 1 ? Self.first : Self.second)
    #expect(near(result.gain, gain, 1e-12))
    #expect(near(result.gainReadingAll, readingAll, 1e-12))
  }

  @Test(
    "so it is at half-lives of 224 and 1,800 seconds",
    arguments: [
      (1, 224.0, 0.9678936652121115), (1, 1_800, 0.9833610867875269), (2, 224, 0.9428903552137615),
      (2, 1_800, 0.9801677582567362),
    ])
  func longHalfLives(number: Int, halfLifeSeconds: Double, gain: Double) throws {
    var measure = TimeBiasedGain()
    measure.halfLifeSeconds = halfLifeSeconds
    #expect(near(try measure.evaluate(number == 1 ? Self.first : Self.second).gain, gain, 1e-12))
  }

  @Test("no order of persons and segments beats the best, over all orders of both toys")
  func best() throws {
    var measure = TimeBiasedGain()
    measure.halfLifeSeconds = 10
    for toy in [Self.first, Self.second] {
      let best = try measure.evaluate(toy).bestGain
      var reached = 0.0
      for people in permutations(3) {
        for segments in permutations(3) {
          let people = toy.enumerated().map { index, person in
            var moved = person
            moved.score = Double(people[index])
            for place in moved.segments.indices {
              moved.segments[place].score = Double(segments[place])
            }
            return moved
          }
          let result = try measure.evaluate(people)
          #expect(result.bestGain == best && result.gain <= best + 1e-15)
          #expect(near(result.shareOfBest, result.gain / best, 1e-15))
          reached = max(reached, result.gain)
        }
      }
      // All three persons' segments move alike here, so the best may lie between.
      #expect(reached >= 0.98 * best)
    }
  }

  @Test("equal scores are ordered by id, so the order of the input does not matter")
  func ties() throws {
    let tied = Self.second.map { person in
      var tied = person
      tied.score = 1
      tied.segments = person.segments.map {
        var segment = $0
        segment.score = 2
        return segment
      }
      return tied
    }
    let measure = TimeBiasedGain()
    let result = try measure.evaluate(tied)
    for order in permutations(3) {
      let shuffled = order.map { index in
        var person = tied[index]
        person.segments.reverse()
        return person
      }
      #expect(try measure.evaluate(shuffled) == result)
    }
  }

  @Test("nobody to be found gives no gain and no share; the first one found counts fully")
  func closedForm() throws {
    let measure = TimeBiasedGain()
    let nobody = try measure.evaluate([Self.person("a", 1, false, [(1, 0.5, 10)])])
    #expect(nobody.gain == 0 && nobody.shareOfBest == nil)
    #expect(try measure.evaluate([]).shareOfBest == nil)
    let one = try measure.evaluate([Self.person("a", 1, true, [(1, 0.5, 10)])])
    #expect(near(one.gain, 0.64 * 0.77, 1e-15) && one.shareOfBest == 1)
    let unconvincing = try measure.evaluate([Self.person("a", 1, true, [(1, 0, 10)])])
    #expect(unconvincing.gain == 0, "no segment lets a reader recognise the person")
  }

  @Test("probabilities beyond 1, negative lengths, scores that are no numbers and no half-life are refused")
  func refused() {
    let measure = TimeBiasedGain()
    #expect(throws: AssessmentError.rankingParameter(name: "a stop probability", value: 1.5)) {
      try measure.evaluate([Self.person("a", 1, true, [(1, 1.5, 10)])])
    }
    #expect(throws: AssessmentError.rankingParameter(name: "a length in words", value: -1)) {
      try measure.evaluate([Self.person("a", 1, true, [(1, 0.5, -1)])])
    }
    #expect(throws: AssessmentError.self) { try measure.evaluate([Self.person("a", .nan, true, [])]) }
    var instant = TimeBiasedGain()
    instant.halfLifeSeconds = 0
    #expect(throws: AssessmentError.rankingParameter(name: "the half-life", value: 0)) {
      try instant.evaluate(Self.first)
    }
  }

  private func permutations(_ count: Int) -> [[Int]] {
    count == 0
      ? [[]]
      : permutations(count - 1).flatMap { rest in
        (0..<count).map { place in
          var order = rest
          order.insert(count - 1, at: place)
          return order
        }
      }
  }
}
