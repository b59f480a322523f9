import ClinicalAssessment
import Testing

@Suite("Statistical power")
struct StatisticsPowerTests {
  @Test(
    "the t test has the power of Cohen's table 2.3.5 (two-sided .05, groups of one size), to its two decimals",
    arguments: [
      // Cohen 1988: d, people a group, power.
      (0.2, 393, 0.80), (0.5, 64, 0.80), (0.8, 26, 0.80), (0.5, 50, 0.70), (0.5, 30, 0.47), (0.8, 20, 0.69),
      (0.2, 100, 0.29), (1.0, 17, 0.80), (0.5, 100, 0.94),
    ])
  func means(effect: Double, count: Int, published: Double) throws {
    let power = try #require(
      StatisticalPower.differenceOfMeans(effect: effect, first: count, second: count))
    #expect(abs(power - published) < 0.0101, "\(power)")
  }

  @Test("it agrees with the noncentral t distribution of SciPy to eight digits")
  func noncentral() throws {
    for (effect, first, second, expected) in PowerGolden.means {
      let power = try #require(
        StatisticalPower.differenceOfMeans(effect: effect, first: first, second: second))
      #expect(abs(power - expected) < 1e-8, "\(effect) \(first) \(second): \(power)")
    }
  }

  @Test(
    "a correlation has the power of Cohen's table 3.3.5 (two-sided .05), to its two decimals",
    arguments: [
      (0.1, 783, 0.80), (0.3, 84, 0.80), (0.5, 28, 0.80), (0.3, 50, 0.57), (0.5, 20, 0.64), (0.2, 100, 0.52),
    ])
  func correlation(r: Double, people: Int, published: Double) throws {
    let power = try #require(StatisticalPower.correlation(r, people: people))
    #expect(abs(power - published) < 0.0101, "\(power)")
  }

  @Test("without an effect the power is the level; its sign does not matter; what cannot be tested has none")
  func edges() throws {
    for people in [2, 3, 10, 500] {
      let power = try #require(StatisticalPower.differenceOfMeans(effect: 0, first: people, second: people))
      #expect(abs(power - 0.05) < 1e-9, "\(people): \(power)")
    }
    #expect(abs(try #require(StatisticalPower.correlation(0, people: 50)) - 0.05) < 1e-12)
    #expect(
      StatisticalPower.differenceOfMeans(effect: -0.5, first: 40, second: 60)
        == StatisticalPower.differenceOfMeans(effect: 0.5, first: 40, second: 60))
    #expect(StatisticalPower.differenceOfMeans(effect: 0.5, first: 1, second: 9) == nil)
    #expect(StatisticalPower.correlation(0.3, people: 3) == nil)
    #expect(StatisticalPower.correlation(1, people: 30) == nil)
  }
}
