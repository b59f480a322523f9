internal import ClinicalAssessment
internal import Foundation

/// Numbers as the pages show them.
package enum Number {
  /// A fixed count of decimals, with a true minus sign; −0.00 is 0.00.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", abs(value))
    return value < 0 && text.contains { $0 != "0" && $0 != "." } ? "\u{2212}" + text : text
  }

  /// Without needless decimals, at most two.
  package static func shortest(_ value: Double) -> String {
    var text = fixed(value, 2)
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return text
  }

  static func percent(_ share: Double, _ decimals: Int = 0) -> String { "\(fixed(share * 100, decimals)) %" }

  /// With commas between thousands.
  package static func count(_ value: Int) -> String {
    var digits = String(abs(value))
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    return (value < 0 ? "\u{2212}" : "") + ([Substring(digits)] + groups).joined(separator: ",")
  }

  static func interval(_ interval: Interval, _ decimals: Int) -> String {
    "\(fixed(interval.lower, decimals)) to \(fixed(interval.upper, decimals))"
  }

  /// “0.78 (0.66 to 0.87)”, or a dash.
  static func estimate(_ estimate: Estimate?, _ decimals: Int) -> String {
    guard let estimate else { return "–" }
    let range = estimate.interval.map { " (\(interval($0, decimals)))" } ?? ""
    return fixed(estimate.value, decimals) + range
  }
}
