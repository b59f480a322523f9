internal import CSodium

/// Bytes nobody else is to see: kept out of swap and core dumps where the system allows it, between guard
/// pages, read-only, and wiped when the last owner lets go.
@safe public final class Secret: @unchecked Sendable {
  public let count: Int
  private let memory: UnsafeMutableRawPointer

  /// - Parameter fill: Writes the bytes; called once.
  init(count: Int, fill: (UnsafeMutableRawPointer) -> Void) throws(PrivacyError) {
    guard Sodium.isReady, let memory = unsafe sodium_malloc(count) else { throw .noMemory }
    self.count = count
    unsafe self.memory = unsafe memory
    unsafe fill(memory)
    unsafe sodium_mprotect_readonly(memory)
  }

  /// Takes the bytes over and wipes the array they came in. Copies made of it before are the caller's to wipe.
  public convenience init(taking bytes: inout [UInt8]) throws(PrivacyError) {
    let count = bytes.count
    try unsafe self.init(count: count) { memory in
      unsafe bytes.withUnsafeBytes { source in
        if let start = source.baseAddress { unsafe memory.copyMemory(from: start, byteCount: count) }
      }
    }
    unsafe bytes.withUnsafeMutableBytes { unsafe sodium_memzero($0.baseAddress, $0.count) }
    bytes = []
  }

  deinit { unsafe sodium_free(memory) }

  func withBytes<Value>(_ body: (UnsafePointer<UInt8>) -> Value) -> Value {
    unsafe body(UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)))
  }

  /// Compared without telling by its time where they differ.
  public func matches(_ other: Secret) -> Bool {
    guard count == other.count else { return false }
    return unsafe sodium_memcmp(memory, other.memory, count) == 0
  }
}

/// The library must be started once before anything else of it is called.
enum Sodium {
  static let isReady = sodium_init() >= 0

  static func randomBytes(_ count: Int) throws(PrivacyError) -> [UInt8] {
    guard isReady else { throw .noMemory }
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }
}
