extension Picture {
  /// Pixels read along each side of a cell, at most.
  private static let samplesPerCell = 4

  /// Mean luma, 0…1, in each of `side × side` cells that divide a rectangle of the upright picture.
  ///
  /// Recorded luma is read as it is; of a picture stored as red, green and blue, luma is that of ITU-R BT.709.
  /// - Parameters:
  ///   - first: The rectangle's upper left corner, in pixels; likewise `end` its lower right.
  /// - Returns: Cells row by row as they are STORED: of a picture that lies on its side they are turned with it.
  ///   `nil` when the rectangle reaches beyond the picture or a cell is smaller than a stored pixel.
  package func lumaCells(from first: SIMD2<Double>, to end: SIMD2<Double>, side: Int) -> [Float]? {
    // Whole coordinates are pixels' centres: the rectangle's edges lie half a pixel before them.
    let half = SIMD2(repeating: 0.5)
    let corners = [first, end].map { layout.placement.origin + layout.placement.stored($0 - half) + half }
    func cells(_ axis: Int, _ count: Int) -> [Sample]? {
      let bounds = corners.map { $0[axis] }.sorted()
      return Self.samples(from: bounds[0], to: bounds[1], cells: side, below: count)
    }
    guard let columns = cells(0, layout.storedWidth), let rows = cells(1, layout.storedHeight) else {
      return nil
    }
    var sums = [Float](repeating: 0, count: side * side)
    let bytes = bytes.span
    for row in rows {
      let line = row.pixel * layout.storedWidth
      for column in columns {
        sums[row.cell * side + column.cell] += storedLuma(bytes, line + column.pixel)
      }
    }
    // Every row of cells holds as many rows of pixels as `perCell` says; likewise columns.
    let acrossCell = Self.perCell(columns, side)
    let downCell = Self.perCell(rows, side)
    let (lift, gain) = lumaScale
    for row in 0..<side {
      for column in 0..<side {
        let mean = sums[row * side + column] / (acrossCell[column] * downCell[row])
        sums[row * side + column] = min(max((mean - lift) * gain, 0), 1)
      }
    }
    return sums
  }

  private struct Sample {
    let pixel: Int
    let cell: Int
  }

  private static func samples(from start: Double, to end: Double, cells: Int, below count: Int) -> [Sample]? {
    let step = max(Int((end - start) / Double(cells * samplesPerCell)), 1)
    let first = Int(start.rounded())
    let last = Int(end.rounded())
    guard first >= 0, last <= count, (last - first) / step >= cells else { return nil }
    let places = Array(stride(from: first, to: last, by: step))
    return places.enumerated().map { Sample(pixel: $1, cell: $0 * cells / places.count) }
  }

  private static func perCell(_ samples: [Sample], _ cells: Int) -> [Float] {
    samples.reduce(into: [Float](repeating: 0, count: cells)) { $0[$1.cell] += 1 }
  }

  @inline(__always)
  private func storedLuma(_ bytes: Span<UInt8>, _ pixel: Int) -> Float {
    guard layout.coding == .interleaved else { return Float(bytes[pixel]) }
    return Luma.of(Float(bytes[3 * pixel]), Float(bytes[3 * pixel + 1]), Float(bytes[3 * pixel + 2]))
  }

  /// The stored luma of black, and what a step of it is worth.
  private var lumaScale: (black: Float, gain: Float) {
    guard case .planes(let colour, _) = layout.coding else { return (0, 1 / 255) }
    return (Float(colour.blackLevel), Float(colour.lumaGain) / 8192 / 255)
  }
}

/// Luma of ITU-R BT.709 from coded colour, in the unit of the colour.
package enum Luma {
  package static func of(_ red: Float, _ green: Float, _ blue: Float) -> Float {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
}
