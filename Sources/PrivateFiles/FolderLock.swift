internal import CSodium
internal import Foundation
internal import SignalCore

/// A folder's data key, sealed under what a person knows or has: the content of the folder's file `.key`.
///
/// The key that seals it comes from a passphrase by Argon2id (RFC 9106) with a random salt, or from a key file
/// by keyed BLAKE2b; it seals the data key by XChaCha20-Poly1305 with everything else of the header as associated
/// data. Changing passphrase or key file writes a new header and touches no other file: the data key stays. An
/// earlier header that was copied still opens the folder with the earlier passphrase.
public struct FolderLock: Sendable, Hashable, Codable {
  public enum Method: String, Sendable, Codable {
    case passphrase, keyFile
  }

  /// What a guess at a passphrase costs.
  public struct Cost: Sendable, Hashable, Codable {
    /// Passes over the memory.
    public var passes: UInt64
    public var memoryBytes: Int

    /// Some 0.7 s and 256 MiB a guess on a desk computer of 2020; libsodium's moderate limits.
    public static let usual = Cost(passes: 3, memoryBytes: 256 << 20)
    /// libsodium's interactive limits, the least it recommends: for tests.
    public static let least = Cost(passes: 2, memoryBytes: 64 << 20)

    /// Headers that ask for more were not written here.
    fileprivate var isAllowed: Bool {
      (1...16).contains(passes) && ((8 << 10)...(4 << 30)).contains(memoryBytes)
    }
  }

  public static let fileName = ".key"
  static let keyBytes = 32
  private static let currentVersion = 1
  private static let saltBytes = 16
  private static let nonceBytes = 24
  private static let tagBytes = 16

  public let method: Method
  private let version: Int
  /// For passphrases.
  private let cost: Cost?
  private let salt: Data
  private let nonce: Data
  private let sealedKey: Data

  /// Seals a data key.
  public init(sealing key: FolderKey, under source: KeySource, cost: Cost = .usual) throws(PrivacyError) {
    if case .passphrase(let words) = source, words.count < KeySource.leastPassphraseBytes {
      throw .passphraseTooShort
    }
    version = Self.currentVersion
    method = source.method
    self.cost = source.method == .passphrase ? cost : nil
    salt = Data(try Sodium.randomBytes(Self.saltBytes))
    nonce = Data(try Sodium.randomBytes(Self.nonceBytes))
    let facts = Self.facts(version: version, method: method, cost: self.cost, salt: salt)
    let wrapping = try Self.wrappingKey(source, cost: self.cost, salt: salt)
    var sealed = [UInt8](repeating: 0, count: Self.keyBytes + Self.tagBytes)
    let nonce = [UInt8](nonce)
    unsafe wrapping.withBytes { wrap in
      unsafe key.secret.withBytes { key in
        _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
          &sealed, nil, key, UInt64(Self.keyBytes), facts, UInt64(facts.count), nil, nonce, wrap)
      }
    }
    sealedKey = Data(sealed)
  }

  /// The data key.
  /// - Throws: `.wrongKey` when the source is another one, or of the other kind.
  public func key(under source: KeySource, folder: String) throws(PrivacyError) -> FolderKey {
    guard version <= Self.currentVersion else { throw .newerVersion(name: folder) }
    guard version == Self.currentVersion, salt.count == Self.saltBytes, nonce.count == Self.nonceBytes,
      sealedKey.count == Self.keyBytes + Self.tagBytes, (cost == nil) == (method == .keyFile),
      cost?.isAllowed ?? true
    else { throw .headerUnreadable(folder: folder) }
    guard source.method == method else { throw .wrongKey(folder: folder) }
    let wrapping = try Self.wrappingKey(source, cost: cost, salt: salt)
    let facts = Self.facts(version: version, method: method, cost: cost, salt: salt)
    let (sealed, nonce) = ([UInt8](sealedKey), [UInt8](nonce))
    var isRight = false
    let key = try unsafe Secret(count: Self.keyBytes) { memory in
      isRight = unsafe wrapping.withBytes { wrap in
        unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
          memory.assumingMemoryBound(to: UInt8.self), nil, nil, sealed, UInt64(sealed.count), facts,
          UInt64(facts.count), nonce, wrap) == 0
      }
    }
    guard isRight else { throw .wrongKey(folder: folder) }
    return FolderKey(key)
  }

  private static func wrappingKey(_ source: KeySource, cost: Cost?, salt: Data) throws(PrivacyError) -> Secret
  {
    let salt = [UInt8](salt)
    var isMade = false
    let key = try unsafe Secret(count: keyBytes) { memory in
      let target = unsafe memory.assumingMemoryBound(to: UInt8.self)
      switch source {
      case .passphrase(let words):
        guard let cost else { return }
        isMade = unsafe words.withBytes { bytes in
          unsafe bytes.withMemoryRebound(to: CChar.self, capacity: words.count) { text in
            unsafe crypto_pwhash(
              target, UInt64(keyBytes), text, UInt64(words.count), salt, cost.passes, cost.memoryBytes,
              crypto_pwhash_ALG_ARGON2ID13) == 0
          }
        }
      case .keyFile(let secret):
        isMade = unsafe secret.withBytes { bytes in
          unsafe crypto_generichash(target, keyBytes, salt, UInt64(salt.count), bytes, secret.count) == 0
        }
      }
    }
    guard isMade else { throw .noMemory }
    return key
  }

  /// What the seal vouches for besides the key.
  private static func facts(version: Int, method: Method, cost: Cost?, salt: Data) -> [UInt8] {
    Array(
      """
      bellwether folder key \(version) \(method.rawValue) \(cost?.passes ?? 0) \(cost?.memoryBytes ?? 0) \
      \(salt.base64EncodedString())
      """.utf8)
  }
}

extension FolderLock {
  /// The lock of a folder; `nil` for a folder that is not encrypted.
  /// - Throws: `.headerUnreadable` for a `.key` that is none.
  public static func of(_ folder: String) throws(PrivacyError) -> FolderLock? {
    let path = folder + "/" + fileName
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path),
      let lock = try? JSONDecoder().decode(FolderLock.self, from: data)
    else { throw .headerUnreadable(folder: folder) }
    return lock
  }

  /// Puts the lock on a folder, in place of an earlier one; whole or not at all, and on the disk when it returns.
  public func write(to folder: String) throws(PrivacyError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { throw .cannotWrite(name: Self.fileName) }
    do { try WholeFile.write(data, to: folder + "/" + Self.fileName, isPrivate: true) } catch {
      throw .cannotWrite(name: Self.fileName)
    }
  }
}
