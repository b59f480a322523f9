import CLibAV
import SignalCore

/// Sound to be written into a test recording.
struct SoundSource {
  var codec: String
  var sampleRateHz: Int
  /// One array a channel, all of one length.
  var channels: [[Float]]
  var startSeconds = 0.0
  /// From each of these samples on, timestamps are moved by so many seconds.
  var jumps: [(sample: Int, seconds: Double)] = []
}

/// Pictures to be written into a test recording.
struct PictureSource {
  var codec: String
  var pictures: [Picture]
  var timesSeconds: [Double]
  var ticksPerSecond: Int32 = 1000
  /// 3 × 3, 16.16 fixed point, as in a track header.
  var displayMatrix: [Int32]?
  /// Width and height of a stored pixel.
  var pixelAspect: (Int32, Int32) = (1, 1)
  /// `nil` takes the encoder's first.
  var pixelFormat: AVPixelFormat?
  /// Luma and chroma 0 to 255 instead of 16 to 235 and 240.
  var isFullRange = false
  /// Cover art of a music file instead of a recording.
  var isCoverArt = false
}

struct MediaWriterError: Error {
  let step: String
  let status: Int32
}

/// Encodes and muxes short recordings for tests with libav's own encoders.
///
/// - Parameter format: libavformat's short name of the container.
func writeMedia(
  to path: String, format: String, sound: SoundSource? = nil, pictures: PictureSource? = nil,
  options: [String: String] = [:]
) throws {
  av_log_set_level(AV_LOG_QUIET)
  var allocated: UnsafeMutablePointer<AVFormatContext>?
  try unsafe check("container", avformat_alloc_output_context2(&allocated, nil, format, "file:" + path))
  guard let context = unsafe allocated else { throw MediaWriterError(step: "container", status: 0) }
  defer { unsafe avformat_free_context(context) }

  let soundEncoder = try unsafe sound.map { unsafe try soundStream($0, in: context) }
  let pictureEncoder = try unsafe pictures.map { unsafe try pictureStream($0, in: context) }
  defer {
    var freed: UnsafeMutablePointer<AVCodecContext>? = unsafe soundEncoder
    unsafe avcodec_free_context(&freed)
    unsafe freed = unsafe pictureEncoder
    unsafe avcodec_free_context(&freed)
  }
  try unsafe check("open", avio_open(&context.pointee.pb, "file:" + path, AVIO_FLAG_WRITE))
  defer { unsafe avio_closep(&context.pointee.pb) }
  var dictionary: OpaquePointer?
  defer { unsafe av_dict_free(&dictionary) }
  for (name, value) in options { unsafe av_dict_set(&dictionary, name, value, 0) }
  try unsafe check("header", avformat_write_header(context, &dictionary))
  if let pictures, let encoder = unsafe pictureEncoder {
    unsafe try encode(pictures, with: encoder, streamIndex: sound == nil ? 0 : 1, to: context)
  }
  if let sound, let encoder = unsafe soundEncoder { unsafe try encode(sound, with: encoder, to: context) }
  try unsafe check("trailer", av_write_trailer(context))
}

private func check(_ step: String, _ status: Int32) throws {
  guard status >= 0 else { throw MediaWriterError(step: step, status: status) }
}

private func encoder(named name: String) throws -> UnsafeMutablePointer<AVCodecContext> {
  guard let codec = unsafe avcodec_find_encoder_by_name(name),
    let encoder = unsafe avcodec_alloc_context3(codec)
  else { throw MediaWriterError(step: "encoder \(name)", status: 0) }
  unsafe encoder.pointee.thread_count = 1
  unsafe encoder.pointee.strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL
  return unsafe encoder
}

private func addStream(
  _ encoder: UnsafeMutablePointer<AVCodecContext>, to context: UnsafeMutablePointer<AVFormatContext>
) throws -> UnsafeMutablePointer<AVStream> {
  if unsafe context.pointee.oformat.pointee.flags & AVFMT_GLOBALHEADER != 0 {
    unsafe encoder.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
  }
  try unsafe check("open encoder", avcodec_open2(encoder, nil, nil))
  guard let stream = unsafe avformat_new_stream(context, nil) else {
    throw MediaWriterError(step: "stream", status: 0)
  }
  unsafe stream.pointee.time_base = encoder.pointee.time_base
  try unsafe check("parameters", avcodec_parameters_from_context(stream.pointee.codecpar, encoder))
  return unsafe stream
}

