/// A functional: one number for a descriptor's values. In the order of the set.
enum EGeMAPSStatistic: CaseIterable {
  case mean, deviation, low, median, high, range, risingMean, risingDeviation, fallingMean, fallingDeviation

  var isSlope: Bool {
    switch self {
    case .risingMean, .risingDeviation, .fallingMean, .fallingDeviation: true
    default: false
    }
  }

  var name: String {
    switch self {
    case .mean: "mean"
    case .deviation: "sd_normalised"
    case .low: "p20"
    case .median: "p50"
    case .high: "p80"
    case .range: "range_p20_p80"
    case .risingMean: "rising_slope_mean"
    case .risingDeviation: "rising_slope_sd"
    case .fallingMean: "falling_slope_mean"
    case .fallingDeviation: "falling_slope_sd"
    }
  }

  var openSMILEName: String {
    switch self {
    case .mean: "amean"
    case .deviation: "stddevNorm"
    case .low: "percentile20.0"
    case .median: "percentile50.0"
    case .high: "percentile80.0"
    case .range: "pctlrange0-2"
    case .risingMean: "meanRisingSlope"
    case .risingDeviation: "stddevRisingSlope"
    case .fallingMean: "meanFallingSlope"
    case .fallingDeviation: "stddevFallingSlope"
    }
  }

  var title: String {
    switch self {
    case .mean: "mean"
    case .deviation: "relative deviation"
    case .low: "20 % quantile"
    case .median: "median"
    case .high: "80 % quantile"
    case .range: "20–80 % range"
    case .risingMean: "mean rise"
    case .risingDeviation: "deviation of rises"
    case .fallingMean: "mean fall"
    case .fallingDeviation: "deviation of falls"
    }
  }

  var definition: String {
    switch self {
    case .mean: "Arithmetic mean"
    case .deviation: "Population standard deviation over the magnitude of the mean"
    case .low: "20 % quantile (type 7)"
    case .median: "Median"
    case .high: "80 % quantile (type 7)"
    case .range: "80 % less 20 % quantile (type 7)"
    case .risingMean: "Mean slope of rises: \(Self.movement)"
    case .risingDeviation: "Population standard deviation of the slopes of rises: \(Self.movement)"
    case .fallingMean: "Mean slope of falls, positive: \(Self.movement)"
    case .fallingDeviation: "Population standard deviation of the slopes of falls: \(Self.movement)"
    }
  }

  private static let movement = """
    straight from turning point to turning point, in real time, inside stretches without gaps, a turn being a move \
    back by a tenth of the range between the 5 % and 95 % quantiles;
    """

  var minimumData: String {
    switch self {
    case .mean: "0.1 s of such frames"
    case .deviation, .low, .median, .high, .range: "0.5 s of such frames"
    case .risingMean, .risingDeviation: "0.5 s of such frames and three rises"
    case .fallingMean, .fallingDeviation: "0.5 s of such frames and three falls"
    }
  }
}

/// The frames a functional is taken over.
enum EGeMAPSFrames {
  case active, voiced, unvoiced

  var nameSuffix: String {
    switch self {
    case .active: ""
    case .voiced: "_voiced"
    case .unvoiced: "_unvoiced"
    }
  }

  var openSMILEMark: String {
    switch self {
    case .active: ""
    case .voiced: "V"
    case .unvoiced: "UV"
    }
  }

  func titleSuffix(_ descriptor: EGeMAPSDescriptor) -> String {
    switch self {
    case .active: ""
    case .voiced: descriptor.isOfVoiceAlone ? "" : " (voiced)"
    case .unvoiced: " (unvoiced)"
    }
  }

  var definition: String {
    switch self {
    case .active:
      """
      active frames: voiced, or in a sounding stretch (level at most 25 dB below the 99 % quantile of the speech \
      and, with speech ranges, 5 dB above the recording's 10 % quantile; silences under 0.3 s closed)
      """
    case .voiced: "voiced frames"
    case .unvoiced: "active frames without pitch; pauses are not among them, unlike in openSMILE"
    }
  }
}
