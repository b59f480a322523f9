public import SignalCore
internal import Synchronization

/// The run was asked to stop. What was finished is in the results folder, whose tables are whole.
public struct ExtractionStopped: UserFacingError, Equatable {
  public init() {}

  public var message: String { "The run was stopped; what was finished is in the results folder." }
  public var remedy: String { "Run the same command again: it goes on after the last finished stage." }
}

/// Asks a run to stop, from any thread.
final class StopFlag: Sendable {
  private let flag = Atomic(false)

  var isRaised: Bool { flag.load(ordering: .acquiring) }

  func raise() { flag.store(true, ordering: .releasing) }

  func check() throws(ExtractionStopped) {
    if isRaised { throw ExtractionStopped() }
  }
}
