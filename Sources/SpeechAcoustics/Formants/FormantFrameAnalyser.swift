#if canImport(Glibc)
  internal import Glibc
#endif

import SpectralAnalysis

/// One resonance in one frame.
struct Formant: Sendable, Hashable {
  var frequencyHz: Double
  /// Where its power has fallen to half, from side to side.
  var bandwidthHz: Double
}

/// Finds the formants of single frames. Serves one thread; allocates nothing per frame.
struct FormantFrameAnalyser: ~Copyable {
  let windowSamples: Int
  /// Samples wanted before a frame's first.
  let leadSamples: Int
  private let sampleRateHz: Double
  private let isWeighted: Bool
  private let window: [Float]
  private var burg: BurgPredictor
  private var weighted: WeightedPredictor
  private var roots: PolynomialRoots
  private var polynomial: [Double]
  private var frame: [Float]
  /// Of the frame last analysed, by rising frequency.
  private(set) var formants: [Formant] = []

  init(settings: FormantSettings, sampleRateHz: Int) {
    self.sampleRateHz = Double(sampleRateHz)
    let order = 2 * settings.count
    windowSamples = Int((2 * settings.windowSeconds * Double(sampleRateHz)).rounded())
    window = Windows.gaussian(count: windowSamples)
    let energySeconds: Double
    switch settings.prediction {
    case .burg: (isWeighted, energySeconds) = (false, 0)
    case .energyWeighted(let seconds): (isWeighted, energySeconds) = (true, seconds)
    }
    burg = BurgPredictor(order: order, frameLengthSamples: windowSamples)
    // The window multiplies squared errors there, and samples in Burg's method.
    weighted = WeightedPredictor(
      order: order, window: window.map { $0 * $0 },
      energyLengthSamples: max(1, Int((energySeconds * Double(sampleRateHz)).rounded())))
    leadSamples = isWeighted ? weighted.leadSamples : 0
    roots = PolynomialRoots(degree: order)
    polynomial = [Double](repeating: 0, count: order + 1)
    frame = [Float](repeating: 0, count: windowSamples)
    formants.reserveCapacity(settings.count)
  }

  /// - Parameter from: Index of the window's first sample; `leadSamples` come before it.
  /// - Returns: `false` for a frame without energy.
  mutating func analyse(_ samples: Span<Float>, from: Int) -> Bool {
    formants.removeAll(keepingCapacity: true)
    let isFound: Bool
    if isWeighted {
      isFound = weighted.predict(samples.extracting(from - leadSamples..<from + windowSamples))
    } else {
      for i in 0..<windowSamples { frame[i] = samples[from + i] * window[i] }
      isFound = burg.predict(frame)
    }
    guard isFound else { return false }
    let order = polynomial.count - 1
    for i in 0...order {
      polynomial[order - i] = isWeighted ? weighted.coefficients[i] : burg.coefficients[i]
    }
    roots.solve(polynomial)
    for root in roots.upperRoots { add(root) }
    return true
  }

  /// Takes a pole for a formant if it lies in the band, in its place by frequency.
  private mutating func add(_ pole: ComplexRoot) {
    guard pole.imaginary > 0 else { return }
    let frequency = atan2(pole.imaginary, pole.real) * sampleRateHz / (2 * .pi)
    let margin = FormantTracker.marginHz
    guard frequency >= margin, frequency <= sampleRateHz / 2 - margin else { return }
    // |log r| is the same for a pole outside the unit circle and its mirror image inside.
    let logarithm = log(pole.real * pole.real + pole.imaginary * pole.imaginary) / 2
    let formant = Formant(
      frequencyHz: frequency, bandwidthHz: logarithm.magnitude * sampleRateHz / .pi)
    let place = formants.firstIndex { $0.frequencyHz > frequency } ?? formants.count
    formants.insert(formant, at: place)
  }
}
