/// What one cycle of the glottal flow is summed up by.
package struct GlottalCycle: Sendable, Hashable {
  /// Normalised amplitude quotient: the flow's range over the product of the derivative's negative peak and
  /// the period (Alku, Bäckström & Vilkman 2002, J. Acoust. Soc. Am. 112:701–710).
  package let normalisedAmplitudeQuotient: Double
  /// Quasi-open quotient: share of the period in which the flow is above the middle between its least and
  /// greatest value (Hacki 1989; Laukkanen et al. 1996).
  package let quasiOpenQuotient: Double

  /// The cycle that ends at the strongest closure, the derivative's least value, within the middle period.
  ///
  /// - Parameters:
  ///   - flow: At least three periods.
  ///   - derivative: Of the same length.
  ///   - sign: −1 for a recording of reversed polarity.
  package init?(flow: [Double], derivative: [Double], periodSamples: Double, sign: Double) {
    let period = Int(periodSamples.rounded())
    let middle = flow.count / 2
    guard period >= 4, middle + period / 2 < flow.count, middle - period / 2 - period >= 0 else { return nil }
    var closure = middle - period / 2
    for i in closure..<closure + period where sign * derivative[i] < sign * derivative[closure] {
      closure = i
    }
    let depth = -sign * derivative[closure]
    let cycle = flow[(closure - period)..<closure].map { sign * $0 }
    guard depth > 0, let least = cycle.min(), let greatest = cycle.max(), greatest > least else { return nil }
    let half = (least + greatest) / 2
    normalisedAmplitudeQuotient = (greatest - least) / (depth * periodSamples)
    quasiOpenQuotient = Double(cycle.count { $0 > half }) / Double(period)
  }
}
