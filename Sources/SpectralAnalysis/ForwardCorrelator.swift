/// Normalised forward cross-correlation of one stretch with the stretches after it, by way of the spectrum.
///
/// r(lag) = Σ x[i]·x[i + lag] / √(Σ x[i]² · Σ x[i + lag]²) with i over the first stretch
/// (Boersma 1993, eq. 4 and section 5; Praat manual, page "Sound: To Pitch (cc)…").
/// Serves one thread; allocates nothing after it is made.
public struct ForwardCorrelator: ~Copyable {
  private let stretchLength: Int
  private var first: RealTransform
  private var whole: RealTransform
  private var energies: [Double]

  /// - Parameters:
  ///   - stretchLengthSamples: Length of the stretch that is compared.
  ///   - longestLagSamples: Lags up to this one are free of the transform's wrap-around.
  public init(stretchLengthSamples: Int, longestLagSamples: Int) {
    precondition(stretchLengthSamples > 0 && longestLagSamples >= 0, "a stretch holds samples")
    stretchLength = stretchLengthSamples
    var length = 16
    while length < stretchLengthSamples + longestLagSamples { length *= 2 }
    first = RealTransform(length: length)
    whole = RealTransform(length: length)
    energies = [Double](repeating: 0, count: stretchLengthSamples + longestLagSamples + 1)
  }

  /// Correlation at lag 0, 1, … as far as `result` is long; 0 where either stretch holds no energy.
  ///
  /// - Parameter samples: The stretch and, after it, as many samples as the longest lag.
  public mutating func correlate(_ samples: [Float], into result: inout [Float]) {
    precondition(samples.count >= stretchLength + result.count - 1, "every lag has its samples")
    precondition(samples.count < energies.count, "no more lags than the correlator was made for")
    first.forward(samples.span.extracting(0..<stretchLength))
    whole.forward(samples.span)
    whole.multiplyByConjugate(of: first)
    var target = result.mutableSpan
    whole.inverse(into: &target)

    for i in samples.indices {
      energies[i + 1] = energies[i] + Double(samples[i]) * Double(samples[i])
    }
    let own = energies[stretchLength]
    let scale = 1 / Double(whole.length)
    for lag in result.indices {
      let product = own * max(energies[lag + stretchLength] - energies[lag], 0)
      result[lag] = product > 0 ? Float(scale * Double(result[lag]) / product.squareRoot()) : 0
    }
  }
}
