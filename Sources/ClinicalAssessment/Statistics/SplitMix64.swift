/// Random numbers that are the same on every machine: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number
/// generators", OOPSLA: 453–472.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// - Parameter stream: Streams of one seed are independent of one another.
  package init(seed: UInt64, stream: UInt64 = 0) {
    state = Self.mixed(seed) ^ Self.mixed(stream &+ 0x632B_E59B_D9B4_E019)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// From 0 to `bound` − 1, each as likely but for one part in 2⁶⁴/bound.
  package mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
