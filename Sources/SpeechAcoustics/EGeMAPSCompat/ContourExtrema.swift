/// The peaks and valleys of a contour that stand out by a tenth of its range, and the slopes between them.
struct ContourExtrema {
  struct Extremum {
    var frame: Int
    var value: Double
    var isPeak: Bool
  }

  struct Slopes {
    var rising = Group()
    var falling = Group()

    struct Group {
      private(set) var slopes: [Double] = []
      /// The slope from the last extremum to the contour's end counts in the mean, not among the deviations.
      private(set) var hasEnd = false

      mutating func append(_ slope: Double, isEnd: Bool = false) {
        slopes.append(slope)
        hasEnd = hasEnd || isEnd
      }

      var mean: Double { slopes.isEmpty ? 0 : slopes.reduce(0, +) / Double(slopes.count) }

      var deviation: Double {
        let mean = mean
        let squares = slopes.dropLast(hasEnd ? 1 : 0).reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (slopes.count > 1 ? squares / Double(slopes.count) : squares).squareRoot()
      }
    }
  }

  private let contour: [Float]
  private(set) var extrema: [Extremum] = []

  var peakCount: Int { extrema.count { $0.isPeak } }

  init(_ contour: [Float]) {
    self.contour = contour
    guard let first = contour.first, let least = contour.min(), let greatest = contour.max() else { return }
    let threshold = 0.1 * (Double(greatest) - Double(least))
    for i in contour.indices.dropFirst(2).dropLast(2) {
      let (before, value, after) = (contour[i - 1], contour[i], contour[i + 1])
      if value > before && value > after {
        extrema.append(Extremum(frame: i, value: Double(value), isPeak: true))
      } else if value < before && value < after {
        extrema.append(Extremum(frame: i, value: Double(value), isPeak: false))
      }
    }
    dropSmallPeaks(first: Double(first), threshold: threshold)
    dropSmallValleys(first: Double(first), threshold: threshold)
    mergeNeighbours()
  }

  private mutating func dropSmallPeaks(first: Double, threshold: Double) {
    var isKept = [Bool](repeating: true, count: extrema.count)
    var last = first
    var lastValley = first
    var lastPeak = first
    var keptPeak: Int?
    var sawValley = false
    for (place, extremum) in extrema.enumerated() {
      let value = extremum.value
      let isLarge = (value - last).magnitude >= threshold
      last = value
      guard extremum.isPeak else {
        if isLarge {
          sawValley = true
          lastValley = value
        }
        continue
      }
      if isLarge {
        lastPeak = value
        keptPeak = place
      } else if value - lastValley < threshold {
        isKept[place] = false
        continue
      } else if value > 1.05 * lastPeak {
        if let keptPeak { isKept[keptPeak] = false }
        lastPeak = value
        keptPeak = place
      } else if sawValley {
        lastPeak = value
        keptPeak = place
      } else {
        isKept[place] = false
      }
      sawValley = false
    }
    extrema = zip(extrema, isKept).filter { $0.1 }.map { $0.0 }
  }

  private mutating func dropSmallValleys(first: Double, threshold: Double) {
    var lastPeak = first
    extrema.removeAll { extremum in
      if extremum.isPeak {
        lastPeak = extremum.value
        return false
      }
      return lastPeak - extremum.value < threshold
    }
  }

  /// Of neighbours of one kind the highest peak or the lowest valley stays.
  private mutating func mergeNeighbours() {
    var merged: [Extremum] = []
    for extremum in extrema {
      guard let last = merged.last, last.isPeak == extremum.isPeak else {
        merged.append(extremum)
        continue
      }
      let isFurther = extremum.isPeak ? extremum.value > last.value : extremum.value < last.value
      if isFurther { merged[merged.count - 1] = extremum }
    }
    extrema = merged
  }

  /// Slopes from valley to peak and back, per second; falling ones are positive but for the last, to the end.
  func slopes(hopSeconds: Double) -> Slopes {
    var slopes = Slopes()
    guard let first = contour.first, let end = contour.last else { return slopes }
    var peak = (value: Double(first), frame: 0)
    var valley = peak
    for extremum in extrema {
      if extremum.isPeak {
        slopes.rising.append(
          (extremum.value - valley.value) / (Double(extremum.frame - valley.frame) * hopSeconds))
        peak = (extremum.value, extremum.frame)
      } else {
        slopes.falling.append(
          (peak.value - extremum.value) / (Double(extremum.frame - peak.frame) * hopSeconds))
        valley = (extremum.value, extremum.frame)
      }
    }
    guard let last = extrema.last else {
      // Without an extremum the slope is per frame.
      let slope = (Double(end) - Double(first)) / Double(contour.count)
      if slope > 0 { slopes.rising.append(slope, isEnd: true) }
      if slope < 0 { slopes.falling.append(slope, isEnd: true) }
      return slopes
    }
    let seconds = Double(contour.count - 1 - last.frame) * hopSeconds
    let slope = (Double(end) - last.value) / seconds
    if last.isPeak {
      slopes.falling.append(slope, isEnd: true)
    } else {
      slopes.rising.append(slope, isEnd: true)
    }
    return slopes
  }
}
