import ClinicalAssessment
import Testing

@Suite struct ScalesScoringTests {
  @Test(
    "lowest and highest totals are the published ranges",
    arguments: [
      ("phq9", 9, 0.0, 27.0), ("phq8", 8, 0, 24), ("phq2", 2, 0, 6), ("gad7", 7, 0, 21),
      ("hamd17", 17, 0, 52),
      ("madrs", 10, 0, 60), ("bdi2", 21, 0, 63), ("qids16", 16, 0, 27), ("sds", 20, 25, 100),
    ])
  func ranges(code: String, items: Int, lowest: Double, highest: Double) throws {
    let scale = try #require(Questionnaire(named: code))
    #expect(scale.items.count == items && scale.totals == lowest...highest)
    // A form at the lowest and one at the highest points, reversed items turned round.
    let low = scale.items.map { Optional($0.isReversed ? $0.answers.upperBound : $0.answers.lowerBound) }
    let high = scale.items.map { Optional($0.isReversed ? $0.answers.lowerBound : $0.answers.upperBound) }
    #expect(try scale.score(low).total == .complete(lowest))
    #expect(try scale.score(high).total == .complete(highest))
    #expect(scale.bandScheme.bands.first?.from == lowest)
  }

  @Test(
    "bands start where their sources say",
    arguments: [
      ("phq9", [5, 10, 15, 20]), ("phq8", [5, 10, 15, 20]), ("gad7", [5, 10, 15]), ("hamd17", [8, 17, 24]),
      ("madrs", [7, 20, 35]), ("bdi2", [14, 20, 29]), ("qids16", [6, 11, 16, 21]), ("sds", [50, 60, 70]),
    ] as [(String, [Double])])
  func bands(code: String, starts: [Double]) throws {
    let scale = try #require(Questionnaire(named: code))
    #expect(scale.bandScheme.bands.dropFirst().map(\.from) == starts)
    for start in starts {
      let below = try #require(scale.score(total: start - 1))
      let at = try #require(scale.score(total: start))
      #expect(below.band != at.band)
    }
  }

  @Test("other bands are a setting: 20 points of the HAM-D are moderate by one source and severe by another")
  func otherBands() throws {
    var scale = Questionnaire.hamd17
    #expect(scale.score(total: 20)?.band?.name == "moderate")
    scale.bandScheme = try #require(scale.bandSchemes.last)
    #expect(scale.score(total: 20)?.band?.name == "severe")
  }

