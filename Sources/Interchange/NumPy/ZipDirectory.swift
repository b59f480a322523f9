internal import Foundation

/// The list of contents at the end of a ZIP file (PKWARE's APPNOTE 6.3, sections 4.3.12 to 4.3.16), with the
/// 64-bit forms. Every number in it is checked against the file's length.
struct ZipDirectory {
  struct Entry {
    var name: String
    var method: Int
    var flags: Int
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    var localOffset: Int
  }

  enum Fault: Error {
    case notAnArchive
    case fault(NumPyError.ArchiveFault)
  }

  static let localMark: UInt64 = 0x0403_4b50
  static let entryMark: UInt64 = 0x0201_4b50
  static let endMark: UInt64 = 0x0605_4b50
  static let end64Mark: UInt64 = 0x0606_4b50
  static let locator64Mark: UInt64 = 0x0706_4b50
  static let encryptedFlag = 1
  static let unicodeFlag = 0x800

  private(set) var entries: [Entry] = []

  init(_ data: Data) throws(Fault) {
    let archive = LittleEndian(data)
    let end = try Self.end(archive)
    var position = end.directory.lowerBound
    for _ in 0..<end.entryCount {
      guard archive[position, 4] == Self.entryMark, position + 46 <= end.directory.upperBound else {
        throw .fault(.directory)
      }
      let nameLength = Int(archive[position + 28, 2])
      let extraLength = Int(archive[position + 30, 2])
      let next = position + 46 + nameLength + extraLength + Int(archive[position + 32, 2])
      guard next <= end.directory.upperBound else { throw .fault(.directory) }
      var wide = WideSizes(
        archive, extra: (position + 46 + nameLength)..<(position + 46 + nameLength + extraLength))
      guard let size = wide.value(archive[position + 24, 4]),
        let packedSize = wide.value(archive[position + 20, 4]),
        let localOffset = wide.value(archive[position + 42, 4]),
        packedSize <= data.count, localOffset <= data.count - packedSize
      else { throw .fault(.directory) }
      let name = data.dropFirst(position + 46).prefix(nameLength)
      entries.append(
        Entry(
          name: String(decoding: name, as: UTF8.self), method: Int(archive[position + 10, 2]),
          flags: Int(archive[position + 8, 2]), checksum: UInt32(archive[position + 16, 4]),
          packedSize: packedSize, size: size, localOffset: localOffset))
      position = next
    }
    // Entries that share bytes would multiply a small file.
    guard entries.reduce(0, { $0 + $1.packedSize }) <= data.count else { throw .fault(.directory) }
  }

  private static func end(
    _ archive: LittleEndian
  ) throws(Fault) -> (entryCount: Int, directory: Range<Int>) {
    guard archive.count >= 4, archive[0, 4] == localMark || archive[0, 4] == endMark else {
      throw .notAnArchive
    }
    // Up to 65,535 bytes of remarks may follow the mark.
    var place = archive.count - 22
    while place >= max(0, archive.count - 22 - 65_535),
      archive[place, 4] != endMark || place + 22 + Int(archive[place + 20, 2]) != archive.count
    { place -= 1 }
    guard place >= max(0, archive.count - 22 - 65_535) else { throw .fault(.truncated) }

    var parts = archive[place + 4, 2]
    var entryCount = archive[place + 10, 2]
    var size = archive[place + 12, 4]
    var offset = archive[place + 16, 4]
    if place >= 20, archive[place - 20, 4] == locator64Mark {
      let record = archive[place - 12, 8]
      guard record <= UInt64(max(place - 20 - 56, 0)), archive[Int(record), 4] == end64Mark else {
        throw .fault(.directory)
      }
      parts = archive[Int(record) + 16, 4]
      entryCount = archive[Int(record) + 32, 8]
      size = archive[Int(record) + 40, 8]
      offset = archive[Int(record) + 48, 8]
    }
    guard parts == 0 else { throw .fault(.severalParts) }
    guard size <= UInt64(place), offset <= UInt64(place) - size, entryCount <= size / 46 else {
      throw .fault(.directory)
    }
    return (Int(entryCount), Int(offset)..<Int(offset + size))
  }
}

/// Sizes of eight bytes beside an entry; each stands there only if its place of four bytes is full of ones.
private struct WideSizes {
  private let archive: LittleEndian
  private var rest: Range<Int>

  init(_ archive: LittleEndian, extra: Range<Int>) {
    self.archive = archive
    rest = extra.upperBound..<extra.upperBound
    var place = extra.lowerBound
    while place + 4 <= extra.upperBound {
      let length = Int(archive[place + 2, 2])
      guard place + 4 + length <= extra.upperBound else { return }
      if archive[place, 2] == 1 {
        rest = (place + 4)..<(place + 4 + length)
        return
      }
      place += 4 + length
    }
  }

  /// `nil` where the wide form is announced and missing, or too large for any file.
  mutating func value(_ narrow: UInt64) -> Int? {
    guard narrow == 0xFFFF_FFFF else { return Int(narrow) }
    guard rest.count >= 8 else { return nil }
    defer { rest = (rest.lowerBound + 8)..<rest.upperBound }
    return Int(exactly: archive[rest.lowerBound, 8]).flatMap { $0 < 1 << 60 ? $0 : nil }
  }
}

/// Little-endian numbers at places in bytes.
struct LittleEndian {
  private let data: Data

  init(_ data: Data) { self.data = data }

  var count: Int { data.count }

  /// The number in so many bytes; 0 for bytes beyond the end.
  subscript(place: Int, length: Int) -> UInt64 {
    guard place >= 0, place + length <= data.count else { return 0 }
    var value: UInt64 = 0
    for index in (0..<length).reversed() {
      value = value << 8 | UInt64(data[data.startIndex + place + index])
    }
    return value
  }

  static func bytes(_ value: some FixedWidthInteger, _ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
