#if canImport(Glibc)
  internal import Glibc
#endif

/// Second-order Butterworth high-pass, by bilinear transform (Oppenheim & Schafer, section 7.1), fed sample by
/// sample: 12 dB an octave below the corner, where it takes 3 dB.
public struct HighPass: Sendable {
  private let gain: Double
  private let feedback1: Double
  private let feedback2: Double
  private var memory1 = 0.0
  private var memory2 = 0.0

  /// - Precondition: The corner lies between 0 and half the sample rate.
  public init(cornerHz: Double, sampleRateHz: Double) {
    precondition(cornerHz > 0 && cornerHz < sampleRateHz / 2, "a corner lies below half the sample rate")
    let k = tan(.pi * cornerHz / sampleRateHz)
    let root = 2.0.squareRoot()
    gain = 1 / (1 + root * k + k * k)
    feedback1 = 2 * (k * k - 1) * gain
    feedback2 = (1 - root * k + k * k) * gain
  }

  public mutating func next(_ input: Float) -> Float {
    let x = Double(input)
    let y = gain * x + memory1
    memory1 = -2 * gain * x - feedback1 * y + memory2
    memory2 = gain * x - feedback2 * y
    // Denormal numbers, to which the memory decays in digital silence, are a hundred times slower.
    if memory1.magnitude < 1e-30 && memory2.magnitude < 1e-30 {
      memory1 = 0
      memory2 = 0
    }
    return Float(y)
  }
}
