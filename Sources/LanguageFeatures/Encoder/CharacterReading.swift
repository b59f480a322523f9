import Foundation

/// What the tokenizer makes of one character of a text.
///
/// The rules are those of BERT's uncased normalisation and splitting as the Hugging Face `tokenizers` library 0.23
/// carries them out: control characters go, white space and punctuation part words, ideographs stand alone, marks
/// that take no space are stripped after canonical decomposition, the rest is lower-cased.
struct CharacterReading: Sendable, Equatable {
  enum Kind: UInt8 { case dropped, space, alone, letters }

  var kind: Kind
  /// How many of the following belong to it; 0 for a mark that was stripped.
  var count: UInt8 = 0
  /// The vocabulary's numbers of the characters it turns into. A Hangul syllable has up to three.
  var characters: (UInt16, UInt16, UInt16) = (0, 0, 0)

  static let dropped = CharacterReading(kind: .dropped)

  private init(kind: Kind) { self.kind = kind }

  static func == (one: CharacterReading, other: CharacterReading) -> Bool {
    one.kind == other.kind && one.count == other.count && one.characters == other.characters
  }

  /// Readings of many characters; decomposing them in one go is much quicker than one by one.
  static func readings(
    of scalars: [Unicode.Scalar], in vocabulary: WordPieceVocabulary
  ) -> [CharacterReading] {
    var joined = String.UnicodeScalarView()
    for scalar in scalars {
      // A control character decomposes into itself and keeps its neighbours' marks apart.
      joined.append("\u{1}")
      joined.append(scalar == "\u{1}" ? " " : scalar)
    }
    let parts = String(joined).decomposedStringWithCanonicalMapping.unicodeScalars
      .split(separator: "\u{1}", omittingEmptySubsequences: false).dropFirst()
    return zip(scalars, parts).map { CharacterReading($0, decomposed: $1, vocabulary: vocabulary) }
  }

  private init(
    _ scalar: Unicode.Scalar, decomposed: Substring.UnicodeScalarView, vocabulary: WordPieceVocabulary
  ) {
    kind = .letters
    if isRemoved(scalar) {
      kind = .dropped
    } else if scalar.properties.isWhitespace {
      kind = .space
    } else {
      if isIdeograph(scalar) { kind = .alone }
      for part in decomposed where !isStrippedMark(part) {
        for lower in part.properties.lowercaseMapping.unicodeScalars {
          if isPunctuation(lower) { kind = .alone }
          append(vocabulary.number(of: lower))
        }
      }
    }
  }

  /// A fourth character, which no vocabulary's writing system needs, makes the whole unknown.
  private mutating func append(_ character: UInt16) {
    switch count {
    case 0: characters.0 = character
    case 1: characters.1 = character
    case 2: characters.2 = character
    default: characters = (WordPieceVocabulary.unknownCharacter, 0, 0)
    }
    count = count < 3 ? count + 1 : 1
  }
}

/// The library knows categories as of Unicode 8: what came later has none, and is a letter like any other.
private func category(_ scalar: Unicode.Scalar) -> Unicode.GeneralCategory {
  switch scalar.value {
  // Characters whose category has changed since.
  case 0x166D, 0x111C9: return .otherPunctuation
  case 0x1734, 0x1171E: return .nonspacingMark
  case 0x1885, 0x1886: return .otherLetter
  case 0xA9BD: return .spacingMark
  default:
    guard let age = scalar.properties.age, age.major <= 8 else { return .unassigned }
    return scalar.properties.generalCategory
  }
}

private func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\t", "\n", "\r": return false
  case "\u{0}", "\u{FFFD}": return true
  default:
    // Private characters have no age, and yet a category that was there from the start.
    if scalar.properties.generalCategory == .privateUse { return true }
    let category = category(scalar)
    return category == .control || category == .format
  }
}

private func isStrippedMark(_ scalar: Unicode.Scalar) -> Bool { category(scalar) == .nonspacingMark }

private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
    default: return false
    }
  }
  switch category(scalar) {
  case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation:
    return true
  default: return false
  }
}

/// The blocks BERT sets apart with spaces; Hangul and kana are not among them.
private func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B81F,
    0x2B920...0x2CEAF, 0x2F800...0x2FA1F:
    true
  default: false
  }
}
