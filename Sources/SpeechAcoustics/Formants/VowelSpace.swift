#if canImport(Glibc)
  internal import Glibc
#endif

/// How much of the F1–F2 plane a voice's vowels fill.
package enum VowelSpace {
  /// Width of a cell, spread of the kernel, and the share of the density that counts.
  private static let cellBark = 0.25
  private static let kernelBark = 0.5
  private static let share = 0.8
  /// The plane, in Bark: 0 to 20 holds every formant.
  private static let cellCount = 80

  /// Hertz on the Bark scale (Traunmüller 1990, J. Acoust. Soc. Am. 88:97–100).
  static func bark(_ hertz: Double) -> Double { 26.81 * hertz / (1960 + hertz) - 0.53 }

  /// Area of the smallest part of the plane that holds 80 % of the density of the points, in square Bark.
  ///
  /// Highest-density region (Hyndman 1996, Am. Statistician 50:120–126) of a kernel estimate: Gaussian,
  /// standard deviation ½ Bark, on cells of ¼ Bark. Stray formants lie outside it.
  /// - Returns: `nil` without a point.
  package static func areaSquareBark(pointsHz: [(Double, Double)]) -> Double? {
    guard !pointsHz.isEmpty else { return nil }
    var counts = [Double](repeating: 0, count: cellCount * cellCount)
    for (first, second) in pointsHz {
      counts[cell(first) * cellCount + cell(second)] += 1
    }
    let density = smoothed(smoothed(counts, stride: 1), stride: cellCount).sorted(by: >)
    let wanted = share * density.reduce(0, +)
    var total = 0.0
    var cells = 0
    while cells < density.count, total < wanted {
      total += density[cells]
      cells += 1
    }
    return Double(cells) * cellBark * cellBark
  }

  private static func cell(_ hertz: Double) -> Int {
    min(max(Int(bark(hertz) / cellBark), 0), cellCount - 1)
  }

  /// Convolved with the kernel along rows (stride 1) or columns.
  private static func smoothed(_ cells: [Double], stride: Int) -> [Double] {
    let spread = kernelBark / cellBark
    let reach = Int((4 * spread).rounded(.up))
    let kernel = (-reach...reach).map { exp(-0.5 * Double($0 * $0) / (spread * spread)) }
    let other = stride == 1 ? cellCount : 1
    var result = [Double](repeating: 0, count: cells.count)
    for line in 0..<cellCount {
      for place in 0..<cellCount where cells[line * other + place * stride] > 0 {
        for step in -reach...reach where (0..<cellCount).contains(place + step) {
          result[line * other + (place + step) * stride] +=
            kernel[step + reach] * cells[line * other + place * stride]
        }
      }
    }
    return result
  }
}
