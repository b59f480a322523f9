internal import CSandbox

/// What this machine lets a worker process give up before it opens a recording.
///
/// A worker reads media of unknown origin with decoders written in C. What the kernel can enforce, it asks for;
/// what it cannot, is said here and left out.
public struct WorkerIsolation: Sendable, Hashable {
  /// Landlock: files can be written, made and removed only in the results folder's `.work`. Linux 5.13 and
  /// later, where it is switched on.
  public let confinesWriting: Bool
  /// seccomp: no socket can be opened. Linux on x86-64 and arm64.
  public let refusesSockets: Bool

  public init(confinesWriting: Bool, refusesSockets: Bool) {
    self.confinesWriting = confinesWriting
    self.refusesSockets = refusesSockets
  }

  /// As the running kernel says.
  public static var available: WorkerIsolation {
    WorkerIsolation(
      confinesWriting: sandbox_landlock_version() > 0, refusesSockets: sandbox_filters_calls())
  }

  /// A line for people for each of the two.
  public var sentences: [String] {
    [
      confinesWriting
        ? "Workers that open recordings can write nowhere but in the results folder's .work."
        : "Workers that open recordings are not kept from writing elsewhere: this kernel has no Landlock.",
      refusesSockets
        ? "Workers that open recordings cannot open a network connection."
        : "Workers that open recordings are not kept from the network by the kernel: it cannot filter calls here.",
    ]
  }
}
