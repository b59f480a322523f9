/// Reads the cells of one line of a table, byte by byte.
struct TableCells {
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  /// Every power of ten a double holds exactly.
  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]
  /// What tools write where they have no finite number; Windows' own words for it among them.
  private static let absent: Set<String> = [
    "", "?", "na", "n/a", "nan", "+nan", "-nan", "-nan(ind)", "null", "none", "nat", "inf", "+inf", "-inf",
    "infinity", "-infinity", "1.#ind", "-1.#ind", "1.#inf", "-1.#inf", "1.#qnan", "-1.#qnan",
  ]

  let separator: UInt8
  private let powers = TableCells.exactPowers

  init(separator: UInt8) { self.separator = separator }

  /// The number in the cell that begins at a position, which then stands behind the cell and its separator.
  ///
  /// The nearest double to the decimal digits, or, where single precision is all that is kept, one within a few of
  /// its last places; not a number for what stands for "none"; `nil` for other text.
  @inline(__always)
  func number(_ line: Span<UInt8>, at position: inout Int, isExact: Bool) -> Double? {
    let start = position
    var place = start
    while place < line.count, line[place] == Self.space { place += 1 }
    var isNegative = false
    if place < line.count, line[place] == UInt8(ascii: "-") || line[place] == UInt8(ascii: "+") {
      isNegative = line[place] == UInt8(ascii: "-")
      place += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    while place < line.count, line[place] &- UInt8(ascii: "0") < 10 {
      mantissa = mantissa &* 10 &+ UInt64(line[place] &- UInt8(ascii: "0"))
      digits += mantissa == 0 ? 0 : 1
      place += 1
    }
    var hasDigits = place > start && line[place - 1] &- UInt8(ascii: "0") < 10
    if place < line.count, line[place] == UInt8(ascii: ".") {
      place += 1
      let fraction = place
      while place < line.count, line[place] &- UInt8(ascii: "0") < 10 {
        mantissa = mantissa &* 10 &+ UInt64(line[place] &- UInt8(ascii: "0"))
        digits += mantissa == 0 ? 0 : 1
        place += 1
      }
      scale = fraction - place
      hasDigits = hasDigits || scale < 0
    }
    if hasDigits, place < line.count, line[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      var isDivided = false
      if place < line.count, line[place] == UInt8(ascii: "-") || line[place] == UInt8(ascii: "+") {
        isDivided = line[place] == UInt8(ascii: "-")
        place += 1
      }
      var exponent = 0
      let first = place
      while place < line.count, line[place] &- UInt8(ascii: "0") < 10, exponent < 10_000 {
        exponent = exponent * 10 + Int(line[place] &- UInt8(ascii: "0"))
        place += 1
      }
      hasDigits = place > first
      scale += isDivided ? -exponent : exponent
    }
    while place < line.count, line[place] == Self.space { place += 1 }
    // Exact in one rounding: digits and power of ten are both doubles (Clinger 1990, "fast path").
    guard hasDigits, place >= line.count || line[place] == separator, digits <= 19,
      mantissa <= 1 << 53 || !isExact, abs(scale) <= 22
    else { return written(line, at: &position) }
    position = place + 1
    let whole = Double(mantissa)
    let value = scale < 0 ? whole / powers[-scale] : whole * powers[scale]
    return isNegative ? -value : value
  }

  /// The same without haste, for what the quick way does not settle.
  private func written(_ line: Span<UInt8>, at position: inout Int) -> Double? {
    let cell = text(line, at: &position)
    if let number = Double(cell) { return number }
    return Self.absent.contains(cell.lowercased()) ? .nan : nil
  }

  /// Seconds, from a number of them or from a clock: `mm:ss`, `hh:mm:ss.fff`, `0 days 00:00:01.5`.
  func seconds(_ line: Span<UInt8>, at position: inout Int) -> Double? {
    let start = position
    if let number = number(line, at: &position, isExact: true) { return number }
    position = start
    var clock = text(line, at: &position)[...]
    var days = 0.0
    if let mark = clock.firstRange(of: "day") {
      guard let count = Double(clock[..<mark.lowerBound].filter { $0 != " " }) else { return nil }
      days = count
      clock = clock[mark.upperBound...].drop { $0 == "s" || $0 == " " || $0 == "," }
    }
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count) else { return nil }
    var seconds = 0.0
    for field in fields {
      guard let number = Double(field), number >= 0 else { return nil }
      seconds = seconds * 60 + number
    }
    return days * 86_400 + seconds
  }

  /// The cell's text without the spaces and quotes around it.
  func text(_ line: Span<UInt8>, at position: inout Int) -> String {
    var bounds = trimmed(bounds(line, at: &position), line)
    if let first = bounds.first, let last = bounds.last, last > first, line[first] == line[last],
      line[first] == UInt8(ascii: "\"") || line[first] == UInt8(ascii: "'")
    {
      bounds = trimmed((first + 1)..<last, line)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(bounds.count)
    for place in bounds { bytes.append(line[place]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func trimmed(_ bounds: Range<Int>, _ line: Span<UInt8>) -> Range<Int> {
    var bounds = bounds
    while let first = bounds.first, line[first] == Self.space || line[first] == Self.tab {
      bounds.removeFirst()
    }
    while let last = bounds.last, line[last] == Self.space || line[last] == Self.tab { bounds.removeLast() }
    return bounds
  }

  /// All cells of a line, as text.
  func texts(_ line: Span<UInt8>) -> [String] {
    var position = 0
    var cells: [String] = []
    while position <= line.count { cells.append(text(line, at: &position)) }
    return cells
  }

  /// Where a cell lies; separators inside quotes belong to it.
  func bounds(_ line: Span<UInt8>, at position: inout Int) -> Range<Int> {
    let start = min(position, line.count)
    var place = start
    while place < line.count, line[place] == Self.space { place += 1 }
    if place < line.count, line[place] == UInt8(ascii: "\"") || line[place] == UInt8(ascii: "'") {
      let quote = line[place]
      place += 1
      while place < line.count, line[place] != quote { place += 1 }
    }
    while place < line.count, line[place] != separator { place += 1 }
    position = place + 1
    return start..<place
  }
}
