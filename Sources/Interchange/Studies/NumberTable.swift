/// The numbers of a table, column by column, read line by line in one pass.
struct NumberTable {
  enum Cell: Hashable {
    case skipped
    /// Single precision; not finite where there is no number.
    case number
    /// Double precision; seconds on a clock are understood. Must be there in every row unless `mayBeAbsent`.
    case exact(mayBeAbsent: Bool)
    case text
  }

  private static let rowsTogether = 256

  let names: [String]
  private(set) var numbers: [[Float]]
  private var exact: [[Double]]
  /// Each row's text as a place in `spellings`.
  private(set) var texts: [[Int]]
  private(set) var spellings: [String] = []
  /// The line each row stands on.
  private(set) var lines: [Int] = []

  private let path: String
  private let cells: TableCells
  private let kinds: [Cell]
  private let commentMark: UInt8?
  private var places: [String: Int] = [:]
  /// Rows not yet laid out as columns, one after another.
  private var pending: [Float] = []

  /// - Parameter commentMark: Lines that begin with it are passed over.
  init(
    path: String, separator: UInt8, names: [String], kinds: [Cell], commentMark: UInt8? = nil
  ) throws(FeatureFileError) {
    precondition(names.count == kinds.count, "every column has a name and a kind")
    self.path = path
    self.names = names
    self.kinds = kinds
    self.commentMark = commentMark
    cells = TableCells(separator: separator)
    numbers = Array(repeating: [], count: kinds.count { $0 == .number })
    texts = Array(repeating: [], count: kinds.count { $0 == .text })
    exact = Array(
      repeating: [], count: kinds.count - kinds.count { [.number, .text, .skipped].contains($0) })
    var seen: Set<String> = []
    for (name, kind) in zip(names, kinds) where kind == .number && !seen.insert(name).inserted {
      throw .duplicateColumn(path: path, column: name)
    }
  }

  /// Names of the columns of numbers, in the order of `numbers`.
  var numberNames: [String] { zip(names, kinds).filter { $0.1 == .number }.map(\.0) }

  /// The column of doubles of a name, if there is one.
  func exact(_ name: String) -> [Double]? {
    let exactNames = zip(names, kinds).filter { ![.number, .text, .skipped].contains($0.1) }.map(\.0)
    return exactNames.firstIndex(of: name).map { exact[$0] }
  }

  /// Reads all lines that are left.
  mutating func read(_ source: inout TextLines) throws(FeatureFileError) {
    var number = source.number
    while let isRow = try source.next({ (line) throws(FeatureFileError) in
      number += 1
      return try append(line, number: number)
    }) {
      if isRow { lines.append(number) }
    }
    layOut()
    if lines.isEmpty { throw .empty(path: path) }
  }

  /// Takes in one line; `false` for one that holds no row.
  private mutating func append(_ line: Span<UInt8>, number: Int) throws(FeatureFileError) -> Bool {
    if isBlank(line) || line.count > 0 && line[0] == commentMark { return false }
    var position = 0
    var exactColumn = 0
    var textColumn = 0
    for column in kinds.indices {
      guard position <= line.count else { throw cellCount(line, number) }
      switch kinds[column] {
      case .number:
        guard let value = cells.number(line, at: &position, isExact: false) else {
          throw notANumber(number, column)
        }
        pending.append(Float(value))
      case .skipped: _ = cells.bounds(line, at: &position)
      case .exact(let mayBeAbsent):
        guard let value = cells.seconds(line, at: &position), value.isFinite || mayBeAbsent else {
          throw notANumber(number, column)
        }
        exact[exactColumn].append(value)
        exactColumn += 1
      case .text:
        texts[textColumn].append(place(of: cells.text(line, at: &position)))
        textColumn += 1
      }
    }
    // Some tools end every line with a separator.
    guard position > line.count || position == line.count && kinds.count > 1 else {
      throw cellCount(line, number)
    }
    if pending.count >= Self.rowsTogether * numbers.count { layOut() }
    return true
  }

  private func isBlank(_ line: Span<UInt8>) -> Bool {
    for place in line.indices where line[place] != UInt8(ascii: " ") && line[place] != UInt8(ascii: "\t") {
      return false
    }
    return true
  }

  private mutating func place(of text: String) -> Int {
    if let place = places[text] { return place }
    places[text] = spellings.count
    spellings.append(text)
    return spellings.count - 1
  }

  /// Moves the rows read last to the columns' ends.
  private mutating func layOut() {
    let width = numbers.count
    guard width > 0 else { return }
    for column in numbers.indices {
      for place in stride(from: column, to: pending.count, by: width) {
        numbers[column].append(pending[place])
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func cellCount(_ line: Span<UInt8>, _ number: Int) -> FeatureFileError {
    .cells(path: path, line: number, found: cells.texts(line).count, expected: kinds.count)
  }

  private func notANumber(_ number: Int, _ column: Int) -> FeatureFileError {
    .notANumber(path: path, line: number, column: names[column])
  }
}
