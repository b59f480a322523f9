/// Several values of the frames that have any: four bytes a value, and four a frame for where its values lie.
package struct FrameRows: Sendable, Hashable {
  /// Stands for none; what is measured is finite.
  private static let none = Float.nan

  package let columnCount: Int
  /// Row of each frame, −1 where it has none.
  private var rowOfFrame: [Int32]
  private var values: [Float] = []

  init(frameCount: Int, columnCount: Int) {
    self.columnCount = columnCount
    rowOfFrame = [Int32](repeating: -1, count: frameCount)
  }

  package var frameCount: Int { rowOfFrame.count }

  /// Gives a frame a row without values.
  ///
  /// - Precondition: It has none yet.
  mutating func addRow(_ frame: Int) {
    precondition(rowOfFrame[frame] < 0, "a frame has one row")
    rowOfFrame[frame] = Int32(values.count / columnCount)
    values.append(contentsOf: repeatElement(Self.none, count: columnCount))
  }

  /// `nil` where the frame has no row or its row no such value. To be set, the frame must have a row.
  package subscript(frame: Int, column: Int) -> Float? {
    get {
      let row = Int(rowOfFrame[frame])
      guard row >= 0 else { return nil }
      let value = values[row * columnCount + column]
      return value.isNaN ? nil : value
    }
    set { values[Int(rowOfFrame[frame]) * columnCount + column] = newValue ?? Self.none }
  }

  /// One column, a value a frame.
  package struct Column: RandomAccessCollection {
    private let rows: FrameRows
    private let column: Int

    fileprivate init(_ rows: FrameRows, _ column: Int) {
      self.rows = rows
      self.column = column
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { rows.frameCount }
    package subscript(frame: Int) -> Float? { rows[frame, column] }
  }

  package func column(_ column: Int) -> Column { Column(self, column) }
}
