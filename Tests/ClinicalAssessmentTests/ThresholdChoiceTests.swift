import ClinicalAssessment
import Testing

/// Studies of scores drawn as normal numbers, an outcome that follows them, and a threshold from elsewhere or from
/// the very rows it is judged on.
@Suite("Thresholds chosen on the rows they are judged on")
struct ThresholdChoiceTests {
  /// SplitMix64 (Steele, Lea & Flood 2014), and normal numbers by Box & Muller 1958 without their logarithm: the sum of
  /// twelve uniform ones.
  private struct Draws {
    var state: UInt64

    mutating func uniform() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((value ^ (value >> 31)) >> 11) / 9_007_199_254_740_992
    }

    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }

    mutating func study(people: Int) -> (labels: [Bool], scores: [Double]) {
      let scores = (0..<people).map { _ in normal() }
      return (scores.map { $0 + 0.7 * normal() > 0.8 }, scores)
    }
  }

  /// The middle of the first best gap by the sum of sensitivity and specificity, searched the plain way.
  private static func best(_ study: (labels: [Bool], scores: [Double])) -> Double? {
    let sorted = study.scores.sorted()
    let cases = study.labels.count { $0 }
    let others = study.labels.count - cases
    var best: (gain: Double, threshold: Double)?
    for (lower, upper) in zip(sorted, sorted.dropFirst()) where lower < upper {
      let middle = (lower + upper) / 2
      let hits = zip(study.labels, study.scores).count { $0 && $1 >= middle }
      let alarms = zip(study.labels, study.scores).count { !$0 && $1 >= middle }
      let gain = Double(hits) / Double(cases) - Double(alarms) / Double(others)
      if gain > best?.gain ?? -1 { best = (gain, middle) }
    }
    return best?.threshold
  }

  @Test(
    "a threshold from elsewhere is accused in 5 % of studies at most, one searched on the rows always",
    arguments: [20, 40, 80, 160])
  func errorRates(people: Int) throws {
    var draws = Draws(state: UInt64(people))
    var studies = 0
    var accused = ["the population’s own": 0, "two decimals": 0, "of another sample": 0]
    var found = 0
    for _ in 0..<400 {
      let study = draws.study(people: people)
      let another = draws.study(people: people)
      guard let choice = ThresholdChoice(labels: study.labels, scores: study.scores),
        let own = Self.best(study), let other = Self.best(another), other.isFinite
      else { continue }
      studies += 1
      func isAccused(_ threshold: Double) -> Bool {
        if case .chosenHere = choice.verdict(on: threshold) { true } else { false }
      }
      if isAccused(0.8) { accused["the population’s own", default: 0] += 1 }
      let rough = ((0.8 + 0.1 * draws.normal()) * 100).rounded() / 100
      if isAccused(rough) { accused["two decimals", default: 0] += 1 }
      if isAccused(other) { accused["of another sample", default: 0] += 1 }
      if isAccused(own) { found += 1 }
    }
    #expect(studies > 380)
    // 5 % and three standard errors of 400 studies.
    for (kind, count) in accused { #expect(Double(count) / Double(studies) <= 0.083, "\(kind)") }
    let all = accused.values.reduce(0, +)
    #expect(Double(all) / Double(3 * studies) <= 0.05)
    #expect(Double(found) / Double(studies) > 0.97)
  }

  @Test("one class, or one score, makes no threshold better than another")
  func none() {
    #expect(ThresholdChoice(labels: [true, true], scores: [1, 2]) == nil)
    #expect(ThresholdChoice(labels: [true, false], scores: [1, 1]) == nil)
    let clear = ThresholdChoice(labels: [false, false, true, true], scores: [1, 2, 3, 4])
    #expect(clear?.verdict(on: 1.5) == .notBest)
    guard case .mayBeChance = clear?.verdict(on: 2.5) else {
      Issue.record("four people tell nothing")
      return
    }
  }
}
