public import ExtractionPipeline
public import Foundation
public import PrivateFiles
internal import SignalCore

/// The files of one results folder, by names relative to it: the one way they are read and written.
///
/// In a plain folder they lie there as they are. In an encrypted one every file lies sealed under its name and
/// `.sealed`, and a plain file put there by somebody counts as not there. Names of sessions stay readable as
/// names of folders, sizes and times of files too.
public struct ResultsFiles: Sendable {
  public let path: String
  /// `nil` for a plain folder.
  let key: FolderKey?

  /// - Parameter key: The key of an encrypted folder.
  public init(path: String, key: FolderKey? = nil) {
    self.path = path
    self.key = key
  }

  public var isEncrypted: Bool { key != nil }

  /// Whether a file is there; in an encrypted folder that was not unlocked, too.
  public func exists(_ name: String) -> Bool {
    (key == nil && isFile(place(of: name))) || isFile(sealedPlace(of: name))
  }

  /// A file's content; `nil` where there is none.
  /// - Throws: `.locked` for a sealed file without a key, and what is wrong with a sealed file.
  public func read(_ name: String) throws(PrivacyError) -> Data? {
    guard let key else {
      if isFile(place(of: name)) {
        guard let data = FileManager.default.contents(atPath: place(of: name)) else {
          throw .cannotRead(name: name)
        }
        return data
      }
      if isFile(sealedPlace(of: name)) { throw .locked(folder: path) }
      return nil
    }
    guard isFile(sealedPlace(of: name)) else { return nil }
    return Data(try SealedFile.read(sealedPlace(of: name), name: name, key: key))
  }

  /// A file's size when it is plain; `nil` for none.
  func plainByteCount(of name: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: place(of: name)))?[.size] as? Int
  }

  /// SHA-256 of a file's content, as small letters; `nil` for none, or none that can be read.
  func sha256(of name: String) -> String? {
    isEncrypted
      ? kept(name).map { sha256Hex(ofBytes: Array($0)) } : try? sha256Hex(ofFileAt: place(of: name))
  }

  /// Puts a file in place of an earlier one, whole or not at all.
  /// - Parameter folder: Where it lies until its session's folder is whole, in place of the folder its name says.
  public func write(
    _ bytes: some Sequence<UInt8>, to name: String, within folder: String? = nil
  ) throws(InterchangeError) {
    let file = try stream(name, within: folder)
    try file.append(bytes)
    try file.finish()
  }

  public func write(_ text: String, to name: String, within folder: String? = nil) throws(InterchangeError) {
    try write(text.utf8, to: name, within: folder)
  }

  /// A file that comes in pieces.
  func stream(_ name: String, within folder: String? = nil) throws(InterchangeError) -> StreamedFile {
    let ownName = name.split(separator: "/").last.map(String.init) ?? name
    let location = folder.map { "\($0)/\(ownName)" } ?? name
    guard let key else { return try StreamedFile(path: place(of: location)) }
    return try StreamedFile(sealed: name, key: key, path: sealedPlace(of: location))
  }

  /// Puts a file that its owner alone may read in place of an earlier one; its folder is made where it is not there.
  func writePrivately(_ data: Data, to name: String) throws(InterchangeError) {
    let path = place(of: name)
    try? FileManager.default.createDirectory(
      atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    if isEncrypted { return try write(data, to: name) }
    do throws(WholeFileError) { try WholeFile.write(data, to: path, isPrivate: true) } catch {
      throw InterchangeError(errorNumber: error.number, path: path)
    }
  }

  /// Takes a file away, in either form; nothing happens where there is none.
  public func remove(_ name: String) throws(PrivacyError) {
    for path in [place(of: name), sealedPlace(of: name)] where isFile(path) {
      do { try FileManager.default.removeItem(atPath: path) } catch { throw .cannotWrite(name: name) }
    }
  }

  /// Names of what lies directly in a folder below this one, without the ending of sealed files; sorted.
  public func names(in folder: String) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: place(of: folder))) ?? []
    return Set(
      found.map { name in
        name.hasSuffix(SealedFile.ending) ? String(name.dropLast(SealedFile.ending.count)) : name
      }
    ).sorted()
  }

  /// Where this folder's form of a file lies.
  func actualPlace(of name: String) -> String { isEncrypted ? sealedPlace(of: name) : place(of: name) }

  /// Where a file lies when it is plain.
  func place(of name: String) -> String { "\(path)/\(name)" }

  /// Where a file lies when it is sealed.
  func sealedPlace(of name: String) -> String { place(of: name) + SealedFile.ending }

  private func isFile(_ path: String) -> Bool {
    var isFolder = ObjCBool(false)
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }
}

extension ResultsFiles: KeptFiles {
  public func kept(_ name: String) -> Data? { try? read(name) }

  public func keep(_ data: Data, as name: String) { try? writePrivately(data, to: name) }

  public func drop(_ name: String) { try? remove(name) }
}
