internal import ClinicalAssessment

/// One answer of a form, or why there is none.
public enum ItemAnswer: Sendable, Hashable {
  case given(Int)
  case blank
  /// NHANES code 7.
  case refused
  /// NHANES code 9.
  case notKnown

  public var value: Int? { if case .given(let value) = self { value } else { nil } }
}

/// Texts that stand for nothing given: empty, R's `NA`, pandas' `NaN`, BIDS' `n/a`, SAS' and Stata's dot.
func isMissing(_ cell: String) -> Bool {
  cell.isEmpty || (cell.utf8.count <= 3 && ["na", "nan", "n/a", "."].contains(cell.lowercased()))
}

/// A number as tables write it, with a decimal point.
func number(_ cell: String) -> Double? {
  guard let value = Double(cell), value.isFinite,
    cell.utf8.allSatisfy({ $0 < 0x41 || $0 == 0x65 || $0 == 0x45 })
  else { return nil }
  return value
}

/// Reads an answer to an item.
func answer(
  _ cell: String, to item: QuestionnaireItem, of scale: String, hasSurveyCodes: Bool, line: Int,
  column: String
) throws(AssessmentTableError) -> ItemAnswer {
  if cell.utf8.count == 1, let digit = cell.utf8.first, (0x30...0x39).contains(digit) {
    return try answer(Int(digit - 0x30), to: item, of: scale, hasSurveyCodes, line, column)
  }
  if isMissing(cell) { return .blank }
  guard let value = number(cell) else { throw .notNumber(line: line, column: column) }
  // Tables made from SAS transport files write 0 as 5.4e-79.
  let whole = value.rounded()
  guard abs(value - whole) < 1e-9, abs(whole) < 1e6 else { throw .notWhole(line: line, column: column) }
  return try answer(Int(whole), to: item, of: scale, hasSurveyCodes, line, column)
}

private func answer(
  _ value: Int, to item: QuestionnaireItem, of scale: String, _ hasSurveyCodes: Bool, _ line: Int,
  _ column: String
) throws(AssessmentTableError) -> ItemAnswer {
  if hasSurveyCodes, value == 7 { return .refused }
  if hasSurveyCodes, value == 9 { return .notKnown }
  guard item.answers.contains(value) else {
    throw .outOfRange(
      line: line, column: column, scale: scale, lowest: Double(item.answers.lowerBound),
      highest: Double(item.answers.upperBound))
  }
  return .given(value)
}
