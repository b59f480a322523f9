internal import CSandbox
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// A worker process seen from the main process. Belongs to the thread that started it and dies with it.
final class Worker {
  /// Why a piece of work has no answer.
  enum End: Error {
    /// The worker was gone before it took the work up.
    case neverBegan(WorkerError.Cause)
    case died(WorkerError.Cause)
    case stopped
  }

  private static let tickSeconds = 0.2
  /// A process that has closed its end is gone within this, or is ended.
  private static let patienceSeconds = 2.0

  private let process: pid_t
  private let requests: Int32
  private let answers: Int32
  private var outgoing = Data()
  private var incoming = Data()
  private var room = [UInt8](repeating: 0, count: 1 << 20)
  private var isReaped = false

  /// Starts one.
  /// - Parameters:
  ///   - program: The executable.
  ///   - workFolder: The only place it may write, where the kernel can see to that.
  init(program: String, workFolder: String) throws(End) {
    let isolation = WorkerIsolation.available
    var terms = sandbox_terms(rules: -1, refuses_sockets: isolation.refusesSockets)
    if isolation.confinesWriting {
      terms.rules = unsafe sandbox_rules_writing_beneath(workFolder)
      guard terms.rules >= 0 else { throw Self.notStarted }
    }
    defer { if terms.rules >= 0 { close(terms.rules) } }
    var worker = sandbox_worker(process: -1, requests: -1, answers: -1)
    guard unsafe sandbox_start(program, workFolder, &terms, &worker) == 0 else { throw Self.notStarted }
    process = worker.process
    requests = worker.requests
    answers = worker.answers
  }

  private static var notStarted: End {
    .neverBegan(.cannotStart(detail: unsafe String(cString: strerror(errno))))
  }

  deinit {
    if !isReaped { kill(process, SIGKILL) }
    close(requests)
    close(answers)
    if !isReaped { _ = reaped(within: Self.patienceSeconds) }
  }

  /// Hands over a piece of work and waits for its answer.
  ///
  /// - Parameters:
  ///   - heard: Called with all that is said before the answer; gives back what to say in turn.
  func answer(
    to job: WorkerJob, limits: WorkerLimits, stop: StopFlag, heard: (WorkerAnswer) -> WorkerRequest?
  ) throws(End) -> WorkerAnswer {
    outgoing = WorkerFraming.bytes(of: WorkerRequest.work(job))
    var hasBegun = false
    var clock = ContinuousClock.now
    var awakeSeconds = 0.0
    while true {
      if stop.isRaised { throw .stopped }
      if !wait() { throw gone(hasBegun) }
      let now = ContinuousClock.now
      // While this process or the machine slept, nobody worked.
      awakeSeconds += min((now - clock) / .seconds(1), 2 * Self.tickSeconds)
      clock = now
      while let answer = try next(hasBegun) {
        switch answer {
        case .began: hasBegun = true
        case .advanced, .keep: _ = heard(answer)
        case .wanted:
          if let reply = heard(answer) { outgoing.append(WorkerFraming.bytes(of: reply)) }
        case .opened, .heard, .seen, .broken: return answer
        }
      }
      if awakeSeconds > limits.seconds { throw .died(.tookTooLong(limitSeconds: limits.seconds)) }
      if privateBytes > limits.memoryBytes {
        throw .died(.usedTooMuchMemory(limitBytes: limits.memoryBytes))
      }
    }
  }

  /// Moves what can be moved now; waits for a tick at most.
  /// - Returns: Whether the worker still listens and speaks.
  private func wait() -> Bool {
    var ends = [
      pollfd(fd: answers, events: Int16(POLLIN), revents: 0),
      pollfd(fd: outgoing.isEmpty ? -1 : requests, events: Int16(POLLOUT), revents: 0),
    ]
    guard unsafe poll(&ends, 2, Int32(1000 * Self.tickSeconds)) > 0 else { return true }
    if ends[1].revents != 0, !send() { return false }
    return ends[0].revents == 0 || receive()
  }

  private func send() -> Bool {
    let count = unsafe outgoing.withUnsafeBytes { unsafe write(requests, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    outgoing.removeFirst(count)
    // A slice keeps all that was there; a message of some size is to be let go.
    if outgoing.isEmpty { outgoing = Data() }
    return true
  }

  private func receive() -> Bool {
    let count = unsafe room.withUnsafeMutableBytes { unsafe read(answers, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    incoming.append(contentsOf: room[..<count])
    return count > 0
  }

  /// The next whole message that has come in.
  private func next(_ hasBegun: Bool) throws(End) -> WorkerAnswer? {
    let head = WorkerFraming.lengthBytes
    guard incoming.count >= head else { return nil }
    guard let length = WorkerFraming.length(incoming) else { throw .died(.answeredNonsense) }
    guard incoming.count >= head + length else { return nil }
    let start = incoming.startIndex + head
    do {
      let answer: WorkerAnswer = try WorkerFraming.content(incoming.subdata(in: start..<start + length))
      incoming =
        incoming.count == head + length
        ? Data() : incoming.subdata(in: start + length..<incoming.endIndex)
      return answer
    } catch { throw .died(.answeredNonsense) }
  }

  // MARK: Ending

  private func gone(_ hasBegun: Bool) -> End {
    let cause = cause
    return hasBegun ? .died(cause) : .neverBegan(cause)
  }

  private var cause: WorkerError.Cause {
    guard let status = reaped(within: Self.patienceSeconds) else { return .answeredNonsense }
    let signal = status & 0x7f
    switch signal {
    case 0: return .ended(code: status >> 8 & 0xff)
    case SIGKILL: return .killed
    case SIGXCPU: return .usedTooMuchProcessorTime
    default: return .crashed(signal: signal)
    }
  }

  /// How the process ended; `nil` for one that had to be ended for it.
  private func reaped(within seconds: Double) -> Int32? {
    var status: Int32 = 0
    var waited = 0.0
    while unsafe waitpid(process, &status, WNOHANG) == 0 {
      if waited >= seconds {
        kill(process, SIGKILL)
        unsafe _ = waitpid(process, &status, 0)
        isReaped = true
        return nil
      }
      usleep(5_000)
      waited += 0.005
    }
    isReaped = true
    return status
  }

  /// Memory in use that no file stands behind.
  private var privateBytes: Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8) else { return 0 }
    let pages = text.split(separator: " ").compactMap { Int($0) }
    return pages.count > 2 ? (pages[1] - pages[2]) * Int(getpagesize()) : 0
  }
}
