internal import CLibAV
internal import SignalCore

/// How moving pictures are compressed.
struct VideoEncoding: Sendable {
  /// libavcodec's name of the encoder.
  let encoder: String
  /// Divides 1/24, 1/25, 1/30, 1/60, 1001/24000, 1001/30000 s and a millisecond evenly where it can.
  let ticksPerSecond: Int32
  let options: [String: String]

  /// In order of choice. Encoders under the GPL, which Debian's libav offers too, are not asked for.
  static let all = [
    // Constant quality at which a line one pixel wide stays one; no picture waits for later ones.
    VideoEncoding(
      encoder: "libvpx-vp9", ticksPerSecond: 120_000,
      options: ["crf": "22", "b": "0", "deadline": "realtime", "cpu-used": "7", "lag-in-frames": "0"]),
    // Plays in VLC and the like but in no browser; its clock cannot be finer than 1/65535 s.
    VideoEncoding(
      encoder: "mpeg4", ticksPerSecond: 60_000, options: ["flags": "+qscale", "global_quality": "354"]),
  ]
}

/// Turns pictures of one size into packets: `yuv420p` in BT.709 and limited range, as players expect.
@safe struct PictureEncoder: ~Copyable {
  let codec: CodecOwner
  let ticksPerSecond: Int32
  private let packed: FrameOwner
  private let planar: FrameOwner
  private let scaler: ScalerOwner
  private let path: String

  /// - Parameters:
  ///   - width: Even; likewise height.
  ///   - path: The file in error messages.
  init(
    width: Int, height: Int, encodings: [VideoEncoding], needsGlobalHeader: Bool, path: String
  ) throws(MediaError) {
    let codec = try openEncoder(
      width: width, height: height, encodings: encodings, needsGlobalHeader: needsGlobalHeader, path: path)
    let packed = try FrameOwner(path: path)
    let planar = try FrameOwner(path: path)
    let scaler = try ScalerOwner(width: width, height: height, path: path)
    try unsafe allocate(packed.pointer, AV_PIX_FMT_RGB24, width: width, height: height, path: path)
    try unsafe allocate(planar.pointer, AV_PIX_FMT_YUV420P, width: width, height: height, path: path)
    unsafe planar.pointer.pointee.color_range = AVCOL_RANGE_MPEG
    unsafe planar.pointer.pointee.colorspace = AVCOL_SPC_BT709
    unsafe planar.pointer.pointee.color_primaries = AVCOL_PRI_BT709
    unsafe planar.pointer.pointee.color_trc = AVCOL_TRC_BT709
    ticksPerSecond = unsafe codec.pointer.pointee.time_base.den
    self.codec = codec
    self.packed = packed
    self.planar = planar
    self.scaler = scaler
    self.path = path
  }

  /// Hands a picture to the encoder; where it is an odd pixel short, its last column or row is repeated.
  mutating func send(_ picture: Picture, ticks: Int64) throws(MediaError) {
    unsafe fill(packed.pointer, with: picture)
    try check(unsafe av_frame_make_writable(planar.pointer))
    try check(unsafe sws_scale_frame(scaler.pointer, planar.pointer, packed.pointer))
    unsafe planar.pointer.pointee.pts = ticks
    try check(unsafe avcodec_send_frame(codec.pointer, planar.pointer))
  }

  /// Says that no picture follows.
  mutating func end() throws(MediaError) { try check(unsafe avcodec_send_frame(codec.pointer, nil)) }

  /// - Returns: `false` when the encoder has nothing to give yet, or any more.
  mutating func receive(_ packet: borrowing PacketOwner) throws(MediaError) -> Bool {
    let status = unsafe avcodec_receive_packet(codec.pointer, packet.pointer)
    if status == libav_error_try_again || status == libav_error_end_of_file { return false }
    try check(status)
    return true
  }

  private func check(_ status: Int32) throws(MediaError) {
    guard status >= 0 else { throw .writing(to: path, code: -status) }
  }
}

@safe private struct ScalerOwner: ~Copyable {
  let pointer: OpaquePointer

