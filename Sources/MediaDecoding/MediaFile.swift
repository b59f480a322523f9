internal import CLibAV
internal import Glibc

/// One opened container: the only place a file is opened.
///
/// The kind of container is found from content alone, never from the name, and the container can open
/// nothing else: no playlist, segment or reference reaches another file or the network.
@safe struct MediaFile: ~Copyable {
  let path: String
  /// By stream, as its own header states it; `nil` where only the whole file's duration is known.
  let ownDurationsSeconds: [Double?]
  private let format: FormatOwner

  init(path: String) throws(MediaError) {
    try requireReadableFile(path)
    // By default libav writes to stderr, file contents included.
    av_log_set_level(AV_LOG_QUIET)
    let format = try openFormat(openBytes(path: path), path: path)
    ownDurationsSeconds = unsafe (0..<Int(format.context.pointee.nb_streams)).map { index in
      guard let stream = unsafe format.context.pointee.streams[index] else { return nil }
      return unsafe durationSeconds(of: stream) ?? waveDurationSeconds(of: stream, in: format, path: path)
    }
    // Fails on a damaged file without making what is known about it wrong.
    unsafe avformat_find_stream_info(format.context, nil)
    self.path = path
    self.format = format
  }

  var context: UnsafeMutablePointer<AVFormatContext> { unsafe format.context }

  /// What the container states about its whole length; an estimate from the bit rate is not a statement.
  var declaredDurationSeconds: Double? {
    guard !isStillPicture, unsafe context.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE,
      unsafe context.pointee.duration > 0
    else { return nil }
    return unsafe Double(context.pointee.duration) / Double(AV_TIME_BASE)
  }

  var formatName: String { unsafe String(cString: context.pointee.iformat.pointee.name) }

  /// A single PNG, JPEG, BMP … : libav reads those through demuxers named `png_pipe` and the like.
  var isStillPicture: Bool { formatName.hasSuffix("_pipe") }
}

/// Random bytes score 1 as MP3; every real container scores higher.
private let leastProbeScore: Int32 = 5

/// Demuxers whose file only names other files or addresses, and players of game and tracker music, which
/// take any gzip file for theirs.
private let refusedFormats: Set<String> = [
  "concat", "dash", "hls", "hls,applehttp", "imf", "rtp", "rtsp", "sdp", "libgme", "libmodplug", "libopenmpt",
]

/// An open container and the bytes it reads, closed in this order.
@safe struct FormatOwner: ~Copyable {
  let context: UnsafeMutablePointer<AVFormatContext>
  private let bytes: ByteSource

  init(_ context: UnsafeMutablePointer<AVFormatContext>, reading bytes: consuming ByteSource) {
    unsafe self.context = unsafe context
    self.bytes = bytes
  }

  deinit {
    var closing: UnsafeMutablePointer<AVFormatContext>? = unsafe context
    unsafe avformat_close_input(&closing)
  }
}

private func openFormat(_ bytes: consuming ByteSource, path: String) throws(MediaError) -> FormatOwner {
  var format: UnsafePointer<AVInputFormat>?
  let score = unsafe av_probe_input_buffer2(bytes.context, &format, "", nil, 0, 0)
  guard score != libav_error_out_of_memory else { throw .outOfMemory(path: path) }
  guard score >= leastProbeScore, let format = unsafe format,
    unsafe !refusedFormats.contains(String(cString: format.pointee.name))
  else { throw .notMedia(path: path) }

  guard let allocated = unsafe avformat_alloc_context() else { throw .outOfMemory(path: path) }
  unsafe allocated.pointee.pb = bytes.context
  // Inherited by whatever the container might try to open: no protocol is called "none".
  unsafe allocated.pointee.protocol_whitelist = av_strdup("none")
  var opened: UnsafeMutablePointer<AVFormatContext>? = unsafe allocated
  let status = unsafe avformat_open_input(&opened, "", format, nil)
  guard status >= 0, let context = unsafe opened else {
    throw status == libav_error_out_of_memory ? .outOfMemory(path: path) : .damaged(path: path)
  }
  return unsafe FormatOwner(context, reading: bytes)
}

@safe struct ByteSource: ~Copyable {
  let context: UnsafeMutablePointer<AVIOContext>

  init(_ context: UnsafeMutablePointer<AVIOContext>) { unsafe self.context = unsafe context }

  deinit {
    var closing: UnsafeMutablePointer<AVIOContext>? = unsafe context
    unsafe avio_closep(&closing)
  }
}

/// Only the `file` protocol may be used, and the path is taken literally whatever colons, spaces or dashes it
/// has.
private func openBytes(path: String) throws(MediaError) -> ByteSource {
  var options: OpaquePointer?
  defer { unsafe av_dict_free(&options) }
  guard unsafe av_dict_set(&options, "protocol_whitelist", "file", 0) >= 0 else {
    throw .outOfMemory(path: path)
  }
  var opened: UnsafeMutablePointer<AVIOContext>?
  let status = unsafe avio_open2(&opened, "file:" + path, AVIO_FLAG_READ, nil, &options)
  guard status >= 0, let context = unsafe opened else {
    throw status == libav_error_out_of_memory ? .outOfMemory(path: path) : .unreadable(path: path)
  }
  return unsafe ByteSource(context)
}

private func requireReadableFile(_ path: String) throws(MediaError) {
  var facts = stat()
  guard !path.isEmpty, !path.utf8.contains(0) else { throw .missingFile(path: path) }
  guard unsafe stat(path, &facts) == 0 else {
    throw errno == EACCES ? .unreadable(path: path) : .missingFile(path: path)
  }
  guard facts.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
  guard unsafe access(path, R_OK) == 0 else { throw .unreadable(path: path) }
  guard facts.st_size > 0 else { throw .empty(path: path) }
}

/// What a WAV file's header promises, even where the file is shorter; `nil` for compressed sound.
private func waveDurationSeconds(
  of stream: UnsafeMutablePointer<AVStream>, in format: borrowing FormatOwner, path: String
) -> Double? {
  let parameters = unsafe stream.pointee.codecpar.pointee
  let bytesPerSecond = unsafe Int(parameters.block_align) * Int(parameters.sample_rate)
  guard unsafe String(cString: format.context.pointee.iformat.pointee.name) == "wav", bytesPerSecond > 0,
    unsafe av_get_exact_bits_per_sample(parameters.codec_id) > 0, let bytes = waveDataBytes(path: path)
  else { return nil }
  return Double(bytes) / Double(bytesPerSecond)
}

/// - Returns: `nil` where the stream does not state its duration.
private func durationSeconds(of stream: UnsafeMutablePointer<AVStream>) -> Double? {
  let ticks = unsafe stream.pointee.duration
  guard ticks != libav_no_timestamp, ticks > 0 else { return nil }
  return unsafe seconds(ticks, stream.pointee.time_base)
}

/// A stamp in seconds, rounded once.
func seconds(_ ticks: Int64, _ timeBase: AVRational) -> Double {
  Double(ticks) * Double(timeBase.num) / Double(timeBase.den)
}
