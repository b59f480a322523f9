/// The line of a caption that holds its times: `00:01:02.500 --> 00:01:04.000 position:10%`.
struct CaptionTiming {
  let startSeconds: Double
  let endSeconds: Double

  /// Whether a line can only be meant as times.
  static func looksLikeTiming(_ line: some StringProtocol) -> Bool {
    line.contains("-->") && line.first(where: { !$0.isWhitespace })?.isNumber == true
  }

  /// `nil` where the times cannot be understood. What follows them is passed over.
  init?(_ line: String) {
    guard let arrow = line.firstRange(of: "-->"),
      let start = Self.seconds(line[..<arrow.lowerBound]),
      let end = Self.seconds(line[arrow.upperBound...])
    else { return nil }
    startSeconds = start
    endSeconds = end
  }

  /// `[hours:]minutes:seconds`, the fraction after a full stop (WebVTT) or a comma (SubRip).
  private static func seconds(_ text: Substring) -> Double? {
    guard let clock = text.split(whereSeparator: \.isWhitespace).first else { return nil }
    let parts = clock.replacing(",", with: ".").split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var total = 0.0
    for part in parts {
      guard part.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let number = Double(part)
      else { return nil }
      total = total * 60 + number
    }
    return total
  }
}
