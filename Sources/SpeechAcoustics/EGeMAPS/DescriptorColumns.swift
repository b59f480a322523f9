import SignalCore

/// One list of values for each descriptor, as long as the grid; a list nobody wrote to takes no memory.
struct DescriptorColumns {
  let frameCount: Int
  private var columns = [TrackValues](repeating: [], count: EGeMAPSDescriptor.allCases.count)

  init(frameCount: Int) { self.frameCount = frameCount }

  subscript(descriptor: EGeMAPSDescriptor, frame: Int) -> Float? {
    get { columns[descriptor.rawValue].isEmpty ? nil : columns[descriptor.rawValue][frame] }
    set {
      if columns[descriptor.rawValue].isEmpty {
        columns[descriptor.rawValue] = TrackValues(missing: frameCount)
      }
      columns[descriptor.rawValue][frame] = newValue
    }
  }

  /// Sets a whole column, one value a frame.
  mutating func set(_ descriptor: EGeMAPSDescriptor, to values: some Sequence<Float?>) {
    columns[descriptor.rawValue] = TrackValues(values)
  }

  /// Calls for every frame of a mask that has a value.
  func forEach(_ descriptor: EGeMAPSDescriptor, mask: [Bool], _ body: (Float) -> Void) {
    let column = columns[descriptor.rawValue]
    for frame in column.indices where mask[frame] {
      if let value = column[frame] { body(value) }
    }
  }

  /// Replaces each value by the mean of those present among it and its two neighbours; what is missing stays so.
  mutating func smooth(_ descriptor: EGeMAPSDescriptor) {
    var column: TrackValues = []
    swap(&column, &columns[descriptor.rawValue])
    var before: Float?
    for frame in column.indices {
      let here = column[frame]
      defer { before = here }
      guard let here else { continue }
      var total = here
      var count: Float = 1
      if let before {
        total += before
        count += 1
      }
      if frame + 1 < column.count, let after = column[frame + 1] {
        total += after
        count += 1
      }
      column[frame] = total / count
    }
    swap(&column, &columns[descriptor.rawValue])
  }

  func track(_ grid: FrameGrid) -> Track {
    Track(
      name: "egemaps", timesSeconds: grid.centresSeconds,
      columns: EGeMAPSDescriptor.allCases.map { descriptor in
        let values = columns[descriptor.rawValue]
        return .init(
          name: descriptor.columnName, unit: descriptor.unit,
          values: values.isEmpty ? TrackValues(missing: frameCount) : values,
          missingReason: descriptor.isOfVoiceAlone ? .unvoiced : .noSpeech)
      })
  }
}
