internal import Foundation
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// A worker's end of the talk with the main process: two pipes, read and written until done.
final class WorkerChannel: Sendable {
  private let source: Int32
  private let target: Int32
  /// Progress comes from several threads: one message is written at a time.
  private let writing = Mutex(())

  init(source: Int32, target: Int32) {
    self.source = source
    self.target = target
  }

  /// The next message; `nil` when the main process has closed its end or is gone.
  func receive() -> WorkerRequest? {
    guard let head = read(WorkerFraming.lengthBytes), let length = WorkerFraming.length(head),
      let message = read(length)
    else { return nil }
    return try? WorkerFraming.content(message)
  }

  /// Sends a message, or ends the process where nobody is left to hear it.
  func send(_ answer: WorkerAnswer) {
    let bytes = WorkerFraming.bytes(of: answer)
    let isSent = writing.withLock { _ in
      unsafe bytes.withUnsafeBytes { buffer in
        var done = 0
        while done < buffer.count {
          let count = unsafe write(target, buffer.baseAddress?.advanced(by: done), buffer.count - done)
          if count < 0, errno == EINTR { continue }
          guard count > 0 else { return false }
          done += count
        }
        return true
      }
    }
    if !isSent { exit(1) }
  }

  private func read(_ count: Int) -> Data? {
    var data = Data(count: count)
    let isWhole = unsafe data.withUnsafeMutableBytes { buffer in
      var done = 0
      while done < buffer.count {
        let got = unsafe Glibc.read(source, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return false }
        done += got
      }
      return true
    }
    return isWhole ? data : nil
  }
}

/// Stages the main process keeps: a worker may not write where they lie.
struct RelayedShelf: StageKeeping {
  let channel: WorkerChannel

  var isKeeping: Bool { true }

  func bytes(of stage: String, session: String, key: String) -> Data? {
    channel.send(.wanted(stage: stage, key: key))
    guard case .kept(let content)? = channel.receive() else { return nil }
    return content
  }

  func keep(bytes: Data, of stage: String, session: String, key: String) {
    channel.send(.keep(stage: stage, key: key, content: bytes))
  }

  /// The main process does so when the work is done.
  func drop(_ stage: String, session: String) {}
}
