internal import SignalCore

/// The numbers of one recording or face on their way into a track.
struct ForeignColumns {
  var timesSeconds: [Double]
  var names: [String]
  var values: [[Float]]

  /// The rows of a table, or some of them.
  init(_ table: NumberTable, timesSeconds: [Double], rows: [Int]? = nil) {
    names = table.numberNames
    if let rows {
      self.timesSeconds = rows.map { timesSeconds[$0] }
      values = table.numbers.map { column in rows.map { column[$0] } }
    } else {
      self.timesSeconds = timesSeconds
      values = table.numbers
    }
  }

  init(timesSeconds: [Double], names: [String], values: [[Float]]) {
    self.timesSeconds = timesSeconds
    self.names = names
    self.values = values
  }

  func index(_ name: String) -> Int? { names.firstIndex(of: name) }

  /// Cells that are not finite.
  var notFiniteCount: Int {
    values.reduce(0) { sum, column in
      var count = sum
      for value in column where !value.isFinite { count += 1 }
      return count
    }
  }

  /// Takes the values of some columns out of some rows.
  mutating func remove(rows: [Int], columns: some Sequence<Int>) {
    for column in columns {
      for row in rows { values[column][row] = .nan }
    }
  }

  mutating func removeColumns(_ isRemoved: (String) -> Bool) {
    let kept = names.indices.filter { !isRemoved(names[$0]) }
    values = kept.map { values[$0] }
    names = kept.map { names[$0] }
  }

  func track(
    named name: String, unit: (String) -> String, missingReason: (String) -> MissingReason
  ) -> Track {
    Track(
      name: name, timesSeconds: timesSeconds,
      columns: zip(names, values).map { name, values in
        Track.Column(
          name: name, unit: unit(name), values: TrackValues(missingUnlessFinite: values),
          missingReason: missingReason(name))
      })
  }
}

extension FeatureRemark {
  /// The remarks that count something.
  static func counted(_ remarks: [(Int, (Int) -> FeatureRemark)]) -> [FeatureRemark] {
    remarks.filter { $0.0 > 0 }.map { $0.1($0.0) }
  }
}

extension MissingReason {
  /// A tool wrote "not a number" or an infinity, or left the cell empty.
  static let noFiniteNumber = MissingReason.failed("the tool wrote no finite number")
}
