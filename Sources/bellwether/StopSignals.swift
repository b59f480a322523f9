import Foundation
import Synchronization

/// Ctrl-C and SIGTERM: the first asks the work to stop, a second one ends the program at once.
final class StopSignals {
  private final class Received: Sendable {
    let signal = Mutex<Int32?>(nil)
  }

  private let received = Received()
  private var sources: [any DispatchSourceSignal] = []

  /// Listens from now on. A signal that is being ignored, as by a script's background jobs, stays so.
  /// - Parameter stop: Called with the first that comes, on a queue of its own.
  init(stop: @escaping @Sendable (Int32) -> Void) {
    let queue = DispatchQueue(label: "bellwether.signals")
    for number in [SIGINT, SIGTERM] {
      var earlier = sigaction()
      unsafe sigaction(number, nil, &earlier)
      if unsafe earlier.__sigaction_handler.sa_handler.map({ unsafe unsafeBitCast($0, to: Int.self) }) == 1 {
        continue
      }
      _ = Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [received] in
        let isFirst = received.signal.withLock { first in
          defer { first = first ?? number }
          return first == nil
        }
        if !isFirst { _exit(128 + number) }
        stop(number)
      }
      source.resume()
      sources.append(source)
    }
  }

  /// The exit code of a program that a signal has ended; `nil` while none came.
  var exitCode: Int32? { received.signal.withLock { $0.map { 128 + $0 } } }
}
