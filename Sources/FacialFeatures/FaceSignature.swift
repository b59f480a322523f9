import Foundation
import SignalCore

/// What a person looks like, compactly: colours of cheeks, hair and upper body.
///
/// Sums over pictures, so that two signatures of one person add up to one. Colours are histograms of luma
/// relative to the cheeks and of the ratios of red and blue to green, which brightness does not change. No
/// network for recognising faces is used: the signature tells people of one session apart, and nobody
/// anywhere else.
package struct FaceSignature: Sendable, Hashable {
  package enum Area: Int, CaseIterable, Sendable { case cheeks, hair, body }

  package static let binCount = Scale.luma.count * Scale.ratio.count * Scale.ratio.count

  /// Pictures that showed each area.
  private var areaWeights = SIMD4<Double>.zero
  /// One histogram after the other, each adding up to its area's weight.
  private var histograms = [Float](repeating: 0, count: Area.allCases.count * binCount)

  package init() {}

  package mutating func add(_ other: FaceSignature) {
    areaWeights += other.areaWeights
    for index in histograms.indices { histograms[index] += other.histograms[index] }
  }

  /// Adds one picture's view of an area.
  /// - Parameters:
  ///   - colours: Red, green, blue, 0…255.
  ///   - cheekLuma: Mean luma of the cheeks, 0…1.
  package mutating func add(_ colours: [SIMD3<Float>], of area: Area, cheekLuma: Float) {
    guard !colours.isEmpty else { return }
    areaWeights[area.rawValue] += 1
    let start = area.rawValue * Self.binCount
    let share = 1 / Float(colours.count)
    for colour in colours {
      // A little grey keeps the ratios of nearly black pixels from being noise.
      let red = colour.x + 8
      let green = colour.y + 8
      let blue = colour.z + 8
      let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
      let level = Scale.luma.place(luma / (255 * cheekLuma + 8))
      let first = Scale.ratio.place(red / green)
      let second = Scale.ratio.place(blue / green)
      for corner in 0..<8 {
        let (l, r, b) = (corner & 1, corner >> 1 & 1, corner >> 2)
        let bin =
          ((level.bin + l) * Scale.ratio.count + first.bin + r) * Scale.ratio.count + second.bin + b
        let weight = level.weight(l) * first.weight(r) * second.weight(b)
        histograms[start + bin] += share * weight
      }
    }
  }

  /// Difference of an area's colours, 0 (the same) to 1 (none in common).
  ///
  /// √(1 − Σ√(p q)), the distance of Comaniciu, Ramesh & Meer 2003, IEEE TPAMI 25:564–577, section 3.
  /// - Returns: `nil` when the area was not seen in both.
  package func distance(to other: FaceSignature, in area: Area) -> Double? {
    let mine = areaWeights[area.rawValue]
    let theirs = other.areaWeights[area.rawValue]
    guard mine > 0, theirs > 0 else { return nil }
    var shared = 0.0
    for bin in area.rawValue * Self.binCount..<(area.rawValue + 1) * Self.binCount {
      shared += (Double(histograms[bin]) / mine * Double(other.histograms[bin]) / theirs).squareRoot()
    }
    return max(1 - shared, 0).squareRoot()
  }

  /// Bins evenly spaced in the logarithm; a value counts to the two around it in proportion.
  private struct Scale {
    let count: Int
    let lowest: Float
    let step: Float

    static let luma = Scale(count: 4, lowest: -1.5, step: 0.75)
    static let ratio = Scale(count: 6, lowest: -1, step: 0.4)

    struct Place {
      let bin: Int
      let above: Float
      func weight(_ upper: Int) -> Float { upper == 1 ? above : 1 - above }
    }

    func place(_ ratio: Float) -> Place {
      let position = min(max((log(ratio) - lowest) / step, 0), Float(count - 1))
      let bin = min(Int(position), count - 2)
      return Place(bin: bin, above: position - Float(bin))
    }
  }
}
