/// Numbers by chance that are the same on every machine: Steele, Lea & Flood 2014, "Fast splittable pseudorandom
/// number generators", OOPSLA.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// From 0 up to 1.
  var unit: Double {
    mutating get { Double(next() >> 11) / 9_007_199_254_740_992 }
  }

  /// - Precondition: There is something to pick from.
  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &self)]
  }
}
