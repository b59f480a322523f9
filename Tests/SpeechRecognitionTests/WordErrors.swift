/// Words for comparison: lower case, letters, digits and apostrophes only.
func normalisedWords(_ text: String) -> [String] {
  text.lowercased().split(whereSeparator: \.isWhitespace)
    .map { word in word.filter { $0.isLetter || $0.isNumber || $0 == "'" } }
    .filter { !$0.isEmpty }
}

/// Least number of words put in, left out or exchanged, over the number of reference words.
func wordErrorRate(_ heard: String, reference: String) -> Double {
  let heard = normalisedWords(heard)
  let reference = normalisedWords(reference)
  var costs = Array(0...heard.count)
  for (row, word) in reference.enumerated() {
    var diagonal = costs[0]
    costs[0] = row + 1
    for column in heard.indices {
      let substituted = diagonal + (heard[column] == word ? 0 : 1)
      diagonal = costs[column + 1]
      costs[column + 1] = min(substituted, diagonal + 1, costs[column] + 1)
    }
  }
  return Double(costs[heard.count]) / Double(reference.count)
}
