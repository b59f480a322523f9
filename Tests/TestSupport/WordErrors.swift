/// Words for comparison: lower case, letters, digits and apostrophes only, small numbers and titles spelt out.
public func normalisedWords(_ text: String) -> [String] {
  text.lowercased().replacing("’", with: "'").split { $0.isWhitespace || $0 == "-" || $0 == "—" }
    .map { word in word.filter { $0.isLetter || $0.isNumber || $0 == "'" } }
    .filter { !$0.isEmpty }
    .flatMap { word in Int(word).flatMap(numberWords) ?? [spelling[word] ?? word] }
}

/// Least number of words put in, left out or exchanged between two texts.
public func wordErrors(_ heard: String, reference: String) -> Int {
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
  return costs[heard.count]
}

/// Word errors over the number of reference words.
public func wordErrorRate(_ heard: String, reference: String) -> Double {
  Double(wordErrors(heard, reference: reference)) / Double(normalisedWords(reference).count)
}

private let spelling = ["mr": "mister", "mrs": "missus", "dr": "doctor", "ok": "okay"]
private let ones = [
  "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
private let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

/// A number from 0 to 9999 in words; `nil` for others.
private func numberWords(_ number: Int) -> [String]? {
  switch number {
  case 0..<20: return [ones[number]]
  case 20..<100: return [tens[number / 10 - 2]] + (number % 10 == 0 ? [] : [ones[number % 10]])
  case 100..<10_000:
    let unit = number < 1000 ? 100 : 1000
    let rest = number % unit == 0 ? [] : numberWords(number % unit) ?? []
    return (numberWords(number / unit) ?? []) + [unit == 100 ? "hundred" : "thousand"] + rest
  default: return nil
  }
}
