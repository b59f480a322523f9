/// Why a value is not there. Absent is never zero.
public enum MissingReason: Error, Hashable {
  case notRequested
  case notRecorded
  case noFace
  case noSpeech
  case unvoiced
  case tooShort
  case lowQuality
  /// The measure means nothing here, for the reason named in a word: `language`.
  case notApplicable(String)
  /// The computation broke; the message says how, in words for the user.
  case failed(String)

  /// The word written to files.
  public var code: String {
    switch self {
    case .notRequested: "notRequested"
    case .notRecorded: "notRecorded"
    case .noFace: "noFace"
    case .noSpeech: "noSpeech"
    case .unvoiced: "unvoiced"
    case .tooShort: "tooShort"
    case .lowQuality: "lowQuality"
    case .notApplicable: "notApplicable"
    case .failed: "failed"
    }
  }

  /// The code, and where there is more to say that in brackets: `failed(message)`.
  public var text: String {
    switch self {
    case .failed(""): code
    case .failed(let detail), .notApplicable(let detail): "\(code)(\(detail))"
    default: code
    }
  }

  /// Reads back what `text` writes; `nil` for any other text.
  public init?(text: String) {
    let plain: [MissingReason] = [
      .notRequested, .notRecorded, .noFace, .noSpeech, .unvoiced, .tooShort, .lowQuality,
    ]
    if let reason = plain.first(where: { $0.code == text }) {
      self = reason
    } else if text == "failed" {
      self = .failed("")
    } else if text.hasPrefix("failed("), text.hasSuffix(")") {
      self = .failed(String(text.dropFirst("failed(".count).dropLast()))
    } else if text.hasPrefix("notApplicable("), text.hasSuffix(")") {
      self = .notApplicable(String(text.dropFirst("notApplicable(".count).dropLast()))
    } else {
      return nil
    }
  }
}

/// A number, or the reason why there is none.
public enum MeasuredValue: Sendable, Hashable {
  case value(Double)
  case missing(MissingReason)

  /// The number if there is one and it is finite; otherwise missing for the given reason.
  public init(_ number: Double?, orMissing reason: MissingReason) {
    if let number, number.isFinite {
      self = .value(number)
    } else {
      self = .missing(reason)
    }
  }

  public var number: Double? {
    if case .value(let number) = self { number } else { nil }
  }

  public var reason: MissingReason? {
    if case .missing(let reason) = self { reason } else { nil }
  }
}

/// A measure together with its value in one session.
public struct MeasureReading: Sendable, Hashable {
  public let measure: Measure
  public let value: MeasuredValue

  /// A number the measure does not admit becomes missing as failed, so that no impossible value leaves.
  public init(_ measure: Measure, _ value: MeasuredValue) {
    self.measure = measure
    if let number = value.number, !measure.admits(number) {
      self.value = .missing(.failed("the computed value lies outside the measure's range"))
    } else {
      self.value = value
    }
  }
}
