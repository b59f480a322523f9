internal import CLibAV
public import SignalCore

/// Writes pictures with their own times into an MP4 file that browsers and players show.
///
/// Compressed as VP9 (`Documentation/DEPENDENCIES.md` says why), `yuv420p`, at nearly the quality of what was
/// given. The file appears under its name once it is whole, readable by its owner alone; until then, and when
/// writing fails, there is none.
///
/// ```swift
/// var writer = try VideoWriter(path: path, width: 1280, height: 720)
/// while let seconds = try reader.next() { try writer.write(reader.picture, atSeconds: seconds) }
/// try writer.finish()
/// ```
public struct VideoWriter: ~Copyable {
  /// Of the pictures as they are stored: even, so an odd picture's last column or row is there twice.
  public let storedWidth: Int
  public let storedHeight: Int

  private let width: Int
  private let height: Int
  private var file: PartialFile
  private var output: OutputFile
  private var encoder: PictureEncoder
  private let packet: PacketOwner
  private var lastTicks: Int64?
  /// How long the last picture is shown: as long as the one before it, a single one for a second.
  private var lastDuration: Int64

  /// Makes the file.
  ///
  /// - Parameters:
  ///   - width: Of the pictures to come, in pixels; likewise height. Any positive size.
  /// - Throws: `.notWritable`, `.diskFull`, `.encoderMissing`, `.outOfMemory`.
  public init(path: String, width: Int, height: Int) throws(MediaError) {
    try self.init(
      into: PartialFile(target: path), width: width, height: height, encodings: VideoEncoding.all)
  }

  /// For tests of what a full disk and a missing encoder do.
  ///
  /// - Parameters:
  ///   - partialPath: An existing file to write into before it takes its place; `nil` makes one.
  ///   - encoders: Names of those to choose from.
  package init(
    path: String, width: Int, height: Int, partialPath: String? = nil, encoders: [String]? = nil
  ) throws(MediaError) {
    let file =
      if let partialPath { PartialFile(target: path, path: partialPath) } else {
        try PartialFile(target: path)
      }
    try self.init(
      into: file, width: width, height: height,
      encodings: VideoEncoding.all.filter { encoders?.contains($0.encoder) ?? true })
  }

  private init(
    into file: consuming PartialFile, width: Int, height: Int, encodings: [VideoEncoding]
  ) throws(MediaError) {
    precondition(width > 0 && height > 0, "a picture has a size")
    let storedWidth = width + width % 2
    let storedHeight = height + height % 2
    var output = try OutputFile(file)
    let encoder = try PictureEncoder(
      width: storedWidth, height: storedHeight, encodings: encodings,
      needsGlobalHeader: output.needsGlobalHeader, path: file.target)
    try output.begin(encoder)
    let packet = try PacketOwner(path: file.target)
    lastDuration = Int64(encoder.ticksPerSecond)
    self.storedWidth = storedWidth
    self.storedHeight = storedHeight
    self.width = width
    self.height = height
    self.packet = packet
    self.encoder = encoder
    self.output = output
    self.file = file
  }

  /// Adds a picture. One of another size is shown in its own shape, as large as it fits, on black.
  ///
  /// - Parameter seconds: Its presentation time, later than that of the picture before; kept to 1/120000 s.
  /// - Throws: `.diskFull`, `.notWritable`, `.outOfMemory`.
  public mutating func write(_ picture: Picture, atSeconds seconds: Double) throws(MediaError) {
    var ticks = Int64((seconds * Double(encoder.ticksPerSecond)).rounded())
    if let lastTicks {
      ticks = max(ticks, lastTicks + 1)
      lastDuration = ticks - lastTicks
    }
    lastTicks = ticks
    try encoder.send(picture.fitted(width: width, height: height), ticks: ticks)
    try passPackets()
  }

  /// Completes the file and gives it its name, in place of one that had it before.
  ///
  /// - Precondition: A picture was written.
  /// - Throws: As `write`.
  public mutating func finish() throws(MediaError) {
    precondition(lastTicks != nil, "a video has a picture")
    try encoder.end()
    try passPackets()
    try output.end()
    try file.moveIntoPlace()
  }

  private mutating func passPackets() throws(MediaError) {
    while try encoder.receive(packet) {
      try output.write(packet, duration: lastDuration, ticksPerSecond: encoder.ticksPerSecond)
    }
  }
}

/// An MP4 file under way: libav's container and the bytes it writes.
private struct OutputFile: ~Copyable {
  private let owner: OutputOwner
  private let path: String

  init(_ file: borrowing PartialFile) throws(MediaError) {
    av_log_set_level(AV_LOG_QUIET)
    var allocated: UnsafeMutablePointer<AVFormatContext>?
    guard unsafe avformat_alloc_output_context2(&allocated, nil, "mp4", nil) >= 0,
      let context = unsafe allocated
    else { throw .outOfMemory(path: file.target) }
    let owner = unsafe OutputOwner(context)
    // No version of libav in the file: the same pictures give the same bytes.
    unsafe context.pointee.flags |= AVFMT_FLAG_BITEXACT
    var options: OpaquePointer?
    defer { unsafe av_dict_free(&options) }
    unsafe av_dict_set(&options, "protocol_whitelist", "file", 0)
    let status = unsafe avio_open2(
      &context.pointee.pb, "file:" + file.path, AVIO_FLAG_WRITE, nil, &options)
    guard status >= 0 else { throw .writing(to: file.target, code: -status) }
    self.owner = owner
    path = file.target
  }

  var needsGlobalHeader: Bool { unsafe owner.context.pointee.oformat.pointee.flags & AVFMT_GLOBALHEADER != 0 }

  mutating func begin(_ encoder: borrowing PictureEncoder) throws(MediaError) {
    guard let stream = unsafe avformat_new_stream(owner.context, nil) else { throw .outOfMemory(path: path) }
    unsafe stream.pointee.time_base = encoder.codec.pointer.pointee.time_base
    try check(unsafe avcodec_parameters_from_context(stream.pointee.codecpar, encoder.codec.pointer))
    var options: OpaquePointer?
    defer { unsafe av_dict_free(&options) }
    // The time of the first picture is kept as exactly as those of the others.
    unsafe av_dict_set(&options, "movie_timescale", "\(encoder.ticksPerSecond)", 0)
    try check(unsafe avformat_write_header(owner.context, &options))
  }

  mutating func write(
    _ packet: borrowing PacketOwner, duration: Int64, ticksPerSecond: Int32
  ) throws(MediaError) {
    guard let stream = unsafe owner.context.pointee.streams[0] else { throw .notWritable(path: path) }
    unsafe packet.pointer.pointee.stream_index = 0
    unsafe packet.pointer.pointee.duration = duration
    unsafe av_packet_rescale_ts(
      packet.pointer, AVRational(num: 1, den: ticksPerSecond), stream.pointee.time_base)
    try check(unsafe av_write_frame(owner.context, packet.pointer))
  }

  /// Completes and closes the file.
  mutating func end() throws(MediaError) {
    try check(unsafe av_write_trailer(owner.context))
    try check(unsafe avio_closep(&owner.context.pointee.pb))
  }

  private func check(_ status: Int32) throws(MediaError) {
    guard status >= 0 else { throw .writing(to: path, code: -status) }
  }
}

@safe private struct OutputOwner: ~Copyable {
  let context: UnsafeMutablePointer<AVFormatContext>

  init(_ context: UnsafeMutablePointer<AVFormatContext>) { unsafe self.context = unsafe context }

  deinit {
    unsafe avio_closep(&context.pointee.pb)
    unsafe avformat_free_context(context)
  }
}
