import RealModule
import SignalCore

/// Cycle-to-cycle irregularity of the voice, from its glottal pulses
/// (Praat manual, pages "Voice 2. Jitter" and "Voice 3. Shimmer").
package struct VoicePerturbation: Sendable, Hashable {
  /// Largest ratio of two amplitudes in a row.
  private static let largestAmplitudeRatio = 1.6

  /// Mean |Tᵢ − Tᵢ₊₁|, in seconds; `nil` without a valid pair.
  package let jitterLocalSeconds: Double?
  /// The same over mean T, in percent.
  package let jitterLocalPercent: Double?
  /// Mean |Tᵢ − mean of Tᵢ₋₁…Tᵢ₊₁| over mean T, in percent.
  package let jitterRapPercent: Double?
  /// The same with five periods.
  package let jitterPpq5Percent: Double?
  /// Three times `rap`: the mean absolute difference of consecutive differences.
  package var jitterDdpPercent: Double? { jitterRapPercent.map { 3 * $0 } }
  /// Mean |Aᵢ − Aᵢ₊₁| over mean A, in percent; A without the last one.
  package let shimmerLocalPercent: Double?
  /// Mean |20 log₁₀ (Aᵢ₊₁ / Aᵢ)|.
  package let shimmerLocalDecibels: Double?
  /// Mean |Aᵢ − mean of three, five, eleven around it| over mean A, in percent.
  package let shimmerApq3Percent: Double?
  package let shimmerApq5Percent: Double?
  package let shimmerApq11Percent: Double?
  /// Three times `apq3`.
  package var shimmerDdaPercent: Double? { shimmerApq3Percent.map { 3 * $0 } }
  /// Pairs of periods behind the jitter.
  package let periodPairCount: Int
  /// Pairs of amplitudes behind the shimmer.
  package let amplitudePairCount: Int

  package init(_ train: PulseTrain) {
    let periods = train.periodsSeconds
    var isUsed = [Bool](repeating: false, count: periods.count)
    var steps: [Double] = []
    for i in periods.indices.dropLast() where PulseTrain.arePeriods(periods[i...i + 1]) {
      steps.append(abs(periods[i] - periods[i + 1]))
      isUsed[i] = true
      isUsed[i + 1] = true
    }
    let meanPeriod = zip(periods, isUsed).compactMap { $1 ? $0 : nil }.mean
    periodPairCount = steps.count
    jitterLocalSeconds = steps.mean
    func relativeToPeriod(_ number: Double?) -> Double? {
      number.flatMap { number in meanPeriod.map { 100 * number / $0 } }
    }
    jitterLocalPercent = relativeToPeriod(steps.mean)
    jitterRapPercent = relativeToPeriod(
      Self.meanDeviation(periods, span: 3, isValid: PulseTrain.arePeriods))
    jitterPpq5Percent = relativeToPeriod(
      Self.meanDeviation(periods, span: 5, isValid: PulseTrain.arePeriods))

    // Amplitudes that could not be measured are passed over: those on either side are neighbours if they are no
    // further apart than a period may be long.
    let measured = train.amplitudes.indices.filter { train.amplitudes[$0] != nil }
    let amplitudes = measured.compactMap { train.amplitudes[$0] }
    let instants = measured.map { train.pulsesSeconds[$0] }
    let areNear = zip(instants, instants.dropFirst()).map { PulseTrain.periodRangeSeconds.contains($1 - $0) }
    func areAmplitudes(_ values: ArraySlice<Double>) -> Bool {
      areNear[values.startIndex..<values.endIndex - 1].allSatisfy(\.self) && Self.areAlike(values)
    }
    var differences: [Double] = []
    var decibels: [Double] = []
    for i in amplitudes.indices.dropLast() where areAmplitudes(amplitudes[i...i + 1]) {
      differences.append(abs(amplitudes[i] - amplitudes[i + 1]))
      decibels.append(abs(20 * Double.log10(amplitudes[i + 1] / amplitudes[i])))
    }
    // Of amplitudes that another one follows.
    let meanAmplitude = amplitudes.dropLast().mean
    func relativeToAmplitude(_ number: Double?) -> Double? {
      number.flatMap { number in meanAmplitude.map { 100 * number / $0 } }
    }
    amplitudePairCount = differences.count
    shimmerLocalPercent = relativeToAmplitude(differences.mean)
    shimmerLocalDecibels = decibels.mean
    func quotient(_ span: Int) -> Double? {
      relativeToAmplitude(Self.meanDeviation(amplitudes, span: span, isValid: areAmplitudes))
    }
    shimmerApq3Percent = quotient(3)
    shimmerApq5Percent = quotient(5)
    shimmerApq11Percent = quotient(11)
  }

  /// Whether each is as large as the next within the ratio.
  private static func areAlike(_ values: ArraySlice<Double>) -> Bool {
    zip(values, values.dropFirst()).allSatisfy {
      max($0, $1) <= largestAmplitudeRatio * min($0, $1)
    }
  }

  /// Mean distance of a value from the mean of the stretch of `span` around it, over valid stretches.
  private static func meanDeviation(
    _ values: [Double], span: Int, isValid: (ArraySlice<Double>) -> Bool
  ) -> Double? {
    guard values.count >= span else { return nil }
    var deviations: [Double] = []
    for first in 0...values.count - span {
      let stretch = values[first..<first + span]
      guard isValid(stretch) else { continue }
      deviations.append(abs(values[first + span / 2] - stretch.reduce(0, +) / Double(span)))
    }
    return deviations.mean
  }
}
