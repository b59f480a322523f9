import RealModule

/// Ten times the base-10 logarithm of every value, within 2e-5; values below the floor count as the floor.
///
/// Float's exponent, and the series of the inverse hyperbolic tangent for its mantissa
/// (Abramowitz & Stegun 4.1.27): as many values at a time as the processor has lanes.
///
/// - Precondition: The floor is a normal, positive number.
public func decibels(ofPower array: inout [Float], floor: Float) {
  var values = array.mutableSpan
  let perOctave: Float = 3.010_299_957
  let perNeper: Float = 4.342_944_819
  for i in values.indices {
    let value = max(values[i], floor)
    // Mantissa from √½ to √2.
    let shifted = value.bitPattern &- 0x3F35_04F3
    let exponent = Int32(bitPattern: shifted) >> 23
    let mantissa = Float(bitPattern: (shifted & 0x007F_FFFF) &+ 0x3F35_04F3)
    let z = (mantissa - 1) / (mantissa + 1)
    let square = z * z
    let series = 2 * z * (1 + square * (1.0 / 3 + square * (0.2 + square * (1.0 / 7))))
    values[i] = perOctave * Float(exponent) + perNeper * series
  }
}
