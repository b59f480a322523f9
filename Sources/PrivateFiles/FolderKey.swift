internal import CSodium

/// The 32 random bytes all files of one folder are sealed with. They never change and never leave locked
/// memory but sealed, in the folder's `FolderLock`.
public struct FolderKey: Sendable {
  let secret: Secret

  init(_ secret: Secret) { self.secret = secret }

  /// A new key, unlike any other.
  public static func random() throws(PrivacyError) -> FolderKey {
    FolderKey(
      try unsafe Secret(count: FolderLock.keyBytes) { memory in
        unsafe randombytes_buf(memory, FolderLock.keyBytes)
      })
  }
}
