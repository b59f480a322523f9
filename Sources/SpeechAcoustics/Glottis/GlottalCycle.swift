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
    let slopes = derivative.span
    var closure = middle - period / 2
    for i in closure..<closure + period where sign * slopes[i] < sign * slopes[closure] { closure = i }
    let depth = -sign * slopes[closure]
    let cycle = flow.span.extracting(closure - period..<closure)
    var least = sign * cycle[0]
    var greatest = least
    for i in cycle.indices {
      least = min(least, sign * cycle[i])
      greatest = max(greatest, sign * cycle[i])
    }
    guard depth > 0, greatest > least else { return nil }
    let half = (least + greatest) / 2
    var open = 0
    for i in cycle.indices where sign * cycle[i] > half { open += 1 }
    normalisedAmplitudeQuotient = (greatest - least) / (depth * periodSamples)
    quasiOpenQuotient = Double(open) / Double(period)
  }
}
