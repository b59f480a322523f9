import SpectralAnalysis

#if canImport(Glibc)
  internal import Glibc
#endif

/// Triangular filters evenly spaced on the mel scale, 1127·ln(1 + f / 700), each with peak 1.
struct MelFilters {
  let bandCount: Int
  let centresHz: [Double]
  /// First bin of a band and its weights.
  private let firstBins: [Int]
  private let firstWeights: [Int]
  private let weights: [Float]

  init(bandCount: Int, lowestHz: Double, highestHz: Double, binHz: Double, binCount: Int) {
    self.bandCount = bandCount
    func mel(_ hertz: Double) -> Double { 1127 * log(1 + hertz / 700) }
    let lowest = mel(lowestHz)
    let step = (mel(highestHz) - lowest) / Double(bandCount + 1)
    centresHz = (1...bandCount).map { 700 * (exp((lowest + Double($0) * step) / 1127) - 1) }
    // The bins at the lower and upper edge are left out.
    let firstBin = Int((lowestHz / binHz).rounded()) + 1
    let lastBin = min(Int((highestHz / binHz).rounded()) - 1, binCount - 1)
    var firstBins: [Int] = []
    var firstWeights = [0]
    var weights: [Float] = []
    for band in 1...bandCount {
      let peak = lowest + Double(band) * step
      let inside = (firstBin...lastBin).filter { (mel(Double($0) * binHz) - peak).magnitude < step }
      firstBins.append(inside.first ?? firstBin)
      weights.append(contentsOf: inside.map { Float(1 - (mel(Double($0) * binHz) - peak).magnitude / step) })
      firstWeights.append(weights.count)
    }
    self.firstWeights = firstWeights
    self.firstBins = firstBins
    self.weights = weights
  }

  func apply(_ power: [Float], into bands: inout [Float]) {
    for band in 0..<bandCount {
      let first = firstBins[band]
      let weight = weights.span.extracting(firstWeights[band]..<firstWeights[band + 1])
      bands[band] = dotProduct(power.span.extracting(first..<first + weight.count), weight)
    }
  }
}
