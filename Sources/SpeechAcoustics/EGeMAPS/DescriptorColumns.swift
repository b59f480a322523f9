import SignalCore

/// One list of values for each descriptor, as long as the grid; a list nobody wrote to takes no memory.
struct DescriptorColumns {
  let frameCount: Int
  /// Not a number where a value is missing: half the size of optionals.
  private var columns = [[Float]](repeating: [], count: EGeMAPSDescriptor.allCases.count)

  init(frameCount: Int) { self.frameCount = frameCount }

  subscript(descriptor: EGeMAPSDescriptor, frame: Int) -> Float? {
    get {
      guard !columns[descriptor.rawValue].isEmpty else { return nil }
      let value = columns[descriptor.rawValue][frame]
      return value.isNaN ? nil : value
    }
    set {
      if columns[descriptor.rawValue].isEmpty {
        columns[descriptor.rawValue] = [Float](repeating: .nan, count: frameCount)
      }
      columns[descriptor.rawValue][frame] = newValue ?? .nan
    }
  }

  /// Sets a whole column, one value a frame.
  mutating func set(_ descriptor: EGeMAPSDescriptor, to values: [Float?]) {
    columns[descriptor.rawValue] = values.map { $0 ?? .nan }
  }

  /// Calls for every frame of a mask that has a value.
  func forEach(_ descriptor: EGeMAPSDescriptor, mask: [Bool], _ body: (Float) -> Void) {
    let column = columns[descriptor.rawValue]
    for frame in column.indices where mask[frame] && !column[frame].isNaN { body(column[frame]) }
  }

  /// Replaces each value by the mean of those present among it and its two neighbours; what is missing stays so.
  mutating func smooth(_ descriptor: EGeMAPSDescriptor) {
    var column: [Float] = []
    swap(&column, &columns[descriptor.rawValue])
    var before = Float.nan
    for frame in column.indices {
      let here = column[frame]
      defer { before = here }
      guard !here.isNaN else { continue }
      var total = here
      var count: Float = 1
      if !before.isNaN {
        total += before
        count += 1
      }
      if frame + 1 < column.count, !column[frame + 1].isNaN {
        total += column[frame + 1]
        count += 1
      }
      column[frame] = total / count
    }
    swap(&column, &columns[descriptor.rawValue])
  }

  /// The track; gives each column's memory back as soon as it is copied.
  consuming func track(_ grid: FrameGrid) -> Track {
    var made: [Track.Column] = []
    for descriptor in EGeMAPSDescriptor.allCases {
      let values = (0..<frameCount).map { self[descriptor, $0] }
      columns[descriptor.rawValue] = []
      made.append(
        .init(
          name: descriptor.columnName, unit: descriptor.unit, values: values,
          missingReason: descriptor.isOfVoiceAlone ? .unvoiced : .noSpeech))
    }
    return Track(name: "egemaps", timesSeconds: grid.centresSeconds, columns: made)
  }
}
