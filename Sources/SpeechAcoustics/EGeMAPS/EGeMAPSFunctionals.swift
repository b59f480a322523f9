import SignalCore

/// The 88 functionals of one recording.
struct EGeMAPSFunctionals {
  /// Least data below which a functional is missing.
  private enum Least {
    static let meanSeconds = 0.1
    static let spreadSeconds = 0.5
    static let speechSeconds = 0.5
    static let movements = 3
    static let segmentsForSpread = 3
  }

  let columns: DescriptorColumns
  let activity: SpeechActivity
  let grid: FrameGrid
  let bandwidthHz: Double?
  let levelDecibels: Double?

  private var hopSeconds: Double { grid.hopSeconds }
  private var speechSeconds: Double { Double(activity.inSpeech.count { $0 }) * hopSeconds }
  private var isVoiceless: Bool { !activity.isVoiced.contains(true) && speechSeconds >= Least.speechSeconds }

  /// One for each of `EGeMAPSMeasures.all`, in that order.
  var readings: [MeasureReading] {
    let all = activity.isActive
    let voiced = activity.isVoiced
    let unvoiced = activity.isUnvoiced
    let loudness = contour(.loudness, mask: all)
    var values = contour(.f0Semitone, mask: voiced).values + loudness.values
    for descriptor in [EGeMAPSDescriptor.spectralFlux] + EGeMAPSDescriptor.cepstral {
      values += meanAndSpread(descriptor, moments(descriptor, mask: all))
    }
    for descriptor in EGeMAPSMeasures.voiceDescriptors + EGeMAPSMeasures.voicedSpectralDescriptors {
      values += meanAndSpread(descriptor, moments(descriptor, mask: voiced))
    }
    for descriptor in EGeMAPSMeasures.unvoicedSpectralDescriptors {
      values.append(mean(descriptor, moments(descriptor, mask: unvoiced)))
    }
    values.append(loudnessPeaks(loudness.movements))
    values += segments
    values.append(
      speechSeconds >= Least.meanSeconds
        ? MeasuredValue(levelDecibels, orMissing: .noSpeech) : .missing(.tooShort))
    return zip(EGeMAPSMeasures.all, values).map { MeasureReading($0, $1) }
  }

  // MARK: Statistics of descriptors

  private func moments(_ descriptor: EGeMAPSDescriptor, mask: [Bool]) -> Moments {
    Moments { body in columns.forEach(descriptor, mask: mask) { body(Double($0)) } }
  }

  private func reasonMissing(_ descriptor: EGeMAPSDescriptor) -> MissingReason? {
    if descriptor.isOfVoiceAlone, isVoiceless { return .unvoiced }
    // Without voice the bandwidth is not known and nothing speaks against the values.
    return bandwidthHz ?? .infinity < descriptor.neededBandwidthHz ? .lowQuality : nil
  }

  private func statistic(
    _ descriptor: EGeMAPSDescriptor, _ moments: Moments, leastSeconds: Double, _ number: Double?
  ) -> MeasuredValue {
    if let reason = reasonMissing(descriptor) { return .missing(reason) }
    guard Double(moments.count) * hopSeconds >= leastSeconds - 1e-9 else { return .missing(.tooShort) }
    return MeasuredValue(number, orMissing: .tooShort)
  }

  private func mean(_ descriptor: EGeMAPSDescriptor, _ moments: Moments) -> MeasuredValue {
    statistic(descriptor, moments, leastSeconds: Least.meanSeconds, moments.mean)
  }

  private func spread(
    _ descriptor: EGeMAPSDescriptor, _ moments: Moments, _ number: Double?
  ) -> MeasuredValue {
    statistic(descriptor, moments, leastSeconds: Least.spreadSeconds, number)
  }

  private func meanAndSpread(_ descriptor: EGeMAPSDescriptor, _ moments: Moments) -> [MeasuredValue] {
    [mean(descriptor, moments), spread(descriptor, moments, moments.normalisedDeviation)]
  }

  /// Mean, normalised deviation, three percentiles, their range, and the slopes' means and deviations.
  private func contour(
    _ descriptor: EGeMAPSDescriptor, mask: [Bool]
  ) -> (values: [MeasuredValue], movements: ContourMovements?) {
    let moments = moments(descriptor, mask: mask)
    var values: [Float] = []
    values.reserveCapacity(moments.count)
    columns.forEach(descriptor, mask: mask) { values.append($0) }
    let sample = OrderedSample(values)
    let low = sample.quantile(0.2)
    let high = sample.quantile(0.8)
    let range = low.flatMap { low in high.map { $0 - low } }
    let movements = self.movements(descriptor, mask: mask, sample)
    let rises = Moments(movements?.risingSlopes ?? [])
    let falls = Moments(movements?.fallingSlopes ?? [])
    func slopes(_ slopes: Moments, _ number: Double?) -> MeasuredValue {
      spread(descriptor, moments, slopes.count >= Least.movements ? number : nil)
    }
    let functionals =
      meanAndSpread(descriptor, moments)
      + [low, sample.quantile(0.5), high, range].map {
        spread(descriptor, moments, $0)
      } + [
        slopes(rises, rises.mean), slopes(rises, rises.populationDeviation), slopes(falls, falls.mean),
        slopes(falls, falls.populationDeviation),
      ]
    return (functionals, movements)
  }

  /// Movements of at least a tenth of the range between the 5 % and 95 % quantiles; `nil` without a range.
  private func movements(
    _ descriptor: EGeMAPSDescriptor, mask: [Bool], _ sample: OrderedSample
  ) -> ContourMovements? {
    guard let low = sample.quantile(0.05), let high = sample.quantile(0.95), high > low else { return nil }
    let stretches = SpeechActivity.runs(mask.indices.map { mask[$0] && columns[descriptor, $0] != nil })
    return ContourMovements(
      columns, descriptor, stretches: stretches, threshold: 0.1 * (high - low), hopSeconds: hopSeconds)
  }

  // MARK: Time

  /// Peaks of loudness a second of speech.
  private func loudnessPeaks(_ movements: ContourMovements?) -> MeasuredValue {
    if let reason = reasonMissing(.loudness) { return .missing(reason) }
    guard speechSeconds >= Least.speechSeconds else { return .missing(.tooShort) }
    return .value(Double(movements?.peakCount ?? 0) / speechSeconds)
  }

  /// Voiced segments a second of speech; mean and deviation of the lengths of voiced and unvoiced ones.
  private var segments: [MeasuredValue] {
    let isEnough = speechSeconds >= Least.speechSeconds
    func lengths(_ mask: [Bool], orMissing reason: MissingReason) -> (count: Int, [MeasuredValue]) {
      let lengths = Moments(SpeechActivity.segments(mask).map { Double($0.count) * hopSeconds })
      let spread = lengths.count >= Least.segmentsForSpread ? lengths.populationDeviation : nil
      return (
        lengths.count,
        [lengths.mean, spread].map { MeasuredValue(isEnough ? $0 : nil, orMissing: reason) }
      )
    }
    let voiced = lengths(activity.isVoiced, orMissing: isVoiceless ? .unvoiced : .tooShort)
    let unvoiced = lengths(activity.isUnvoiced, orMissing: .tooShort)
    let rate = isEnough ? Double(voiced.count) / speechSeconds : nil
    return [MeasuredValue(rate, orMissing: .tooShort)] + voiced.1 + unvoiced.1
  }
}
