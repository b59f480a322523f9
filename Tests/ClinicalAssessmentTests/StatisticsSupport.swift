import ClinicalAssessment
import DenseMath

/// Whether a value is there and no further from another than allowed.
func near(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
  guard let value, value.isFinite else { return false }
  return abs(value - expected) <= tolerance
}

/// Numbers by chance, the same on every machine.
struct Chance {
  var bits: SeededGenerator

  init(_ seed: UInt64) { bits = SeededGenerator(seed: seed, stream: "test") }

  /// Above 0 and below 1.
  mutating func unit() -> Double { (Double(bits.next() >> 12) + 0.5) / 4_503_599_627_370_496 }

  mutating func normal() -> Double { NormalDistribution.quantile(unit()) ?? 0 }

  mutating func units(_ count: Int) -> [Double] { (0..<count).map { _ in unit() } }

  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

  /// Whole numbers from 0 up to the bound, ties and all.
  mutating func levels(_ count: Int, below bound: Int) -> [Double] {
    (0..<count).map { _ in Double(bits.whole(below: bound)) }
  }

  mutating func labels(_ count: Int) -> [Bool] { (0..<count).map { _ in unit() < 0.3 } }
}

/// Rows written as often as their weight says.
func repeated<Row>(_ rows: [Row], _ weights: [Double]) -> [Row] {
  zip(rows, weights).flatMap { repeatElement($0, count: Int($1)) }
}
