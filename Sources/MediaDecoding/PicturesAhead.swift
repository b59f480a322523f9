internal import Dispatch
public import SignalCore
internal import Synchronization

/// The pictures of a recording as `VideoReader` gives them, decoded on a thread of their own while the ones before
/// are looked at.
///
/// ```swift
/// var pictures = PicturesAhead(path: path, framesPerSecond: 10)
/// while let seconds = try pictures.next() { use(pictures.picture, at: seconds) }
/// ```
public struct PicturesAhead: ~Copyable {
  /// The picture `next()` found last.
  public private(set) var picture = Picture.placeholder
  /// Complete once `next()` has returned `nil`.
  public private(set) var report = DecodingReport()
  private let queue = PictureQueue()

  /// Begins to decode. A recording that cannot be opened is reported by `next()`.
  ///
  /// - Parameter framesPerSecond: As `VideoReader` takes it.
  public init(path: String, framesPerSecond: Double? = nil) {
    DispatchQueue(label: "bellwether.pictures").async { [queue] in
      queue.fill(path: path, framesPerSecond: framesPerSecond)
    }
  }

  deinit { queue.abandon() }

  /// Moves the next picture into `picture`, and waits for it where it is not decoded yet.
  /// - Returns: As `VideoReader.next()` does.
  public mutating func next() throws(MediaError) -> Double? {
    let seconds = try queue.take(into: &picture)
    if seconds == nil { report = queue.report }
    return seconds
  }
}

extension Picture {
  /// Gives way to the first real one.
  fileprivate static let placeholder = Picture(width: 1, height: 1, pixels: [0, 0, 0])
}

/// Between the thread that decodes and the one that looks: a few pictures, whose memory goes round.
private final class PictureQueue: Sendable {
  /// Enough to even out pictures that take long to decode or to look at; each of 1080p takes 3 MB.
  private static let depth = 4

  private struct State: Sendable {
    /// In order.
    var ready: [(seconds: Double, picture: Picture)] = []
    /// Looked at.
    var spare: [Picture] = []
    /// How it ended, once all pictures are there.
    var end: Result<DecodingReport, MediaError>?
    var isAbandoned = false
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let steps = DispatchSemaphore(value: 0)

  init() {
    // Not as the first value: a semaphore may not end below that.
    for _ in 0..<Self.depth { room.signal() }
  }

  /// Decodes to the end, or until nobody wants more.
  func fill(path: String, framesPerSecond: Double?) {
    let end: Result<DecodingReport, MediaError>?
    do throws(MediaError) {
      end = try report(path: path, framesPerSecond: framesPerSecond).map { .success($0) }
    } catch {
      end = .failure(error)
    }
    state.withLock { $0.end = end }
    steps.signal()
  }

  /// - Returns: `nil` when nobody wanted all pictures.
  private func report(path: String, framesPerSecond: Double?) throws(MediaError) -> DecodingReport? {
    var reader = try VideoReader(path: path, framesPerSecond: framesPerSecond)
    while let seconds = try reader.next() {
      room.wait()
      let spare = state.withLock { $0.isAbandoned ? nil : $0.spare.popLast() ?? .placeholder }
      guard var picture = spare else { return nil }
      reader.exchange(&picture)
      state.withLock { $0.ready.append((seconds, picture)) }
      steps.signal()
    }
    return reader.report
  }

  /// Exchanges a picture that was looked at for the next one.
  /// - Returns: `nil` at the end.
  func take(into picture: inout Picture) throws(MediaError) -> Double? {
    steps.wait()
    let old = picture
    picture = .placeholder
    let next = state.withLock { state in
      state.spare.append(old)
      return state.ready.isEmpty ? nil : state.ready.removeFirst()
    }
    guard let next else {
      // The end stays the end.
      steps.signal()
      if case .failure(let error) = state.withLock({ $0.end }) { throw error }
      return nil
    }
    picture = next.picture
    room.signal()
    return next.seconds
  }

  /// Of the whole recording; empty before its end.
  var report: DecodingReport {
    if case .success(let report) = state.withLock({ $0.end }) { report } else { DecodingReport() }
  }

  func abandon() {
    state.withLock { $0.isAbandoned = true }
    room.signal()
  }
}
