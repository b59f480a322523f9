internal import DenseMath
public import Foundation

/// Damages files as disks, transfers and people do; the same damage for the same seed.
public struct FileMutator {
  private var random: SeededGenerator

  public init(seed: UInt64, stream: String) { random = SeededGenerator(seed: seed, stream: stream) }

  /// A copy with one to four kinds of damage: flipped bits, other bytes, numbers at their limits, parts cut out,
  /// doubled, moved, filled with zeros or with other bytes, the end lost, signs of markup where none should be.
  public mutating func mutated(_ original: Data) -> Data {
    var bytes = [UInt8](original)
    for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&bytes) }
    return Data(bytes)
  }

  private static let limits: [[UInt8]] = [
    [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0, 0, 0, 0],
    [0xFF, 0xFF, 0xFF, 0x7F],
    [0x00, 0x00, 0x00, 0x80], [0xFF], [0x00], [0x7F], [0x80],
  ]
  private static let signs = [
    "\u{0}", "\n", "\r\n", "\"", ",", ";", "\t", "{", "}", "[", "]", "<", ">", "</", "&", "-", "--> ", "\\",
    ":",
    "NaN", "inf", "-1", "1e999", "99999999999999999999", "\u{FEFF}", "é", "\u{202E}", "😀",
  ].map { [UInt8]($0.utf8) }

  private mutating func damage(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = bytes.indices.randomElement(using: &random) ?? 0
    let part = place..<min(bytes.count, place + Int.random(in: 1...64, using: &random))
    switch Int.random(in: 0..<9, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: for index in part { bytes[index] = UInt8.random(in: 0...255, using: &random) }
    case 2: overwrite(&bytes, at: place, with: Self.limits.randomElement(using: &random) ?? [])
    case 3: bytes.removeSubrange(part)
    case 4: bytes.insert(contentsOf: bytes[part], at: place)
    case 5: for index in part { bytes[index] = 0 }
    case 6: bytes.removeSubrange(place...)
    case 7: bytes.insert(contentsOf: Self.signs.randomElement(using: &random) ?? [], at: place)
    default:
      let moved = Array(bytes[part])
      bytes.removeSubrange(part)
      bytes.insert(contentsOf: moved, at: Int.random(in: 0...bytes.count, using: &random))
    }
  }

  private func overwrite(_ bytes: inout [UInt8], at place: Int, with limit: [UInt8]) {
    for (index, byte) in zip(place..<bytes.count, limit) { bytes[index] = byte }
  }
}
