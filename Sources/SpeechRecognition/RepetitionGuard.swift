/// Finds the loops a recogniser falls into: the same few words over and over.
///
/// A loop is a run of 1 to 12 words said at least four times in a row that makes eight words or
/// more, so that a natural "no, no, no, no" stays.
package enum RepetitionGuard {
  static let leastRepeats = 4
  static let leastWords = 8
  static let longestRun = 12

  /// Indexes of the words that remain when of each loop one copy is kept; all when there is none.
  package static func kept(_ words: [String]) -> [Int] {
    let plain = words.map { word in word.lowercased().filter { $0.isLetter || $0.isNumber } }
    var result: [Int] = []
    var index = 0
    while index < plain.count {
      if let loop = loop(in: plain, from: index) {
        result += index..<(index + loop.run)
        index += loop.run * loop.repeats
      } else {
        result.append(index)
        index += 1
      }
    }
    return result
  }

  private static func loop(in words: [String], from start: Int) -> (run: Int, repeats: Int)? {
    for run in 1...longestRun where start + run * leastRepeats <= words.count {
      var end = start + run
      while end < words.count, words[end] == words[end - run] { end += 1 }
      let repeats = (end - start) / run
      if repeats >= leastRepeats, repeats * run >= leastWords { return (run, repeats) }
    }
    return nil
  }
}
