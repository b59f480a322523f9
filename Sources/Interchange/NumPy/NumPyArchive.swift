internal import Foundation

/// `.npz`: named arrays in a ZIP file, stored or deflated, as `numpy.savez` and `savez_compressed` write it.
///
/// Opening reads the list of contents; an array is unpacked when it is asked for. No entry is unpacked beyond
/// the size the list states, nor is a size believed that its compressed bytes could not give.
public struct NumPyArchive: Sendable {
  /// No deflated byte stands for more than this many (zlib's documentation, "Maximum Compression Factor").
  private static let greatestFactor = 1032

  public let path: String
  /// Names without `.npy`, in the order of the file.
  public let names: [String]

  private let data: Data
  private let entries: [String: ZipDirectory.Entry]

  public init(path: String) throws(NumPyError) {
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    else { throw .unreadable(path: path) }
    let directory: ZipDirectory
    do { directory = try ZipDirectory(data) } catch {
      switch error {
      case .notAnArchive: throw .notAnArchive(path: path)
      case .fault(let fault): throw .brokenArchive(path: path, fault: fault)
      }
    }
    var names: [String] = []
    var entries: [String: ZipDirectory.Entry] = [:]
    for entry in directory.entries where entry.name.hasSuffix(".npy") {
      let name = String(entry.name.dropLast(4))
      guard entries.updateValue(entry, forKey: name) == nil else {
        throw .duplicateName(path: path, array: name)
      }
      names.append(name)
    }
    self.path = path
    self.data = data
    self.names = names
    self.entries = entries
  }

  /// The array of a name.
  public func array(_ name: String) throws(NumPyError) -> NumPyArray {
    guard let entry = entries[name] else { throw .noSuchArray(path: path, array: name) }
    func broken(_ fault: NumPyError.Fault) -> NumPyError { .broken(path: path, array: name, fault: fault) }
    guard entry.flags & ZipDirectory.encryptedFlag == 0 else { throw broken(.encrypted) }
    let packed = try packedBytes(of: entry, broken)
    let bytes: Data
    switch entry.method {
    case 0:
      guard entry.size == entry.packedSize else { throw broken(.inflatedSize) }
      bytes = packed
    case 8:
      guard entry.size / Self.greatestFactor <= entry.packedSize else { throw broken(.inflatedSize) }
      do { bytes = try Inflater().unpack(packed, to: entry.size) } catch {
        switch error {
        case .compression: throw broken(.compression)
        case .size: throw broken(.inflatedSize)
        }
      }
    default: throw broken(.method(entry.method))
    }
    var checksum = CyclicChecksum()
    checksum.take(bytes)
    guard checksum.value == entry.checksum else { throw broken(.checksum) }
    return try NumPyFile.decode(bytes, path: path, array: name)
  }

  private func packedBytes(
    of entry: ZipDirectory.Entry, _ broken: (NumPyError.Fault) -> NumPyError
  ) throws(NumPyError) -> Data {
    let archive = LittleEndian(data)
    let place = entry.localOffset
    let nameLength = Int(archive[place + 26, 2])
    let start = place + 30 + nameLength + Int(archive[place + 28, 2])
    guard archive[place, 4] == ZipDirectory.localMark, Int(archive[place + 8, 2]) == entry.method,
      String(decoding: data.dropFirst(place + 30).prefix(nameLength), as: UTF8.self) == entry.name
    else { throw broken(.place) }
    guard start <= data.count - entry.packedSize else { throw broken(.truncated) }
    return data[(data.startIndex + start)..<(data.startIndex + start + entry.packedSize)]
  }
}