  init(width: Int, height: Int, path: String) throws(MediaError) {
    let flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_BITEXACT
    guard
      let scaler = unsafe sws_getContext(
        Int32(width), Int32(height), AV_PIX_FMT_RGB24, Int32(width), Int32(height), AV_PIX_FMT_YUV420P, flags,
        nil, nil, nil)
    else { throw .outOfMemory(path: path) }
    unsafe sws_setColorspaceDetails(
      scaler, sws_getCoefficients(SWS_CS_DEFAULT), 1, sws_getCoefficients(SWS_CS_ITU709), 0, 0, 1 << 16,
      1 << 16)
    unsafe pointer = scaler
  }

  deinit { unsafe sws_freeContext(pointer) }
}

private func allocate(
  _ frame: UnsafeMutablePointer<AVFrame>, _ format: AVPixelFormat, width: Int, height: Int, path: String
) throws(MediaError) {
  unsafe frame.pointee.format = format.rawValue
  unsafe frame.pointee.width = Int32(width)
  unsafe frame.pointee.height = Int32(height)
  guard unsafe av_frame_get_buffer(frame, 0) >= 0 else { throw .outOfMemory(path: path) }
}

/// Copies a picture's rows into a frame of its size or a pixel more.
func fill(_ frame: UnsafeMutablePointer<AVFrame>, with picture: Picture) {
  guard let first = unsafe frame.pointee.data.0 else { return }
  let width = unsafe Int(frame.pointee.width)
  let height = unsafe Int(frame.pointee.height)
  let lineBytes = unsafe Int(frame.pointee.linesize.0)
  unsafe picture.pixels.withUnsafeBytes { pixels in
    guard let base = pixels.baseAddress else { return }
    for row in 0..<height {
      let source = unsafe base + min(row, picture.height - 1) * picture.width * 3
      let line = unsafe UnsafeMutableRawPointer(first + row * lineBytes)
      unsafe line.copyMemory(from: source, byteCount: picture.width * 3)
      for column in picture.width..<max(width, picture.width) {
        unsafe (line + column * 3).copyMemory(from: source + (picture.width - 1) * 3, byteCount: 3)
      }
    }
  }
}

/// Opens the first encoder of a list that is installed. A single thread encodes, so that the file does not
/// depend on the machine.
private func openEncoder(
  width: Int, height: Int, encodings: [VideoEncoding], needsGlobalHeader: Bool, path: String
) throws(MediaError) -> CodecOwner {
  for encoding in encodings {
    guard let codec = unsafe avcodec_find_encoder_by_name(encoding.encoder) else { continue }
    guard let allocated = unsafe avcodec_alloc_context3(codec) else { throw .outOfMemory(path: path) }
    let owner = unsafe CodecOwner(allocated)
    unsafe allocated.pointee.width = Int32(width)
    unsafe allocated.pointee.height = Int32(height)
    unsafe allocated.pointee.pix_fmt = AV_PIX_FMT_YUV420P
    unsafe allocated.pointee.time_base = AVRational(num: 1, den: encoding.ticksPerSecond)
    unsafe allocated.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    unsafe allocated.pointee.color_range = AVCOL_RANGE_MPEG
    unsafe allocated.pointee.colorspace = AVCOL_SPC_BT709
    unsafe allocated.pointee.color_primaries = AVCOL_PRI_BT709
    unsafe allocated.pointee.color_trc = AVCOL_TRC_BT709
    // A player finds its place within so many pictures.
    unsafe allocated.pointee.gop_size = 60
    unsafe allocated.pointee.max_b_frames = 0
    unsafe allocated.pointee.thread_count = 1
    if needsGlobalHeader { unsafe allocated.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER }
    var options: OpaquePointer?
    defer { unsafe av_dict_free(&options) }
    for (name, value) in encoding.options { unsafe av_dict_set(&options, name, value, 0) }
    if unsafe avcodec_open2(allocated, codec, &options) >= 0 { return owner }
  }
  throw .encoderMissing(path: path)
}
