import ClinicalAssessment
import Testing

/// Truth from mpmath 1.3.0 at 40 digits: `betainc(…, regularized=True)`, `gammainc(…, regularized=True)`, `erfinv`; the
/// two with 49,999 and 50,000 degrees of freedom by its `quad` of the density.
@Suite struct StatisticsDistributionTests {
  @Test(
    "Student's two-sided tail is right to 1e-10, with 50,000 degrees of freedom too",
    arguments: [
      (0.5, 1, 0.70483276469913345), (2, 3, 0.13932596855884318), (2.5, 7.5, 0.038820258273625557),
      (-1.2, 59, 0.23493577607017659), (1.96, 50_000, 0.05000133611343099), (40, 5, 1.8411962171772954e-7),
      (0.001, 200, 0.99920311230113883), (3, 1_000, 0.0027667090442381925),
    ])
  func student(t: Double, freedom: Double, expected: Double) throws {
    let tail = try #require(StudentDistribution.twoSided(t, degreesOfFreedom: freedom))
    #expect(abs(tail - expected) <= 1e-10 * expected)
    let below = try #require(StudentDistribution.cumulative(t, degreesOfFreedom: freedom))
    #expect(near(StudentDistribution.quantile(below, degreesOfFreedom: freedom), t, 1e-9 * max(1, t * t * t)))
  }

  @Test(
    "the tail of F is right to 1e-10",
    arguments: [
      (1, 1, 1, 0.5), (3.2, 5, 15, 0.036554661466091683), (0.4, 59, 59, 0.99971541357504833),
      (1.01, 49_999, 49_999, 0.132969817041227811), (10, 2, 3.7, 0.032202437752172116),
      (100, 1, 10, 1.589553175596412e-6), (1.2, 100, 0.5, 0.71457110709162701),
      (0.01, 3, 1_000, 0.99862940472521357),
    ])
  func fisher(f: Double, numerator: Double, denominator: Double, expected: Double) throws {
    let tail = try #require(
      FisherDistribution.survival(f, numerator: numerator, denominator: denominator))
    #expect(abs(tail - expected) <= 1e-10 * expected)
    let back = FisherDistribution.quantile(1 - tail, numerator: numerator, denominator: denominator)
    #expect(near(back, f, 1e-8 * f))
  }

  @Test(
    "the tail of χ² is right to 1e-10",
    arguments: [
      (3.841458820694124, 1, 0.050000000000000058), (1, 2, 0.60653065971263342),
      (50_000, 50_000, 0.499158955639111262), (50_500, 50_000, 0.0572821920532039856),
      (30, 10, 0.00085664121077530039), (0.1, 10, 0.99999999750204866), (1e-5, 1, 0.9974768716831944),
      (900, 1_000, 0.98928276190871026),
    ])
  func chiSquare(value: Double, freedom: Double, expected: Double) throws {
    let tail = try #require(ChiSquareDistribution.survival(value, degreesOfFreedom: freedom))
    #expect(abs(tail - expected) <= 1e-10 * expected)
  }

  @Test(
    "normal quantiles are right to 1e-13, far out too",
    arguments: [
      (1e-300, -37.047096299361199), (1e-10, -6.3613409024040562), (0.001, -3.0902323061678135),
      (0.025, -1.9599639845400542), (0.3, -0.52440051270804078), (0.5, 0), (0.9, 1.2815515655446005),
      (0.999999, 4.7534243088228989),
    ])
  func normal(share: Double, expected: Double) throws {
    let z = try #require(NormalDistribution.quantile(share))
    // Near 1 the share itself has lost digits: 1e-16 of it is 2e-11 in z at 0.999999.
    #expect(near(z, expected, share > 0.99 ? 1e-10 : 1e-13 * max(1, abs(expected))))
    #expect(abs(NormalDistribution.cumulative(z) - share) <= 1e-11 * share)
  }

  @Test("a square of Student's t is F with one degree of freedom, two exponentials χ² with two")
  func relations() throws {
    for freedom in [1.0, 2, 5.5, 30, 4_000] {
      for t in [0.01, 0.7, 2, 9] {
        let student = try #require(StudentDistribution.twoSided(t, degreesOfFreedom: freedom))
        let fisher = FisherDistribution.survival(t * t, numerator: 1, denominator: freedom)
        #expect(near(fisher, student, 1e-12))
      }
    }
    #expect(
      near(StudentDistribution.cumulative(1, degreesOfFreedom: 1), 0.75, 1e-14), "Cauchy: ½ + atan(1)/π")
  }

  @Test("what is no probability or has no degrees of freedom has no quantile and no tail")
  func refused() {
    #expect(NormalDistribution.quantile(0) == nil)
    #expect(NormalDistribution.quantile(1) == nil)
    #expect(NormalDistribution.quantile(.nan) == nil)
    #expect(NormalDistribution.criticalValue(coverage: 1) == nil)
    #expect(StudentDistribution.quantile(0.9, degreesOfFreedom: 0) == nil)
    #expect(StudentDistribution.twoSided(.nan, degreesOfFreedom: 3) == nil)
    #expect(StudentDistribution.twoSided(.infinity, degreesOfFreedom: 3) == 0)
    #expect(FisherDistribution.survival(-1, numerator: 2, denominator: 2) == 1)
    #expect(FisherDistribution.quantile(0.5, numerator: .infinity, denominator: 1) == nil)
    #expect(ChiSquareDistribution.survival(1, degreesOfFreedom: -1) == nil)
  }
}
