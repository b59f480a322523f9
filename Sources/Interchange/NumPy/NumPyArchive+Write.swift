internal import Foundation

extension NumPyArchive {
  public enum Packing: Sendable, Hashable {
    case stored
    case deflated
  }

  /// Writes named arrays under another name and renames when whole; what stood at the path is replaced.
  ///
  /// The date of every entry is the format's first, 1 January 1980, so that the same arrays give the same bytes.
  /// Sizes of 4 GiB and more, and more than 65,534 arrays, are written in ZIP's 64-bit form.
  public static func write(
    _ arrays: [(name: String, array: NumPyArray)], to path: String, packing: Packing = .deflated
  ) throws(NumPyError) {
    try write(arrays, to: path, packing: packing, narrowLimit: 0xFFFF_FFFF)
  }

  /// - Parameter narrowLimit: Sizes and offsets from here on are written in eight bytes.
  package static func write(
    _ arrays: [(name: String, array: NumPyArray)], to path: String, packing: Packing, narrowLimit: UInt64
  ) throws(NumPyError) {
    var names: Set<String> = []
    for (name, _) in arrays {
      guard names.insert(name).inserted else { throw .duplicateName(path: path, array: name) }
      guard !name.isEmpty, name.utf8.count < 65_000, !name.utf8.contains(where: { $0 < 0x20 }) else {
        throw .badName(path: path, array: name)
      }
    }
    var writer = try ZipWriter(path: path, packing: packing, narrowLimit: narrowLimit)
    for (name, array) in arrays {
      let (header, values) = NumPyFile.encode(array)
      try writer.append(name: name + ".npy", [Data(header), values])
    }
    try writer.finish()
  }
}

/// A ZIP file under way.
private struct ZipWriter {
  private let file: PartialOutput
  private let packing: NumPyArchive.Packing
  private let narrowLimit: UInt64
  private var offset: UInt64 = 0
  private var directory: [UInt8] = []
  private var entryCount = 0

  init(path: String, packing: NumPyArchive.Packing, narrowLimit: UInt64) throws(NumPyError) {
    file = try PartialOutput(path: path)
    self.packing = packing
    self.narrowLimit = narrowLimit
  }

  mutating func append(name: String, _ pieces: [Data]) throws(NumPyError) {
    let size = UInt64(pieces.reduce(0) { $0 + $1.count })
    var checksum = CyclicChecksum()
    for piece in pieces { checksum.take(piece) }
    // Packing may add a little; then the wide form stands there without need.
    let isWide = size + size >> 10 + 64 >= narrowLimit
    let local = localHeader(name, checksum: checksum.value, packedSize: 0, size: size, isWide: isWide)
    try file.append(local)
    var packedSize: UInt64 = 0
    switch packing {
    case .stored:
      for piece in pieces { try file.append(piece) }
      packedSize = size
    case .deflated:
      let deflater = Deflater()
      for (index, piece) in pieces.enumerated() {
        try deflater.pack(piece, isLast: index == pieces.count - 1) { (packed) throws(NumPyError) in
          try file.append(packed)
          packedSize += UInt64(packed.count)
        }
      }
    }
    try file.replace(
      at: offset,
      with: localHeader(
        name, checksum: checksum.value, packedSize: packedSize, size: size, isWide: isWide))
    directory += entry(name, checksum: checksum.value, packedSize: packedSize, size: size)
    offset += UInt64(local.count) + packedSize
    entryCount += 1
  }

  mutating func finish() throws(NumPyError) {
    let size = UInt64(directory.count)
    var end = directory
    let isWide = entryCount >= 0xFFFF || offset >= narrowLimit || size >= narrowLimit
    if isWide {
      end += LittleEndian.bytes(ZipDirectory.end64Mark, 4) + LittleEndian.bytes(UInt64(44), 8)
      end += LittleEndian.bytes(45, 2) + LittleEndian.bytes(45, 2) + LittleEndian.bytes(0, 8)
      end += LittleEndian.bytes(entryCount, 8) + LittleEndian.bytes(entryCount, 8)
      end += LittleEndian.bytes(size, 8) + LittleEndian.bytes(offset, 8)
      end += LittleEndian.bytes(ZipDirectory.locator64Mark, 4) + LittleEndian.bytes(0, 4)
      end += LittleEndian.bytes(offset + size, 8) + LittleEndian.bytes(1, 4)
    }
    end += LittleEndian.bytes(ZipDirectory.endMark, 4) + LittleEndian.bytes(0, 4)
    let count = LittleEndian.bytes(isWide ? 0xFFFF : entryCount, 2)
    end += count + count
    end += LittleEndian.bytes(isWide ? 0xFFFF_FFFF : size, 4)
    end += LittleEndian.bytes(isWide ? 0xFFFF_FFFF : offset, 4) + LittleEndian.bytes(0, 2)
    try file.append(end)
    try file.finish()
  }

  private func localHeader(
    _ name: String, checksum: UInt32, packedSize: UInt64, size: UInt64, isWide: Bool
  ) -> [UInt8] {
    let extra =
      isWide
      ? LittleEndian.bytes(1, 2) + LittleEndian.bytes(16, 2) + LittleEndian.bytes(size, 8)
        + LittleEndian.bytes(packedSize, 8) : []
    return LittleEndian.bytes(ZipDirectory.localMark, 4) + common(checksum, isWide: isWide)
      + LittleEndian.bytes(isWide ? 0xFFFF_FFFF : packedSize, 4)
      + LittleEndian.bytes(isWide ? 0xFFFF_FFFF : size, 4)
      + LittleEndian.bytes(name.utf8.count, 2) + LittleEndian.bytes(extra.count, 2) + Array(name.utf8) + extra
  }

  private func entry(_ name: String, checksum: UInt32, packedSize: UInt64, size: UInt64) -> [UInt8] {
    let wide = [size, packedSize, offset].filter { $0 >= narrowLimit }
    func narrow(_ value: UInt64) -> [UInt8] {
      LittleEndian.bytes(value >= narrowLimit ? 0xFFFF_FFFF : value, 4)
    }
    var extra: [UInt8] = []
    if !wide.isEmpty {
      extra = LittleEndian.bytes(1, 2) + LittleEndian.bytes(8 * wide.count, 2)
      for value in wide { extra += LittleEndian.bytes(value, 8) }
    }
    return LittleEndian.bytes(ZipDirectory.entryMark, 4) + LittleEndian.bytes(45, 2)
      + common(checksum, isWide: !wide.isEmpty) + narrow(packedSize) + narrow(size)
      + LittleEndian.bytes(name.utf8.count, 2) + LittleEndian.bytes(extra.count, 2)
      + LittleEndian.bytes(0, 10) + narrow(offset) + Array(name.utf8) + extra
  }

  /// Version needed, flags, method, time, date and checksum.
  private func common(_ checksum: UInt32, isWide: Bool) -> [UInt8] {
    LittleEndian.bytes(isWide ? 45 : 20, 2) + LittleEndian.bytes(ZipDirectory.unicodeFlag, 2)
      + LittleEndian.bytes(packing == .stored ? 0 : 8, 2) + LittleEndian.bytes(0, 2)
      + LittleEndian.bytes(0x21, 2) + LittleEndian.bytes(checksum, 4)
  }
}
