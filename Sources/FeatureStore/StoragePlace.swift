internal import Foundation

/// What kind of file system a path lies on, and how much room is left there.
public struct StoragePlace: Sendable, Hashable {
  /// Name of the kind of file system, for example `ext4` or `nfs4`.
  public let fileSystem: String
  /// Whether other machines may write there: shared memory and locks then do not do what SQLite's write-ahead log
  /// needs.
  public let isNetwork: Bool
  /// Bytes this user may still write.
  public let freeBytes: Int

  /// The place of a path, or of the nearest folder above it that exists; `nil` where the system does not say.
  public init?(of path: String) {
    guard let mounts = FileManager.default.contents(atPath: "/proc/self/mountinfo") else { return nil }
    self.init(of: path, mounts: String(decoding: mounts, as: UTF8.self))
  }

  /// - Parameter mounts: The table of mounted file systems in the form of Linux' `/proc/self/mountinfo`.
  package init?(of path: String, mounts: String) {
    var nearest = URL(filePath: path).standardizedFileURL
    while !FileManager.default.fileExists(atPath: nearest.path), nearest.path != "/" {
      nearest.deleteLastPathComponent()
    }
    var facts = statvfs()
    guard unsafe statvfs(nearest.path, &facts) == 0 else { return nil }
    freeBytes = Int(
      clamping: UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize)).partialValue)
    guard let kind = Self.kind(of: nearest.resolvingSymlinksInPath().path, mounts: mounts) else { return nil }
    fileSystem = kind
    isNetwork = kind == "fuse" || kind.hasPrefix("fuse.") || Self.network.contains(kind)
  }

  /// Kind of the file system mounted nearest above a path; of several at one place the last, which hides the others.
  private static func kind(of path: String, mounts: String) -> String? {
    var best: (length: Int, kind: String)?
    for line in mounts.split(separator: "\n") {
      // Six fields, optional ones, a dash, then the kind; blanks in a path are written as \040.
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.indices.contains(dash + 1) else {
        continue
      }
      let point = fields[4].replacing("\\040", with: " ")
      guard point == "/" || path == point || path.hasPrefix(point + "/") else { continue }
      if point.count >= best?.length ?? 0 { best = (point.count, String(fields[dash + 1])) }
    }
    return best?.kind
  }

  /// Whether a folder takes no more bytes: the disk is full, or this user's share of it.
  ///
  /// Tries it, since a user's share is not among the numbers of the file system; leaves nothing behind.
  public static func isFull(at folder: String) -> Bool {
    let probe = "\(folder)/.part-room-\(getpid())"
    let file = unsafe open(probe, O_CREAT | O_EXCL | O_WRONLY, 0o600)
    guard file >= 0 else { return errno == ENOSPC || errno == EDQUOT }
    defer {
      close(file)
      unsafe unlink(probe)
    }
    let code = posix_fallocate(file, 0, probeBytes)
    return code == ENOSPC || code == EDQUOT
  }

  /// Four mebibytes: what a session's files may still have wanted when the disk turned them away.
  private static let probeBytes = 4 << 20

  /// File systems reached over a network or shared with another machine, by the names Linux gives them. Those of
  /// helper programs (`fuse.sshfs`) count as such too.
  private static let network: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "gpfs", "beegfs", "ocfs2", "gfs2",
    "coda", "ncpfs", "panfs", "orangefs", "vboxsf", "vmhgfs", "virtiofs",
  ]
}
