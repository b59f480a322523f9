internal import Foundation
public import SignalCore

#if canImport(Glibc)
  internal import Glibc
#endif

/// One command writes into a results folder at a time: whoever holds its `.lock`.
///
/// The file is locked with `flock` and says who holds it. The system lets go of it when the process ends, however
/// that is, so that a lock left behind holds nobody up. Where the file system knows no `flock`, a second file,
/// `.lock-owner`, made only where there is none, is the lock; one of a process of this computer that has ended is
/// taken over.
public final class ResultsLock: Sendable {
  private let paths: [String]
  private let file: Int32

  /// Takes the folder until `release`, or until nobody has this value any more.
  public init(folder: String) throws(ResultsLockError) {
    let path = "\(folder)/.lock"
    var (lock, isShared) = try Self.locked(path, folder: folder)
    paths = [path] + (isShared ? [] : ["\(folder)/.lock-owner"])
    if !isShared {
      close(lock)
      lock = try Self.made(paths[1], folder: folder)
    }
    file = lock
    guard let text = try? JSONEncoder().encode(LockHolder.current), ftruncate(file, 0) == 0,
      unsafe text.withUnsafeBytes({ unsafe write(file, $0.baseAddress, $0.count) }) == text.count
    else { throw .cannotWrite(path: path) }
  }

  deinit {
    // Taken away while it is still held: who opens it meanwhile sees that it is no longer there.
    for path in paths { unsafe _ = unlink(path) }
    close(file)
  }

  /// The opened file, and whether the file system knows locks.
  private static func locked(_ path: String, folder: String) throws(ResultsLockError) -> (Int32, Bool) {
    while true {
      let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard file >= 0 else {
        throw [EACCES, EPERM, EROFS].contains(errno)
          ? .notPermitted(folder: folder) : .cannotWrite(path: path)
      }
      if flock(file, LOCK_EX | LOCK_NB) == 0 {
        if isStill(file, at: path) { return (file, true) }
      } else if errno == EWOULDBLOCK {
        close(file)
        throw .taken(by: LockHolder(at: path)?.text, folder: folder, lock: nil)
      } else if errno != EINTR {
        return (file, false)
      }
      close(file)
    }
  }

  private static func isStill(_ file: Int32, at path: String) -> Bool {
    var opened = stat()
    var there = stat()
    return unsafe fstat(file, &opened) == 0 && stat(path, &there) == 0 && opened.st_ino == there.st_ino
      && opened.st_dev == there.st_dev
  }

  /// The lock of file systems without locks.
  private static func made(_ path: String, folder: String) throws(ResultsLockError) -> Int32 {
    for _ in 0..<2 {
      let file = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if file >= 0 { return file }
      guard errno == EEXIST else { throw .cannotWrite(path: path) }
      let holder = LockHolder(at: path)
      guard let holder, !holder.mayBeAlive else {
        throw .taken(by: holder?.text, folder: folder, lock: path)
      }
      unsafe _ = unlink(path)
    }
    throw .taken(by: nil, folder: folder, lock: path)
  }
}

/// A results folder cannot be taken.
public enum ResultsLockError: UserFacingError, Equatable {
  /// Somebody else writes into it.
  /// - Parameters:
  ///   - by: As their lock says; `nil` while it says nothing.
  ///   - lock: The file to remove when nobody holds it any more; `nil` where the system sees to that.
  case taken(by: String?, folder: String, lock: String?)
  case notPermitted(folder: String)
  case cannotWrite(path: String)

  public var message: String {
    switch self {
    case .taken(let holder, let folder, _):
      "Another run\(holder.map { " (\($0))" } ?? "") is writing into ‘\(folder)’."
    case .notPermitted(let folder): "‘\(folder)’ may not be written by this user."
    case .cannotWrite(let path): "‘\(path)’ cannot be written."
    }
  }

  public var remedy: String {
    switch self {
    case .taken(_, _, nil): "Wait until it is done, or name another folder with --out."
    case .taken(_, _, let lock?):
      "Wait until it is done, or name another folder with --out. If it is surely not running any more, remove "
        + "‘\(lock)’."
    case .notPermitted: "Ask for the right to write there, or name another folder with --out."
    case .cannotWrite: "Check free disk space and that you may write there."
    }
  }
}
