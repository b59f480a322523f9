/// Power of two-sided t tests at .05: Cohen's d, people of both groups, power.
///
/// SciPy 1.17.1: t = stats.t.ppf(.975, n); stats.nct.sf(t, n, s) + stats.nct.cdf(-t, n, s), n = n1 + n2 − 2,
/// s = d·sqrt(n1·n2/(n1 + n2)).
enum PowerGolden {
  static let means: [(effect: Double, first: Int, second: Int, power: Double)] = [
    (0.5, 64, 64, 0.8014595579222541),
    (0.5, 21, 39, 0.4431155158452513),
    (0.2, 393, 393, 0.7995942411619145),
    (0.8, 2, 2, 0.07918238751785191),
    (1.5, 2, 3, 0.21385785890189182),
    (0.3, 10, 90, 0.14476650378848818),
    (0.0, 2, 2, 0.05000000000000004),
    (3, 15, 15, 0.9999999986908902),
    (0.5, 700, 1300, 1.0),
  ]
}
