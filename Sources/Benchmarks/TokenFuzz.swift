import Foundation
import LanguageFeatures

/// Texts made to find a difference between two tokenizers, the same on every run.
struct TokenFuzz {
  let lines: [String]
  /// How many of the lines hold a character beyond ASCII.
  let foreignCount: Int

  /// - Parameter count: Random lines; a fifth has characters beyond ASCII. After them come lines that hold every
  ///   character there is once, between letters.
  init(count: Int, seed: UInt64 = 20_261_121) {
    var generator = SplitMix(state: seed)
    var lines = (0..<count).map { index in
      index % 5 == 4 ? Self.foreignLine(&generator) : Self.plainLine(&generator)
    }
    let scalars = (0...0x10FFFF).lazy.compactMap { Unicode.Scalar($0 as UInt32) }
    var line = ""
    for (index, scalar) in scalars.enumerated() {
      line += "x"
      line.unicodeScalars.append(scalar)
      line += "y "
      if index % 40 == 39 {
        lines.append(line)
        line = ""
      }
    }
    lines.append(line)
    self.lines = lines
    foreignCount = lines.count { !$0.utf8.allSatisfy { $0 < 128 } }
  }

  private static let words = """
    i i'm me my don't can't won't you know like just really feel feeling tired sleep nothing never always everything
    doctor work family mother depressed antidepressants unbelievable electroencephalography psychomotor retardation
    counterproductive yes no um uh well okay the of and to a in that it is was for on are with as hmm mm-hmm 9:30
    1,000.50 $20 50% e.g. U.S.A. #tag @name http://a.b/c?d=e&f rock'n'roll re-uptake [CLS] [SEP] [MASK] [PAD] [UNK]
    [SEP [cls] [[MASK]] _x_ a_b C++ ... --- ?! ( ) "quoted" 'single' `tick` ~ ^ | \\ / < > = + * ; : ##ing ## # @@
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private static let foreignWords = [
    "café", "cafe\u{301}", "naïve", "Ångström", "A\u{30A}", "İstanbul", "straße", "ẞ", "ﬁancé", "Ελλάδα",
    "ΣΊΣΥΦΟΣ",
    "Привет", "й", "и\u{306}", "שָׁלוֹם", "العربية", "हिन्दी", "ক্ষো", "தமிழ்", "ไทย", "日本語", "がぎぐ", "ガギグ", "か\u{3099}",
    "한국어",
    "한", "中文字", "豈更", "𠀀𪜀", "👩‍👩‍👧", "👍🏽", "🇩🇪", "☺️", "“quoted”", "‘it’s’", "em—dash", "…", "¿qué?", "«oui»",
    "a\u{200B}b", "a\u{200D}b", "a\u{AD}b", "\u{FEFF}bom", "a\u{A0}b", "a\u{2028}b", "a\u{85}b", "a\u{3000}b",
    "\u{202E}rtl\u{202C}", "e\u{301}\u{327}\u{302}", "\u{301}", "a\u{34F}\u{301}", "ｆｕｌｌ", "①②", "½", "ⅷ",
    "℃", "Ω", "K",
    "\u{E000}", "x\u{F8FF}y", "\u{FFFD}", "\u{FFFE}", "\u{D7FF}", "\u{378}", "\u{10FFFF}", "\u{1E900}",
    "\u{16FE4}",
    "\u{105C9}", "\u{1D15E}", "≠", "€20", "£5", "×", "÷", "§", "¶", "\u{7F}", "\u{80}", "\u{9F}", "ǅ", "ŉ",
    "ﬀ", "\u{1F88}",
    "[CLS]é", "é[SEP]", "[MÁSK]", "\u{0}[CLS]\u{0}", "e\u{301}[SEP]\u{301}e",
  ]

  private static func plainLine(_ generator: inout SplitMix) -> String {
    let separators = [" ", " ", " ", " ", "  ", "\t", ", ", ". ", "", "-", "'", "\u{1}", "\n"]
    return (0..<Int.random(in: 0...40, using: &generator)).reduce(into: "") { line, _ in
      switch Int.random(in: 0..<12, using: &generator) {
      case 0: line += randomWord(0x21...0x7E, 12, &generator)
      case 1: line += randomWord(0x61...0x7A, 24, &generator)
      case 2: line += String(Int.random(in: 0...1_000_000, using: &generator))
      case 3 where Int.random(in: 0..<20, using: &generator) == 0:
        line += String(repeating: "a", count: Int.random(in: 95...105, using: &generator))
      case 4: line += generator.pick(words).uppercased()
      default: line += generator.pick(words)
      }
      line += generator.pick(separators)
    }
  }

  private static func foreignLine(_ generator: inout SplitMix) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0x80...0x24F, 0x250...0x36F, 0x370...0x58F, 0x590...0x6FF, 0x700...0xDFF, 0xE00...0x10FF,
      0x1100...0x11FF,
      0x1E00...0x1FFF, 0x2000...0x206F, 0x2070...0x2BFF, 0x2E80...0x30FF, 0x3100...0x4DBF, 0x4E00...0x9FFF,
      0xAC00...0xD7A3, 0xD7A4...0xD7FF, 0xE000...0xF8FF, 0xF900...0xFAFF, 0xFB00...0xFDFF, 0xFE00...0xFFFF,
      0x1_0000...0x1_0FFF, 0x1_1000...0x1_1FFF, 0x1_D000...0x1_D3FF, 0x1_E800...0x1_EFFF, 0x1_F000...0x1_FAFF,
      0x2_0000...0x2_FFFF, 0xE_0000...0xE_01EF, 0xF_FF00...0x10_FFFF,
    ]
    return (0..<Int.random(in: 1...30, using: &generator)).reduce(into: "") { line, _ in
      switch Int.random(in: 0..<6, using: &generator) {
      case 0, 1: line += generator.pick(words)
      case 2, 3: line += generator.pick(foreignWords)
      case 4: line += randomWord(generator.pick(ranges), 8, &generator)
      default:
        // Letters under heaps of marks.
        line += randomWord(0x61...0x7A, 3, &generator) + randomWord(0x300...0x36F, 4, &generator)
      }
      if Int.random(in: 0..<3, using: &generator) > 0 { line += " " }
    }
  }

  private static func randomWord(
    _ range: ClosedRange<UInt32>, _ longest: Int, _ generator: inout SplitMix
  ) -> String {
    var word = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...longest, using: &generator) {
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { word.append(scalar) }
    }
    return String(word)
  }

  /// Compares with the `tokenizers` library's pieces of the same lines.
  func report(_ tokenizer: SentenceTokenizer, peer: Peer) throws -> String {
    var mismatches: [String] = []
    var ours = 0.0
    var theirs = 0.0
    for start in stride(from: 0, to: lines.count, by: 10_000) {
      let part = Array(lines[start..<min(start + 10_000, lines.count)])
      let answer = try peer.ask("tokens", aboutTexts: part, as: PieceAnswer.self)
      let (found, seconds) = timed { part.map(tokenizer.tokens) }
      ours += seconds
      theirs += answer.seconds
      for (index, line) in part.enumerated() where found[index].pieces != answer.pieces[index] {
        mismatches.append(line)
      }
    }
    var table = MarkdownTable(
      "Lines", "with more than ASCII", "mismatches", "our time (s)", "theirs (s)", "ratio")
    table.add(
      "\(lines.count)", "\(foreignCount)", "\(mismatches.count)", String(format: "%.2f", ours),
      String(format: "%.2f", theirs), String(format: "%.3f", ours / theirs))
    return table.text + mismatches.prefix(10).map { "\n    \($0.debugDescription)" }.joined()
  }
}

/// The pieces a peer cuts texts into.
struct PieceAnswer: Decodable {
  let seconds: Double
  let pieces: [[Int32]]
}

extension Peer {
  /// What a tool says of texts, handed over in a file.
  func ask<Answer: Decodable>(_ tool: String, aboutTexts texts: [String], as type: Answer.Type) throws
    -> Answer
  {
    let file = FileManager.default.temporaryDirectory.appending(path: "texts-\(UUID().uuidString).json")
    try JSONEncoder().encode(texts).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try ask(tool, about: file.path, as: type)
  }
}
