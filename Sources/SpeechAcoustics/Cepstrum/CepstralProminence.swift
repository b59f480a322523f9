import SpectralAnalysis

/// How far the cepstrum's peak at the voice's period rises above the cepstrum's trend
/// (Hillenbrand, Cleveland & Erickson 1994; Praat manual, page "PowerCepstrum: Get peak prominence…").
///
/// The trend is a straight line through the decibels of every quefrency. Its slope is the median slope of the
/// pairs half the quefrencies apart, its height the median distance from that slope: the incomplete method of
/// Theil's robust line fit (Theil 1950; Praat manual, page "theil regression"). Serves one thread; allocates
/// nothing per frame.
struct CepstralProminence {
  /// Voice periods looked for: 1/330 to 1/60 s (Maryn & Weenink 2015).
  static let frequencyRangeHz = 60.0...330.0

  private let searched: ClosedRange<Int>
  private var slopes: [Float]
  private var residues: [Float]
  private let places: [Float]
  private var slopeMedian: MedianFinder
  private var heightMedian: MedianFinder

  init(quefrencyStepSeconds: Double, count: Int) {
    let first = (1 / Self.frequencyRangeHz.upperBound / quefrencyStepSeconds).rounded(.up)
    let last = (1 / Self.frequencyRangeHz.lowerBound / quefrencyStepSeconds).rounded(.down)
    searched = Int(first)...min(Int(last), count - 2)
    slopes = [Float](repeating: 0, count: count / 2)
    residues = [Float](repeating: 0, count: count)
    places = (0..<count).map { Float($0) }
    slopeMedian = MedianFinder(longestCount: slopes.count)
    heightMedian = MedianFinder(longestCount: count)
  }

  /// - Parameter decibels: Power cepstrum, as many values as stated.
  mutating func prominence(_ decibels: [Float]) -> Float {
    let apart = residues.count - slopes.count
    Self.subtract(decibels, shiftedBy: apart, into: &slopes)
    let slope = slopeMedian.median(slopes) / Float(apart)
    Self.subtractLine(decibels, slope: slope, places, into: &residues)
    let height = heightMedian.median(residues)

    var best = searched.lowerBound
    for i in searched where decibels[i] > decibels[best] { best = i }
    var peak = InterpolatedPeak(position: Double(best), height: Double(decibels[best]))
    if decibels[best] > decibels[best - 1], decibels[best] > decibels[best + 1] {
      peak = parabolicPeak(
        at: best, before: Double(decibels[best - 1]), middle: Double(decibels[best]),
        after: Double(decibels[best + 1]))
    }
    return Float(peak.height - Double(height) - Double(slope) * peak.position)
  }

  private static func subtract(
    _ values: [Float], shiftedBy shift: Int, into result: inout [Float]
  ) {
    let here = values.span.extracting(0..<result.count)
    let there = values.span.extracting(shift..<shift + result.count)
    var target = result.mutableSpan
    for i in here.indices { target[i] = there[i] - here[i] }
  }

  private static func subtractLine(
    _ values: [Float], slope: Float, _ places: [Float], into result: inout [Float]
  ) {
    let source = values.span
    let positions = places.span
    var target = result.mutableSpan
    precondition(source.count == target.count && positions.count == target.count, "one value a quefrency")
    for i in target.indices { target[i] = source[i] - slope * positions[i] }
  }
}
