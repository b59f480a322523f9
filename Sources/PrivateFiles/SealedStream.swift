internal import SignalCore

/// A sealed file made of what comes in parts of any length; memory holds one piece of it.
public final class SealedStream {
  private let file: WholeFile
  private let sealer: PieceSealer
  /// What errors call it.
  private let name: String
  private var waiting: [UInt8] = []

  /// - Parameters:
  ///   - name: The file's name relative to its folder, without the ending of sealed files.
  ///   - path: Where it lies when it is whole; its owner alone may read it.
  public init(name: String, key: FolderKey, path: String) throws(PrivacyError) {
    self.name = name
    sealer = PieceSealer(name: name, key: key)
    do { file = try WholeFile(path: path, isPrivate: true) } catch { throw .cannotWrite(name: name) }
    try write(sealer.opening)
  }

  public func append(_ bytes: some Sequence<UInt8>) throws(PrivacyError) {
    waiting.append(contentsOf: bytes)
    var start = 0
    // The last piece is known as such only when nothing follows it.
    while waiting.count - start > PieceSealer.pieceBytes {
      try write(sealer.seal(waiting[start..<start + PieceSealer.pieceBytes], isLast: false))
      start += PieceSealer.pieceBytes
    }
    waiting.removeFirst(start)
  }

  /// Gives the file its name.
  public func finish() throws(PrivacyError) {
    try write(sealer.seal(waiting[...], isLast: true))
    do { try file.finish() } catch { throw .cannotWrite(name: name) }
  }

  private func write(_ bytes: [UInt8]) throws(PrivacyError) {
    do { try file.append(bytes) } catch { throw .cannotWrite(name: name) }
  }
}
