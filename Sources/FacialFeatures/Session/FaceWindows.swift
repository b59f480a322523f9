import SignalCore

/// Means and variances of some columns in short windows of each stretch, half a second long for expression.
///
/// What changes within half a second, speech and trembling, is told apart from what changes between windows,
/// expression, as in an analysis of variance with one random effect: the variance between window means, less
/// what the variance within windows alone would give them, estimates the variance of the slow part whatever
/// the number of pictures in a window (Searle, Casella & McCulloch 1992, Variance Components, chapter 3).
struct FaceWindows: Sendable {
  static let expressionSeconds = 0.5
  static let mouthSeconds = 1.0
  /// Fewer pictures in a window give no variance worth the name.
  private static let leastPictures = 3

  let middlesSeconds: [Double]
  /// Whether a window follows the one before it without a break.
  let followsPrevious: [Bool]
  /// By column, then window.
  let means: [[Double]]
  /// Unbiased variances within windows, by column, then window.
  let variances: [[Double]]
  /// Pictures in each window.
  let counts: [Int]
  private let windowSeconds: Double

  init(_ series: FaceSeries, windowSeconds: Double = Self.expressionSeconds) {
    self.windowSeconds = windowSeconds
    var middles: [Double] = []
    var follows: [Bool] = []
    var counts: [Int] = []
    var means = [[Double]](repeating: [], count: series.columns.count)
    var variances = means
    for stretch in series.stretches {
      let start = series.timesSeconds[stretch.lowerBound]
      func window(_ place: Int) -> Int {
        Int((series.timesSeconds[place] - start) / windowSeconds + FaceSeries.timeRounding)
      }
      var lastWindow: Int?
      var place = stretch.lowerBound
      while place < stretch.upperBound {
        let index = window(place)
        var end = place
        while end < stretch.upperBound, window(end) == index { end += 1 }
        if end - place >= Self.leastPictures {
          middles.append(start + (Double(index) + 0.5) * windowSeconds)
          follows.append(lastWindow == index - 1 && index > 0)
          counts.append(end - place)
          for (column, values) in series.columns.enumerated() {
            let values = values[place..<end]
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            means[column].append(mean)
            variances[column].append(squares / Double(values.count - 1))
          }
          lastWindow = index
        }
        place = end
      }
    }
    middlesSeconds = middles
    followsPrevious = follows
    self.counts = counts
    self.means = means
    self.variances = variances
  }

  /// Windows whose middle lies in the time that counts.
  func selected(_ covered: CoveredTime) -> [Int] {
    middlesSeconds.indices.filter { covered.contains(middlesSeconds[$0]) }
  }

  /// Standard deviation of a column's slow part over some windows; `nil` below two.
  func slowSpread(_ column: Int, _ windows: [Int]) -> Double? {
    guard windows.count >= 2, let spread = windows.map({ means[column][$0] }).sampleStandardDeviation else {
      return nil
    }
    let expected = windows.reduce(0) { $0 + variances[column][$1] / Double(counts[$1]) }
    return max(0, spread * spread - expected / Double(windows.count)).squareRoot()
  }

  /// Mean over some columns of the slow part's standard deviation.
  func slowSpread(columns: Range<Int>, _ windows: [Int]) -> Double? {
    let spreads = columns.compactMap { slowSpread($0, windows) }
    return spreads.count == columns.count ? spreads.mean : nil
  }

  /// Root mean square over the columns of the change from one window to the next, per second, less the change
  /// that trembling alone would give; one value for each pair of windows in the time that counts.
  func changesPerSecond(columns: Range<Int>, in covered: CoveredTime) -> [Double] {
    middlesSeconds.indices.compactMap { window in
      guard followsPrevious[window], covered.contains(middlesSeconds[window]),
        covered.contains(middlesSeconds[window - 1])
      else { return nil }
      let squares = columns.reduce(0.0) { total, column in
        let change = means[column][window] - means[column][window - 1]
        let now = variances[column][window] / Double(counts[window])
        let before = variances[column][window - 1] / Double(counts[window - 1])
        return total + change * change - now - before
      }
      return (max(0, squares) / Double(columns.count)).squareRoot() / windowSeconds
    }
  }

  /// Root of the mean variance within windows: how much a column moves within one.
  func fastSpread(_ column: Int, in covered: CoveredTime) -> Double? {
    selected(covered).map { variances[column][$0] }.mean?.squareRoot()
  }
}
