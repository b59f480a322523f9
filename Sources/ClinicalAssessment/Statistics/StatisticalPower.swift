import RealModule

/// How likely a test finds a difference or a relation that is there, at a two-sided level.
public enum StatisticalPower {
  public static let usualLevel = 0.05

  /// Of Student's t test of two groups with a common spread: P(|T′| > t), T′ noncentral t with n₁ + n₂ − 2 degrees of
  /// freedom and noncentrality d √(n₁ n₂ / (n₁ + n₂)); Cohen 1988, "Statistical power analysis for the behavioral
  /// sciences", chapter 2.
  /// - Parameter effect: Cohen's d.
  /// - Returns: `nil` with a group below two, or a level outside 0 to 1.
  public static func differenceOfMeans(
    effect: Double, first: Int, second: Int, level: Double = usualLevel
  ) -> Double? {
    guard first >= 2, second >= 2, effect.isFinite, level > 0, level < 1 else { return nil }
    let freedom = Double(first + second - 2)
    let shift = effect * (Double(first) * Double(second) / Double(first + second)).squareRoot()
    return StudentDistribution.quantile(1 - level / 2, degreesOfFreedom: freedom).map {
      noncentralBeyond($0, shift: shift, degreesOfFreedom: freedom)
    }
  }

  /// Of the test of Pearson's r against 0 on Fisher's scale, where artanh r lies around artanh ρ + ρ/2(n − 1) and varies by
  /// 1/√(n − 3); Fisher 1921, Metron 1:3–32. Within 0.01 of the tables of Cohen 1988, chapter 3, from 20 people on.
  /// - Returns: `nil` below four people, for |r| ≥ 1, or for a level outside 0 to 1.
  public static func correlation(_ r: Double, people: Int, level: Double = usualLevel) -> Double? {
    guard people > 3, abs(r) < 1, let critical = NormalDistribution.criticalValue(coverage: 1 - level) else {
      return nil
    }
    let shift = (Double.atanh(r) + r / Double(2 * (people - 1))) * Double(people - 3).squareRoot()
    return NormalDistribution.survival(critical - shift) + NormalDistribution.survival(critical + shift)
  }

  /// P(|(Z + δ) / S| > t), S² = χ²(ν)/ν: ∫ (1 − Φ(ts − δ) + Φ(−ts − δ)) f(s) ds by Simpson's rule over all s where f, the
  /// density of S, matters.
  private static func noncentralBeyond(_ t: Double, shift: Double, degreesOfFreedom: Double) -> Double {
    let spread = 1 / (2 * degreesOfFreedom).squareRoot()
    let (low, high) = (max(0, 1 - 12 * spread), 1 + 12 * spread)
    let steps = 2000
    let width = (high - low) / Double(steps)
    // f(s) = 2 (ν/2)^(ν/2) / Γ(ν/2) · s^(ν − 1) · e^(−νs²/2)
    let half = degreesOfFreedom / 2
    let constant = Double.log(2) + half * Double.log(half) - Double.logGamma(half)
    var sum = 0.0
    for step in 0...steps {
      let s = low + Double(step) * width
      guard s > 0 || degreesOfFreedom == 1 else { continue }
      let power = degreesOfFreedom == 1 ? 0 : (degreesOfFreedom - 1) * Double.log(s)
      let density = Double.exp(constant + power - half * s * s)
      let beyond =
        NormalDistribution.survival(t * s - shift) + NormalDistribution.survival(t * s + shift)
      let weight: Double = step == 0 || step == steps ? 1 : step % 2 == 1 ? 4 : 2
      sum += weight * density * beyond
    }
    return min(max(sum * width / 3, 0), 1)
  }
}
