/// A file of a session's folder as it was written: enough to see later that it is whole.
///
/// Size and checksum are those of the plain content, also where the file lies sealed on the disk.
public struct SessionFile: Sendable, Hashable {
  /// Name within the session's folder, for example `turns.csv`.
  public var name: String
  public var byteCount: Int
  /// SHA-256 of the content, 64 lower-case hexadecimal digits.
  public var sha256: String
  /// The content in the raw deflate format (RFC 1951), for a file that nothing else in the store tells: turns,
  /// masks, the face at rest. `nil` for the others.
  public var packed: [UInt8]?

  public init(name: String, byteCount: Int, sha256: String, packed: [UInt8]? = nil) {
    self.name = name
    self.byteCount = byteCount
    self.sha256 = sha256
    self.packed = packed
  }
}
