/// Which of two texts' words stand for each other, at the fewest changes, insertions and removals.
struct WordAlignment {
  /// Positions in the first and the second text, both rising.
  private(set) var pairs: [(first: Int, second: Int)] = []

  private let first: [Int]
  private let second: [Int]

  /// Hirschberg's (1975) division of the table of edit distances: its memory grows with one text's length only.
  init(_ first: [String], _ second: [String]) {
    var numbers: [String: Int] = [:]
    func numbered(_ words: [String]) -> [Int] {
      words.map { word in
        let number = numbers[word] ?? numbers.count
        numbers[word] = number
        return number
      }
    }
    self.first = numbered(first)
    self.second = numbered(second)
    align(first.indices, second.indices)
  }

  private mutating func align(_ rows: Range<Int>, _ columns: Range<Int>) {
    var rows = rows
    var columns = columns
    while let row = rows.first, let column = columns.first, first[row] == second[column] {
      pairs.append((row, column))
      rows = rows.dropFirst()
      columns = columns.dropFirst()
    }
    var tail = 0
    while let row = rows.dropLast(tail).last, let column = columns.dropLast(tail).last,
      first[row] == second[column]
    { tail += 1 }
    let ends = (rows.upperBound, columns.upperBound)
    rows = rows.dropLast(tail)
    columns = columns.dropLast(tail)
    if rows.count == 1, let row = rows.first, !columns.isEmpty {
      // Some word of the columns stands for it: the same one where there is one.
      pairs.append((row, columns.first { second[$0] == first[row] } ?? columns.lowerBound))
    } else if !rows.isEmpty, !columns.isEmpty {
      let middle = rows.lowerBound + rows.count / 2
      let above = distances(rows.lowerBound..<middle, columns, isReversed: false)
      let below = distances(middle..<rows.upperBound, columns, isReversed: true)
      let cut = (0...columns.count).min {
        above[$0] + below[columns.count - $0] < above[$1] + below[columns.count - $1]
      }
      let border = columns.lowerBound + (cut ?? 0)
      align(rows.lowerBound..<middle, columns.lowerBound..<border)
      align(middle..<rows.upperBound, border..<columns.upperBound)
    }
    for offset in stride(from: tail, to: 0, by: -1) { pairs.append((ends.0 - offset, ends.1 - offset)) }
  }

  /// Edit distances between the rows and the columns' beginnings of every length; from behind when reversed.
  private func distances(_ rows: Range<Int>, _ columns: Range<Int>, isReversed: Bool) -> [Int] {
    let words = isReversed ? second[columns].reversed() : Array(second[columns])
    var line = Array(0...columns.count)
    for step in 0..<rows.count {
      let word = first[isReversed ? rows.upperBound - 1 - step : rows.lowerBound + step]
      var diagonal = line[0]
      line[0] += 1
      var left = line[0]
      for place in words.indices {
        let above = line[place + 1]
        left = min(diagonal + (word == words[place] ? 0 : 1), left + 1, above + 1)
        line[place + 1] = left
        diagonal = above
      }
    }
    return line
  }
}
