internal import Glibc

/// Random numbers that are the same on every run: xoshiro256** (Blackman & Vigna 2021, "Scrambled linear
/// pseudorandom number generators", ACM Transactions on Mathematical Software 47), its state filled by SplitMix64
/// (Steele, Lea & Flood 2014, OOPSLA).
///
/// A generator is named by a seed and a stream, so that what one part draws does not depend on how much another drew
/// before it.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable, Codable {
  private var first: UInt64
  private var second: UInt64
  private var third: UInt64
  private var fourth: UInt64

  /// - Parameters:
  ///   - stream: What the numbers are for: `dropout.0.attention`.
  ///   - step: Which repetition of it, such as the training step: a resumed run draws what an unbroken one draws.
  public init(seed: UInt64, stream: String, step: Int = 0) {
    var state = SeededGenerator.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    // FNV-1a over the stream's name.
    var name: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in stream.utf8 { name = (name ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    state = SeededGenerator.mixed(state ^ name)
    state = SeededGenerator.mixed(state ^ UInt64(bitPattern: Int64(step)) &* 0x9E37_79B9_7F4A_7C15)
    func filled(_ index: UInt64) -> UInt64 {
      SeededGenerator.mixed(state &+ index &* 0x9E37_79B9_7F4A_7C15)
    }
    (first, second, third, fourth) = (filled(1), filled(2), filled(3), filled(4))
  }

  /// SplitMix64's output function.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var value = number
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  public mutating func next() -> UInt64 {
    let product = second &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = second << 17
    third ^= first
    fourth ^= second
    second ^= third
    first ^= fourth
    third ^= shifted
    fourth = fourth << 45 | fourth >> 19
    return result
  }

  /// Evenly spread from 0 up to, not including, 1.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Standard normal; Box & Muller 1958, one number a pair so that nothing is carried over.
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - unit())).squareRoot()
    return radius * cos(2 * Double.pi * unit())
  }

  /// A whole number from 0 up to, not including, `bound`, without bias.
  /// - Precondition: `bound` is positive.
  public mutating func whole(below bound: Int) -> Int {
    precondition(bound > 0, "there is a number to draw")
    let range = UInt64(bound)
    let excess = (0 &- range) % range
    while true {
      let number = next()
      if number >= excess { return Int(number % range) }
    }
  }

  /// The numbers 0 up to `count` in random order; Fisher & Yates. The standard library's own shuffle may change
  /// between its versions.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, whole(below: last + 1)) }
    return order
  }
}
