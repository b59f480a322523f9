/// Moving-average type–token ratio: different words ÷ words, averaged over every window of the text.
///
/// Windows of fixed length move on by one word; unlike the plain ratio the mean does not fall as a text
/// grows. Covington & McFall 2010, Journal of Quantitative Linguistics 17(2), section 4.
/// - Parameter windowWords: Length of a window, at least 1.
/// - Returns: Above 0 and up to 1; `nil` for a text shorter than one window.
package func movingAverageTypeTokenRatio(words: [String], windowWords: Int) -> Double? {
  precondition(windowWords >= 1, "a window holds at least one word")
  guard words.count >= windowWords else { return nil }
  var occurrences: [String: Int] = [:]
  var distinctTotal = 0
  for (index, word) in words.enumerated() {
    occurrences[word, default: 0] += 1
    if index >= windowWords {
      let leaving = words[index - windowWords]
      occurrences[leaving, default: 0] -= 1
      if occurrences[leaving] == 0 { occurrences[leaving] = nil }
    }
    if index >= windowWords - 1 { distinctTotal += occurrences.count }
  }
  let windows = words.count - windowWords + 1
  return Double(distinctTotal) / Double(windows * windowWords)
}
