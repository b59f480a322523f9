internal import Foundation

/// Files in the sealed form: written and read piece by piece, so that memory holds one piece beside the content.
///
/// A sealed file opens only with its folder's key and under its own name. It tells neither when it was sealed nor
/// that an older version of the same file was put back in its place.
public enum SealedFile {
  /// Ending of sealed files' names.
  public static let ending = ".sealed"

  /// Seals bytes into a file, whole or not at all.
  /// - Parameters:
  ///   - name: The file's name relative to its folder, without the ending.
  ///   - path: Where it is written.
  public static func write(
    _ bytes: some Sequence<UInt8>, name: String, key: FolderKey, to path: String
  ) throws(PrivacyError) {
    let stream = try SealedStream(name: name, key: key, path: path)
    try stream.append(bytes)
    try stream.finish()
  }

  /// All bytes of a file, given out only when the whole of it is sound.
  public static func read(_ path: String, name: String, key: FolderKey) throws(PrivacyError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path, name: name, key: key) { bytes += $0 }
    return bytes
  }

  /// Gives out each piece once it is found sound. Until the call returns nobody knows that the file is whole.
  public static func read(
    _ path: String, name: String, key: FolderKey, pieces: ([UInt8]) throws(PrivacyError) -> Void
  ) throws(PrivacyError) {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw .cannotRead(name: name) }
    defer { try? handle.close() }
    func bytes(_ count: Int) throws(PrivacyError) -> [UInt8] {
      do { return Array(try handle.read(upToCount: count) ?? Data()) } catch { throw .cannotRead(name: name) }
    }
    let opener = try PieceOpener(
      name: name, key: key, opening: try bytes(PieceSealer.mark.count + PieceSealer.streamHeaderBytes))
    while true {
      let prefix = try bytes(4)
      guard prefix.count == 4 else { throw .truncated(name: name) }
      let length = prefix.reversed().reduce(0) { $0 << 8 | Int($1) }
      guard length <= PieceSealer.pieceBytes + PieceSealer.overheadBytes else { throw .altered(name: name) }
      let sealed = try bytes(length)
      guard sealed.count == length else { throw .truncated(name: name) }
      let (piece, isLast) = try opener.open(sealed)
      try pieces(piece)
      if isLast { break }
    }
    guard try bytes(1).isEmpty else { throw .appended(name: name) }
  }
}