  @Test("items of the HAM-D have their own ranges: item 4 takes 2 but not 3, item 1 takes 4")
  func hamiltonRanges() {
    var answers = [Int?](repeating: 0, count: 17)
    answers[0] = 4
    answers[3] = 2
    #expect(throws: Never.self) { try Questionnaire.hamd17.score(answers) }
    answers[3] = 3
    #expect(
      throws: ScaleError.answerOutOfRange(
        scale: "HAM-D17", row: 12, item: 4, name: "falling asleep", lowest: 0, highest: 2)
    ) { try Questionnaire.hamd17.score(answers, row: 12) }
  }

  @Test("reversed items of the SDS: answering 1 throughout gives 10·1 + 10·4 raw, index 62.5")
  func reversed() throws {
    let result = try Questionnaire.sds.score(Array(repeating: 1, count: 20))
    #expect(result.total == .complete(62.5) && result.band?.name == "moderate")
  }

  @Test("domains of the QIDS count their worst item once")
  func domains() throws {
    // Sleep 1, 3, 2, 0 → 3; mood 2; appetite fallen 1, weight risen 2 → 2; five singles of 1; slowing 0, restless 3 → 3.
    let answers: [Int?] = [1, 3, 2, 0, 2, 1, nil, nil, 2, 1, 1, 1, 1, 1, 0, 3]
    #expect(try Questionnaire.qids16.score(answers).total == .complete(15))
  }

  @Test("one answer of each pair completes the QIDS' appetite and weight; a pair left out leaves it open")
  func pairs() throws {
    var answers: [Int?] = [0, 0, 0, 0, 0, 1, nil, 0, nil, 0, 0, 0, 0, 0, 0, 0]
    #expect(try Questionnaire.qids16.score(answers).total == .complete(1))
    answers[7] = nil
    #expect(try Questionnaire.qids16.score(answers).total == .undetermined(lower: 1, upper: 3))
    // The highest possible answer settles the domain whatever the other pair would have been.
    answers[5] = 3
    #expect(try Questionnaire.qids16.score(answers).total == .complete(3))
  }

  @Test("one or two missing PHQ-9 items are prorated, not rounded, between bounds; three give bounds alone")
  func missing() throws {
    var answers: [Int?] = [2, 2, 1, 1, 1, 1, 1, 1, nil]
    let one = try Questionnaire.phq9.score(answers)
    #expect(one.total == .prorated(11.25, lower: 10, upper: 13))
    #expect(one.missingItems == [9] && one.safety == .notAnswered && !one.isComplete)
    answers[7] = nil
    #expect(try Questionnaire.phq9.score(answers).total.value.map { abs($0 - 81.0 / 7) < 1e-12 } == true)
    answers[6] = nil
    let three = try Questionnaire.phq9.score(answers)
    #expect(three.total == .undetermined(lower: 8, upper: 17))
    #expect(three.band == nil && three.isAtOrAboveCutOff == nil)
  }

  @Test("a cut-off every completion reaches is reached, and one that none reaches is not")
  func decidedCutOff() throws {
    let high = try Questionnaire.phq9.score([3, 3, 3, 3, 3, 3, nil, nil, nil])
    #expect(high.total.value == nil && high.isAtOrAboveCutOff == true && high.band == nil)
    var scale = Questionnaire.phq9
    scale.cutOff = CutOff(atLeast: 20, source: "a stated one")
    #expect(try scale.score([3, 3, 0, 0, 0, 0, nil, nil, nil]).isAtOrAboveCutOff == false)
  }

  @Test("an empty form has no total, no band and no cut-off; scales without a rule are not prorated")
  func empty() throws {
    let result = try Questionnaire.phq9.score(Array(repeating: nil, count: 9))
    #expect(result.total == .unanswered && result.band == nil && result.isAtOrAboveCutOff == nil)
    #expect(
      try Questionnaire.gad7.score([1, 1, 1, 1, 1, 1, nil]).total == .undetermined(lower: 6, upper: 9))
    #expect(try Questionnaire.gad7.score([1, 1, 1, 1, 1, 1, nil]).band?.name == "mild")
  }

  @Test("the suicide item prompts whatever the total, from its second answer")
  func prompts() throws {
    #expect(try Questionnaire.phq9.score([0, 0, 0, 0, 0, 0, 0, 0, 1]).safety == .ask)
    #expect(try Questionnaire.phq9.score([3, 3, 3, 3, 3, 3, 3, 3, 0]).safety == .notRaised)
    #expect(try Questionnaire.phq8.score(Array(repeating: 3, count: 8)).safety == nil)
    var zung = [Int?](repeating: 1, count: 20)
    #expect(try Questionnaire.sds.score(zung).safety == .notRaised)
    zung[18] = 2
    #expect(try Questionnaire.sds.score(zung).safety == .ask)
  }

  @Test("answers a form does not offer and wrong numbers of answers are named errors")
  func refusals() {
    #expect(throws: ScaleError.itemCount(scale: "PHQ-2", row: 3, found: 1, expected: 2)) {
      try Questionnaire.phq2.score([0], row: 3)
    }
    #expect(
      throws: ScaleError.answerOutOfRange(
        scale: "PHQ-2", row: 1, item: 2, name: "mood", lowest: 0, highest: 3)
    ) { try Questionnaire.phq2.score([0, -1]) }
    #expect(Questionnaire.phq9.score(total: 27.5) == nil)
  }

  @Test("scales are found by any usual spelling, and no spelling means two of them")
  func names() {
    #expect(Questionnaire(named: "PHQ-9")?.code == "phq9")
    #expect(Questionnaire(named: " qids_SR16")?.code == "qids16")
    #expect(Questionnaire(named: "phq") == nil)
    let names = Questionnaire.all.flatMap { Set($0.plainNames) }
    #expect(Set(names).count == names.count)
  }
}