private func soundStream(
  _ sound: SoundSource, in context: UnsafeMutablePointer<AVFormatContext>
) throws -> UnsafeMutablePointer<AVCodecContext> {
  let encoder = unsafe try encoder(named: sound.codec)
  unsafe encoder.pointee.sample_fmt = encoder.pointee.codec.pointee.sample_fmts[0]
  unsafe encoder.pointee.sample_rate = Int32(sound.sampleRateHz)
  unsafe encoder.pointee.time_base = AVRational(num: 1, den: Int32(sound.sampleRateHz))
  unsafe encoder.pointee.bit_rate = 128_000
  unsafe av_channel_layout_default(&encoder.pointee.ch_layout, Int32(sound.channels.count))
  unsafe _ = try addStream(encoder, to: context)
  return unsafe encoder
}

private func pictureStream(
  _ pictures: PictureSource, in context: UnsafeMutablePointer<AVFormatContext>
) throws -> UnsafeMutablePointer<AVCodecContext> {
  let encoder = unsafe try encoder(named: pictures.codec)
  if let format = pictures.pixelFormat {
    unsafe encoder.pointee.pix_fmt = format
  } else {
    unsafe encoder.pointee.pix_fmt = encoder.pointee.codec.pointee.pix_fmts[0]
  }
  if pictures.isFullRange { unsafe encoder.pointee.color_range = AVCOL_RANGE_JPEG }
  unsafe encoder.pointee.width = Int32(pictures.pictures[0].width)
  unsafe encoder.pointee.height = Int32(pictures.pictures[0].height)
  unsafe encoder.pointee.time_base = AVRational(num: 1, den: pictures.ticksPerSecond)
  unsafe encoder.pointee.sample_aspect_ratio = AVRational(
    num: pictures.pixelAspect.0, den: pictures.pixelAspect.1)
  unsafe encoder.pointee.bit_rate = 4_000_000
  unsafe encoder.pointee.gop_size = 5
  let stream = unsafe try addStream(encoder, to: context)
  unsafe stream.pointee.sample_aspect_ratio = encoder.pointee.sample_aspect_ratio
  if pictures.isCoverArt { unsafe stream.pointee.disposition = AV_DISPOSITION_ATTACHED_PIC }
  if let matrix = pictures.displayMatrix {
    let bytes = unsafe av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, 36)
    for (index, entry) in matrix.enumerated() {
      unsafe UnsafeMutableRawPointer(bytes)?.storeBytes(of: entry, toByteOffset: 4 * index, as: Int32.self)
    }
  }
  return unsafe encoder
}

private func encode(
  _ sound: SoundSource, with encoder: UnsafeMutablePointer<AVCodecContext>,
  to context: UnsafeMutablePointer<AVFormatContext>
) throws {
  var planar: UnsafeMutablePointer<AVFrame>? = unsafe av_frame_alloc()
  var stored: UnsafeMutablePointer<AVFrame>? = unsafe av_frame_alloc()
  var converter: OpaquePointer? = unsafe swr_alloc()
  defer {
    unsafe av_frame_free(&planar)
    unsafe av_frame_free(&stored)
    unsafe swr_free(&converter)
  }
  guard let source = unsafe planar, let target = unsafe stored else {
    throw MediaWriterError(step: "frame", status: 0)
  }
  let total = sound.channels[0].count
  let frameLength = unsafe encoder.pointee.frame_size > 0 ? Int(encoder.pointee.frame_size) : 1000
  for from in stride(from: 0, to: total, by: frameLength) {
    let count = min(frameLength, total - from)
    unsafe try prepare(source, format: AV_SAMPLE_FMT_FLTP, sampleCount: count, for: encoder)
    unsafe try prepare(target, format: encoder.pointee.sample_fmt, sampleCount: count, for: encoder)
    for (channel, samples) in sound.channels.enumerated() {
      let plane = unsafe UnsafeMutableRawPointer(source.pointee.extended_data[channel])
      for index in 0..<count {
        unsafe plane?.storeBytes(of: samples[from + index], toByteOffset: 4 * index, as: Float.self)
      }
    }
    try unsafe check("convert", swr_convert_frame(converter, target, source))
    let moved = sound.jumps.filter { from >= $0.sample }.reduce(sound.startSeconds) { $0 + $1.seconds }
    unsafe target.pointee.pts = Int64(from) + Int64((moved * Double(sound.sampleRateHz)).rounded())
    unsafe try send(target, through: encoder, streamIndex: 0, to: context)
  }
  unsafe try send(nil, through: encoder, streamIndex: 0, to: context)
}

