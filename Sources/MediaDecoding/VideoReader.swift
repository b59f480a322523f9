internal import CLibAV
public import SignalCore

/// The pictures of a recording, one at a time, upright and with square pixels, in one reused buffer.
///
/// ```swift
/// var reader = try VideoReader(path: path, framesPerSecond: 10)
/// while let seconds = try reader.next() { use(reader.picture, at: seconds) }
/// ```
public struct VideoReader: ~Copyable {
  /// The picture `next()` found last; before that, the first one.
  public private(set) var picture: Picture

  private var decoder: StreamDecoder
  private var converter: PictureConverter
  private var clock = PresentationClock()
  private var facts = DecodingReport.Pictures()
  private var formatChanges = 0
  private var storedSize: [Int32]
  /// The first picture's time while nobody has asked for it.
  private var firstSeconds: Double?
  private let startSeconds: Double
  private var lastSeconds: Double
  private var endSeconds: Double
  /// `nil` delivers all.
  private var ticks: PictureTicks?
  private var isAtEnd = false

  /// Opens a recording and decodes its first picture.
  ///
  /// - Parameter framesPerSecond: Positive. Delivers the first picture at or after each multiple of its
  ///   inverse on the container's clock, and each picture once; `nil` delivers all.
  public init(path: String, framesPerSecond: Double? = nil) throws(MediaError) {
    precondition(framesPerSecond.map { $0 > 0 } ?? true, "a frame rate is positive")
    var decoder = try StreamDecoder(path: path, kind: .picture)
    guard try decoder.nextFrame() else { throw .damaged(path: path) }
    var converter = try PictureConverter(path: path)
    var picture = Picture(width: 1, height: 1, pixels: [0, 0, 0])
    try converter.convert(frameOf: decoder, into: &picture)

    self.picture = picture
    storedSize = decoder.storedSize
    startSeconds = decoder.frameSeconds ?? 0
    lastSeconds = startSeconds
    endSeconds = startSeconds + decoder.frameDurationSeconds
    firstSeconds = startSeconds
    facts.decodedFrames = 1
    facts.declaredFrames = decoder.declaredFrames
    self.decoder = decoder
    self.converter = converter
    ticks = framesPerSecond.map { PictureTicks(framesPerSecond: $0) }
    _ = isWanted(startSeconds)
  }

  /// Decodes into `picture`.
  /// - Returns: The picture's presentation time in seconds on the container's clock, always later than the one
  ///   before; `nil` after the last.
  public mutating func next() throws(MediaError) -> Double? {
    if let first = firstSeconds {
      firstSeconds = nil
      return first
    }
    while try decoder.nextFrame() {
      facts.decodedFrames += 1
      noteSize()
      let seconds = clock.seconds(stamped: decoder.frameSeconds, expected: endSeconds)
      guard seconds > lastSeconds else {
        facts.framesOutOfOrder += 1
        continue
      }
      lastSeconds = seconds
      endSeconds = seconds + decoder.frameDurationSeconds
      if isWanted(seconds) {
        try converter.convert(frameOf: decoder, into: &picture)
        return seconds
      }
    }
    isAtEnd = true
    return nil
  }

  /// Hands the last picture out, and takes another whose memory the next one is decoded into.
  mutating func exchange(_ other: inout Picture) { swap(&picture, &other) }

  /// Complete once `next()` has returned `nil`.
  public var report: DecodingReport {
    DecodingReport(
      isTruncated: isAtEnd && decoder.isTruncated(decodedEndSeconds: endSeconds),
      decodeErrors: decoder.decodeErrors, clockResets: clock.resets, formatChanges: formatChanges,
      decodedSeconds: endSeconds - startSeconds,
      declaredSeconds: decoder.file.declaredDurationSeconds(ofStream: decoder.streamIndex), pictures: facts)
  }

  /// Containers round times to their own ticks: 33 ms for 1/30 s is not early.
  private mutating func isWanted(_ seconds: Double) -> Bool {
    ticks?.isDue(atSeconds: seconds, toleranceSeconds: decoder.tickSeconds) ?? true
  }

  private mutating func noteSize() {
    if decoder.storedSize != storedSize { formatChanges += 1 }
    storedSize = decoder.storedSize
  }
}

extension PictureConverter {
  fileprivate mutating func convert(
    frameOf decoder: borrowing StreamDecoder, into picture: inout Picture
  ) throws(MediaError) {
    let geometry = unsafe decoder.file.geometry(
      ofStream: decoder.streamIndex, frame: decoder.frame.pointer)
    unsafe try convert(
      decoder.frame.pointer, pixelAspect: geometry.pixelAspect, orientation: geometry.orientation,
      into: &picture, path: decoder.path)
  }
}

extension StreamDecoder {
  /// Width and height of the current frame as stored.
  fileprivate var storedSize: [Int32] {
    unsafe [frame.pointer.pointee.width, frame.pointer.pointee.height]
  }

  /// `nil` where the container does not count its pictures.
  fileprivate var declaredFrames: Int? {
    if file.isStillPicture { return 1 }
    let count = unsafe stream.pointee.nb_frames
    return count > 0 ? Int(count) : nil
  }

  /// How long the current frame is shown: as stamped, or else by the stream's average; 0 for a still picture.
  fileprivate var frameDurationSeconds: Double {
    if file.isStillPicture { return 0 }
    let ticks = unsafe frame.pointer.pointee.pkt_duration
    if ticks > 0 { return Double(ticks) * tickSeconds }
    return file.averageFramesPerSecond(ofStream: streamIndex).map { 1 / $0 } ?? 0
  }
}
