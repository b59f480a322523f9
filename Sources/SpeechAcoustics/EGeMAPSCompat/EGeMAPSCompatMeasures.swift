public import SignalCore

extension EGeMAPSCompat {
  /// One measure for each value, in the set's order. A name is the set's own in lower case with `_` for `-`;
  /// `functionalNames` keeps the spelling that published tables use.
  public static let measures: [Measure] = functionalNames.map { name in
    let family = CompatFamily.all.first { name.hasPrefix($0.prefix) } ?? CompatFamily.soundLevel
    let statistic = CompatStatistic.all.first { name.hasSuffix("_" + $0.suffix) } ?? .whole
    return Measure(
      name: "speech.egemaps_compat." + name.lowercased().replacing("-", with: "_"),
      title: family.title + statistic.title, modality: .speech, unit: statistic.unit(family.unit),
      lowerBound: statistic.bounds(family).lower, upperBound: statistic.bounds(family).upper,
      definition: family.definition + statistic.definition, minimumData: "60 ms of sound",
      source: """
        Eyben et al. 2016, IEEE Trans. Affective Computing 7(2):190–202, section 3, as computed by openSMILE 3 \
        (eGeMAPSv02, wheel 2.6.0), value \(name)
        """,
      depression: family.depression, caution: family.caution + statistic.caution + sharedCaution,
      trust: family.trust)
  }

  private static let sharedCaution = """
     Kept for comparison with published tables. Taken over the whole channel, pauses and other voices included; \
    depends on the recording's sample rate. 0 can mean that nothing was voiced.
    """
}

/// What a functional makes of a contour.
struct CompatStatistic {
  let suffix: String
  let title: String
  let definition: String
  var caution = ""
  /// `nil` for the family's own unit.
  var fixedUnit: String?
  var addedUnit = ""
  var isInsideFamily = false
  var isNonnegative = false

  static let whole = CompatStatistic(suffix: "", title: "", definition: "", isInsideFamily: true)

  static let all: [CompatStatistic] = [
    CompatStatistic(suffix: "amean", title: ", mean", definition: " Mean.", isInsideFamily: true),
    CompatStatistic(
      suffix: "stddevNorm", title: ", relative spread",
      definition: " Standard deviation (divisor n) over the mean, with the mean's sign.",
      caution: " Grows without limit where the mean is near 0.", fixedUnit: "1"),
    percentile(20), percentile(50), percentile(80),
    CompatStatistic(
      suffix: "pctlrange0-2", title: ", 20–80 % range", definition: " 80th less 20th percentile.",
      isNonnegative: true),
    slope("meanRisingSlope", "mean rise"), slope("stddevRisingSlope", "spread of rises", isNonnegative: true),
    slope("meanFallingSlope", "mean fall"),
    slope("stddevFallingSlope", "spread of falls", isNonnegative: true),
  ]

  private static func percentile(_ share: Int) -> CompatStatistic {
    CompatStatistic(
      suffix: "percentile\(share).0", title: ", \(share)th percentile",
      definition: " \(share)th percentile, linear interpolation.", isInsideFamily: true)
  }

  private static func slope(_ suffix: String, _ title: String, isNonnegative: Bool = false) -> CompatStatistic
  {
    CompatStatistic(
      suffix: suffix, title: ", " + title,
      definition: """
         Slopes between the peaks and valleys that stand out by a tenth of the contour's range: \(title); falls count \
        as positive but for the last, which runs to the end.
        """,
      caution: " Frames left out close up, so for pitch the slopes jump over pauses.", addedUnit: "/s",
      isNonnegative: isNonnegative)
  }

  func unit(_ familyUnit: String) -> String {
    fixedUnit ?? (familyUnit == "1" && !addedUnit.isEmpty ? "1" + addedUnit : familyUnit + addedUnit)
  }

  func bounds(_ family: CompatFamily) -> (lower: Double?, upper: Double?) {
    if isInsideFamily { return (family.lower, family.upper) }
    return (isNonnegative ? 0 : nil, nil)
  }
}
