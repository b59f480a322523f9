package import SignalCore

/// Resonances of the vocal tract on a grid of frames.
package struct FormantTrack: Sendable, Hashable {
  package let grid: FrameGrid
  /// Formants kept, the lowest first.
  package let count: Int
  /// Frequencies, then bandwidths, of the frames with any formant.
  private var rows: FrameRows

  init(grid: FrameGrid, count: Int) {
    self.grid = grid
    self.count = count
    rows = FrameRows(frameCount: grid.count, columnCount: 2 * count)
  }

  /// One column a formant, one value a frame; `nil` where the frame has fewer formants, was not to be analysed, is
  /// silent, or its window does not lie inside the sound.
  package var frequenciesHz: [FrameRows.Column] { (0..<count).map { rows.column($0) } }
  /// 3 dB bandwidths of the same formants.
  package var bandwidthsHz: [FrameRows.Column] { (0..<count).map { rows.column(count + $0) } }

  /// - Parameter formants: By rising frequency.
  mutating func add(_ formants: [Formant], frame: Int) {
    guard !formants.isEmpty else { return }
    rows.addRow(frame)
    for (place, formant) in formants.prefix(count).enumerated() {
      rows[frame, place] = Float(formant.frequencyHz)
      rows[frame, count + place] = Float(formant.bandwidthHz)
    }
  }

  /// Formants at instants of another grid: on the straight line between the frames before and after, or those of the
  /// nearer frame where the other has none or there is no other (Boersma & Weenink, Praat manual, page "Formant: Get
  /// value at time…").
  ///
  /// - Parameter instants: One flag a frame of the other grid: whether formants are wanted there.
  package func sampled(at instants: [Bool], of other: FrameGrid) -> FormantTrack {
    var result = FormantTrack(grid: other, count: count)
    for frame in instants.indices where instants[frame] {
      let place = Self.place(of: other.centreSeconds(frame), on: grid)
      result.rows.addRow(frame)
      for column in 0..<2 * count { result.rows[frame, column] = value(place, column: column) }
    }
    return result
  }

  /// The frame before an instant and the instant's share of the way to the next one.
  static func place(of seconds: Double, on grid: FrameGrid) -> (before: Int, share: Double) {
    // Grids whose centres coincide do so up to rounding.
    let position = (seconds - grid.firstCentreSeconds) / grid.hopSeconds
    let nearest = position.rounded()
    if abs(position - nearest) < 1e-6 { return (Int(nearest), 0) }
    return (Int(position.rounded(.down)), position - position.rounded(.down))
  }

  private func value(_ place: (before: Int, share: Double), column: Int) -> Float? {
    func known(_ frame: Int) -> Float? { (0..<grid.count).contains(frame) ? rows[frame, column] : nil }
    let first = known(place.before)
    guard place.share > 0 else { return first }
    let second = known(place.before + 1)
    if let first, let second { return first + Float(place.share) * (second - first) }
    return place.share < 0.5 ? first : second
  }
}
