internal import CSodium

/// Seals the pieces of one file, in order.
///
/// The form on disk: 8 bytes that name it (`BWSEAL` and a zero byte, then the version), 24 bytes of the stream's
/// header, then pieces. A piece is its length in 4 bytes, the least first, and that many bytes: up to 256 KiB
/// enciphered and 17 bytes more. XChaCha20-Poly1305 as libsodium's secretstream strings pieces together: each vouches
/// for those before it, the last one for being the last. Every piece vouches for the form and the file's name too.
@safe final class PieceSealer {
  static let version: UInt8 = 1
  static let mark: [UInt8] = Array("BWSEAL".utf8) + [0, version]
  static let streamHeaderBytes = 24
  static let pieceBytes = 256 << 10
  static let overheadBytes = 17

  private var state: crypto_secretstream_xchacha20poly1305_state
  private let bond: [UInt8]
  /// Mark and stream header: what a file begins with.
  let opening: [UInt8]

  /// - Parameter name: The file's name relative to its folder; it opens under no other.
  init(name: String, key: FolderKey) {
    var header = [UInt8](repeating: 0, count: Self.streamHeaderBytes)
    var state = crypto_secretstream_xchacha20poly1305_state()
    unsafe key.secret.withBytes {
      _ = unsafe crypto_secretstream_xchacha20poly1305_init_push(&state, &header, $0)
    }
    self.state = state
    opening = Self.mark + header
    bond = Self.bond(name)
  }

  deinit { unsafe sodium_memzero(&state, MemoryLayout<crypto_secretstream_xchacha20poly1305_state>.size) }

  /// A piece as it stands in the file, its length first.
  /// - Precondition: At most `pieceBytes`; nothing follows the last.
  func seal(_ piece: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
    precondition(piece.count <= Self.pieceBytes, "a piece has its greatest length")
    let length = piece.count + Self.overheadBytes
    var sealed = [UInt8](repeating: 0, count: length)
    unsafe piece.withUnsafeBufferPointer { plain in
      _ = unsafe crypto_secretstream_xchacha20poly1305_push(
        &state, &sealed, nil, plain.baseAddress, UInt64(plain.count), bond, UInt64(bond.count),
        isLast ? bw_sodium_final() : 0)
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + sealed
  }

  static func bond(_ name: String) -> [UInt8] { mark + Array(name.utf8) }
}

/// Opens the pieces of one file, in order.
@safe final class PieceOpener {
  private var state: crypto_secretstream_xchacha20poly1305_state
  private let bond: [UInt8]
  private let name: String

  /// - Parameter opening: The file's first 32 bytes.
  init(name: String, key: FolderKey, opening: [UInt8]) throws(PrivacyError) {
    let mark = opening.prefix(PieceSealer.mark.count)
    guard mark.dropLast() == PieceSealer.mark.dropLast() else { throw .notSealed(name: name) }
    guard mark.last == PieceSealer.version else { throw .newerVersion(name: name) }
    let header = Array(opening.dropFirst(PieceSealer.mark.count))
    guard header.count == PieceSealer.streamHeaderBytes else { throw .truncated(name: name) }
    bond = PieceSealer.bond(name)
    self.name = name
    var state = crypto_secretstream_xchacha20poly1305_state()
    unsafe key.secret.withBytes {
      _ = unsafe crypto_secretstream_xchacha20poly1305_init_pull(&state, header, $0)
    }
    self.state = state
  }

  deinit { unsafe sodium_memzero(&state, MemoryLayout<crypto_secretstream_xchacha20poly1305_state>.size) }

  /// - Parameter sealed: A piece without its length.
  func open(_ sealed: [UInt8]) throws(PrivacyError) -> (piece: [UInt8], isLast: Bool) {
    guard sealed.count >= PieceSealer.overheadBytes else { throw .altered(name: name) }
    var piece = [UInt8](repeating: 0, count: sealed.count - PieceSealer.overheadBytes)
    var tag: UInt8 = 0
    let result = unsafe crypto_secretstream_xchacha20poly1305_pull(
      &state, &piece, nil, &tag, sealed, UInt64(sealed.count), bond, UInt64(bond.count))
    guard result == 0 else { throw .altered(name: name) }
    return (piece, tag == bw_sodium_final())
  }
}
