import Foundation
import SpectralAnalysis
import Testing

@Suite("Splines and roots")
struct SplineAndRootsTests {
  @Test("a straight line is read exactly, and every curve passes its knots", arguments: [4, 5, 12, 13])
  func knots(count: Int) {
    let knots = (0..<count).map { log2(Double($0) + 1) }
    var atKnots = NaturalSplineResampler(knots: knots, targets: knots)
    var read = [Float](repeating: 0, count: count)
    let wave = (0..<count).map { Float(sin(3 * Double($0))) }
    atKnots.resample(wave, into: &read)
    for (value, truth) in zip(read, wave) { #expect(abs(value - truth) < 1e-6) }
    let targets = zip(knots, knots.dropFirst()).map { 0.3 * $0 + 0.7 * $1 }
    var between = NaturalSplineResampler(knots: knots, targets: targets)
    var line = [Float](repeating: 0, count: targets.count)
    between.resample(knots.map { Float(2 * $0 - 1) }, into: &line)
    for (value, target) in zip(line, targets) { #expect(abs(Double(value) - (2 * target - 1)) < 1e-5) }
  }

  @Test("three bends of equal size make the textbook spline", arguments: [0.25, 0.5, 0.75])
  func bend(place: Double) {
    // Knots 0…4, values 0 0 1 0 0. By symmetry m₁ = m₃, and 4m₁ + m₂ = 6, 2m₁ + 4m₂ = −12: m₁ = 18/7, m₂ = −30/7.
    var spline = NaturalSplineResampler(knots: [0, 1, 2, 3, 4], targets: [1 + place])
    var read: [Float] = [0]
    spline.resample([0, 0, 1, 0, 0], into: &read)
    let (a, b) = (1 - place, place)
    let truth = b + ((a * a * a - a) * 18 / 7 + (b * b * b - b) * -30 / 7) / 6
    #expect(abs(Double(read[0]) - truth) < 1e-6)
  }

  @Test("roots of a known polynomial of degree 11 are found, pairs once")
  func roots() throws {
    let pairs = [(0.95, 0.3), (0.99, 0.8), (0.7, 1.5), (0.9, 2.2), (1.2, 2.9)]
    var coefficients = [-0.4, 1.0]
    for (radius, angle) in pairs {
      let quadratic = [radius * radius, -2 * radius * cos(angle), 1]
      var product = [Double](repeating: 0, count: coefficients.count + 2)
      for (i, a) in coefficients.enumerated() {
        for (j, b) in quadratic.enumerated() { product[i + j] += a * b }
      }
      coefficients = product
    }
    var finder = PolynomialRoots(degree: 11)
    finder.solve(coefficients)
    #expect(finder.upperRoots.count == 6)
    let truths = pairs.map { ($0 * cos($1), $0 * sin($1)) } + [(0.4, 0)]
    for (real, imaginary) in truths {
      let nearest = try #require(
        finder.upperRoots.map { hypot($0.real - real, $0.imaginary - imaginary) }.min())
      #expect(nearest < 1e-9)
    }
  }

  @Test("roots at 0 and double roots are found")
  func degenerate() {
    var finder = PolynomialRoots(degree: 4)
    // z²·(z − 1)²
    finder.solve([0, 0, 1, -2, 1])
    let distances = finder.upperRoots.map {
      min(hypot($0.real, $0.imaginary), hypot($0.real - 1, $0.imaginary))
    }
    #expect(distances.allSatisfy { $0 < 1e-6 })
    #expect(finder.upperRoots.contains { $0.real > 0.5 } && finder.upperRoots.contains { $0.real == 0 })
  }

  @Test("a long spline, solved in stretches, is the one of its whole system")
  func stretches() {
    let knots = (0..<600).map { log2(Double($0) + 1.5) }
    let values = (0..<600).map { Float(sin(Double($0 * $0)) + ($0 == 300 ? 1e3 : 0)) }
    let targets = zip(knots, knots.dropFirst()).map { 0.4 * $0 + 0.6 * $1 }
    var spline = NaturalSplineResampler(knots: knots, targets: targets)
    var read = [Float](repeating: 0, count: targets.count)
    spline.resample(values, into: &read)
    let bends = Self.secondDerivatives(knots, values.map(Double.init))
    for i in targets.indices {
      let gap = knots[i + 1] - knots[i]
      let line = 0.4 * Double(values[i]) + 0.6 * Double(values[i + 1])
      let truth = line + gap * gap / 6 * ((0.064 - 0.4) * bends[i] + (0.216 - 0.6) * bends[i + 1])
      // Single precision's rounding of values up to 1000.
      #expect(abs(Double(read[i]) - truth) < 2e-4)
    }
  }

  /// Natural spline's second derivatives by Gauss's elimination from end to end, in double precision.
  private static func secondDerivatives(_ x: [Double], _ y: [Double]) -> [Double] {
    var diagonal = [Double](repeating: 1, count: x.count)
    var right = [Double](repeating: 0, count: x.count)
    for i in 1..<x.count - 1 {
      let (before, after) = (x[i] - x[i - 1], x[i + 1] - x[i])
      let share = i > 1 ? before / 6 / diagonal[i - 1] : 0
      diagonal[i] = (before + after) / 3 - share * before / 6
      right[i] = (y[i + 1] - y[i]) / after - (y[i] - y[i - 1]) / before - share * right[i - 1]
    }
    var solution = [Double](repeating: 0, count: x.count)
    for i in (1..<x.count - 1).reversed() {
      solution[i] = (right[i] - (x[i + 1] - x[i]) / 6 * solution[i + 1]) / diagonal[i]
    }
    return solution
  }
}
