import LanguageFeatures

/// How well masking does on labelled sentences.
struct MaskingScore {
  /// Things of a class, and how many of them had every word masked, as whatever class; ‘the’ before a date may stay.
  var found: [IdentityClass: (whole: Int, all: Int)] = [:]
  /// Words masked as a class, and how many of them a person had marked, as whatever class.
  var right: [IdentityClass: (marked: Int, all: Int)] = [:]
  /// Words nobody had marked, and how many of them were masked.
  var falselyMasked = 0
  var unmarked = 0

  init(_ sentences: [LabelledSentence], by deidentifier: Deidentifier) throws {
    for sentence in sentences {
      let classes = try sentence.masked(by: deidentifier)
      var marked = [Bool](repeating: false, count: classes.count)
      for entity in sentence.entities {
        for word in entity.words { marked[word] = true }
        let isWhole = entity.words.allSatisfy { word in
          classes[word] != nil
            || word == entity.words.lowerBound && entity.words.count > 1
              && sentence.words[word].lowercased() == "the"
        }
        found[entity.identity, default: (0, 0)].all += 1
        if isWhole { found[entity.identity, default: (0, 0)].whole += 1 }
      }
      for (identity, isMarked) in zip(classes, marked) {
        if !isMarked { unmarked += 1 }
        guard let identity else { continue }
        right[identity, default: (0, 0)].all += 1
        if isMarked { right[identity, default: (0, 0)].marked += 1 } else { falselyMasked += 1 }
      }
    }
  }

  func recall(_ identity: IdentityClass) -> Double {
    let counts = found[identity] ?? (0, 0)
    return Double(counts.whole) / Double(counts.all)
  }

  var falseMaskShare: Double { Double(falselyMasked) / Double(unmarked) }

  /// Recall and precision of each class with Wilson intervals, as Markdown rows.
  var table: String {
    IdentityClass.allCases.compactMap { identity -> String? in
      guard let (whole, all) = found[identity] else { return nil }
      let (marked, masked) = right[identity] ?? (0, 0)
      return "| \(identity.rawValue) | \(share(whole, of: all)) | \(share(marked, of: masked)) |"
    }.joined(separator: "\n") + "\n| words nobody marked, masked | \(share(falselyMasked, of: unmarked)) | |"
  }

  private func share(_ part: Int, of whole: Int) -> String {
    let (low, high) = wilsonInterval(part, of: whole)
    func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
    let estimate = whole == 0 ? "–" : rounded(Double(part) / Double(whole))
    return "\(estimate) [\(rounded(low)), \(rounded(high))], \(part) of \(whole)"
  }
}

/// 95 % interval of a share; Wilson 1927.
func wilsonInterval(_ part: Int, of whole: Int) -> (low: Double, high: Double) {
  guard whole > 0 else { return (0, 1) }
  let z = 1.959964
  let n = Double(whole)
  let share = Double(part) / n
  let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
  let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
  return (max(0, centre - half), min(1, centre + half))
}
