/// Letters made of straight strokes, so that they are drawn sharp at any size.
///
/// Own drawing; the printable characters of ASCII, anything else shows as a question mark. Grid: baseline at
/// y 2, small letters up to 6, capitals up to 8, tails down to 0.
struct StrokeFont {
  struct Glyph: Sendable {
    /// Lines through points; one point alone is a dot.
    let strokes: [[SIMD2<Int>]]
    /// From the leftmost to the rightmost place of its points.
    let width: Int
  }

  static let baseline = 2
  static let capHeight = 6
  /// Between two letters.
  static let gap = 2
  static let spaceWidth = 1

  static func glyph(_ character: Character) -> Glyph {
    guard let code = character.asciiValue, code >= 32, code < 127 else { return glyph("?") }
    return glyphs[Int(code) - 32]
  }

  private static let glyphs: [Glyph] = outlines.map { outline in
    let strokes = outline.split(separator: " ").map { stroke in
      let digits = stroke.compactMap(\.wholeNumberValue)
      return stride(from: 0, to: digits.count - 1, by: 2).map { SIMD2(digits[$0], digits[$0 + 1]) }
    }
    return Glyph(strokes: strokes, width: strokes.joined().map(\.x).max() ?? spaceWidth)
  }

  /// From the space on, in ASCII's order: each point is a digit for x and one for y, strokes are parted by
  /// spaces.
  private static let outlines = [
    "", "0804 0202", "0806 2826", "1218 3238 0444 0646", "473818070615354443321203 2921",
    "0248 0818170708 3343423233", "420607182837360403122244", "0806", "19070311", "09171301",
    "2723 0446 0644", "2723 0545", "1201", "0434", "0202", "0139",
    "120307183847433212", "072822 0242", "07183847460242", "07183847463515 354443321203",
    "32380444", "480805354443321203", "473818070312324344351504", "084812",
    "15060718384746351504031232434435", "031232434738180706153546", "0202 0505", "1515 1201",
    "360432", "0545 0343", "063402", "07183847462524 2222",
    "42120307184857554434 3626243436", "022842 1434", "020838474635053544433202", "4738180703123243",
    "02083847433202", "48080242 0535", "480802 0535", "47381807031232434525", "0802 4842 0545",
    "0828 1812 0222", "4843321203", "0802 4804 1542", "080242", "0208254842", "02084248",
    "120307184857534212", "02083847463505", "120307184857534212 3451", "02083847463505 2542",
    "473818070615354443321203", "0848 2822", "080312324348", "082248", "0812263248", "0842 4802",
    "082548 2522", "08480242", "19090111", "0831", "09191101", "062846", "0141", "0817",
    "3632 3526160503122233", "0802 0516263533221203", "3526160503122233", "3832 3526160503122233",
    "043435261605031232", "281712 0626", "3631201001 3526160503122233", "0802 0516263532", "0602 0808",
    "161100 1818", "0802 3603 1432", "080312", "0602 05162522 25364542", "0602 0516263532",
    "120305162635332212", "0600 0516263533221203", "3630 3526160503122233", "0602 051626",
    "3616051424332202", "181322 0626", "0603122233 3632", "062246", "0612253246", "0632 3602",
    "0603122233 3631201001", "06360232", "29181605141221", "0901", "09181625141201", "0415253445",
  ]
}