private func prepare(
  _ frame: UnsafeMutablePointer<AVFrame>, format: AVSampleFormat, sampleCount: Int,
  for encoder: UnsafeMutablePointer<AVCodecContext>
) throws {
  unsafe av_frame_unref(frame)
  unsafe frame.pointee.format = format.rawValue
  unsafe frame.pointee.nb_samples = Int32(sampleCount)
  unsafe frame.pointee.sample_rate = encoder.pointee.sample_rate
  unsafe av_channel_layout_copy(&frame.pointee.ch_layout, &encoder.pointee.ch_layout)
  try unsafe check("buffer", av_frame_get_buffer(frame, 0))
}

private func encode(
  _ source: PictureSource, with encoder: UnsafeMutablePointer<AVCodecContext>, streamIndex: Int32,
  to context: UnsafeMutablePointer<AVFormatContext>
) throws {
  var allocated: UnsafeMutablePointer<AVFrame>? = unsafe av_frame_alloc()
  defer { unsafe av_frame_free(&allocated) }
  guard let frame = unsafe allocated else { throw MediaWriterError(step: "frame", status: 0) }
  let width = unsafe encoder.pointee.width
  let height = unsafe encoder.pointee.height
  let scaler = unsafe sws_getContext(
    width, height, AV_PIX_FMT_RGB24, width, height, encoder.pointee.pix_fmt, SWS_BICUBIC, nil, nil, nil)
  defer { unsafe sws_freeContext(scaler) }
  if source.isFullRange {
    let table = unsafe sws_getCoefficients(SWS_CS_DEFAULT)
    unsafe sws_setColorspaceDetails(scaler, table, 1, table, 1, 0, 1 << 16, 1 << 16)
  }
  let stamps = source.timesSeconds.map { Int64(($0 * Double(source.ticksPerSecond)).rounded()) }
  // Each picture is shown until the next; the last one as long as the one before it.
  var durations = Dictionary(
    uniqueKeysWithValues: zip(stamps, zip(stamps.dropFirst(), stamps).map { $0 - $1 }))
  if let last = stamps.last, stamps.count > 1 { durations[last] = last - stamps[stamps.count - 2] }
  for (picture, stamp) in zip(source.pictures, stamps) {
    unsafe av_frame_unref(frame)
    unsafe frame.pointee.format = encoder.pointee.pix_fmt.rawValue
    unsafe frame.pointee.width = width
    unsafe frame.pointee.height = height
    try unsafe check("buffer", av_frame_get_buffer(frame, 0))
    unsafe picture.pixels.withUnsafeBufferPointer { pixels in
      let lines: [UnsafePointer<UInt8>?] = unsafe [pixels.baseAddress]
      let planes: [UnsafeMutablePointer<UInt8>?] = unsafe [
        frame.pointee.data.0, frame.pointee.data.1, frame.pointee.data.2, frame.pointee.data.3,
      ]
      let strides: [Int32] = unsafe [
        frame.pointee.linesize.0, frame.pointee.linesize.1, frame.pointee.linesize.2,
        frame.pointee.linesize.3,
      ]
      unsafe _ = sws_scale(scaler, lines, [3 * width], 0, height, planes, strides)
    }
    unsafe frame.pointee.color_range = encoder.pointee.color_range
    unsafe frame.pointee.pts = stamp
    unsafe frame.pointee.sample_aspect_ratio = encoder.pointee.sample_aspect_ratio
    unsafe try send(frame, through: encoder, streamIndex: streamIndex, durations: durations, to: context)
  }
  unsafe try send(nil, through: encoder, streamIndex: streamIndex, durations: durations, to: context)
}

private func send(
  _ frame: UnsafeMutablePointer<AVFrame>?, through encoder: UnsafeMutablePointer<AVCodecContext>,
  streamIndex: Int32, durations: [Int64: Int64] = [:], to context: UnsafeMutablePointer<AVFormatContext>
) throws {
  var allocated: UnsafeMutablePointer<AVPacket>? = unsafe av_packet_alloc()
  defer { unsafe av_packet_free(&allocated) }
  guard let packet = unsafe allocated, let stream = unsafe context.pointee.streams[Int(streamIndex)] else {
    throw MediaWriterError(step: "packet", status: 0)
  }
  try unsafe check("encode", avcodec_send_frame(encoder, frame))
  while unsafe avcodec_receive_packet(encoder, packet) >= 0 {
    unsafe packet.pointee.stream_index = streamIndex
    if let ticks = unsafe durations[packet.pointee.pts] { unsafe packet.pointee.duration = ticks }
    unsafe av_packet_rescale_ts(packet, encoder.pointee.time_base, stream.pointee.time_base)
    try unsafe check("write", av_interleaved_write_frame(context, packet))
  }
}
