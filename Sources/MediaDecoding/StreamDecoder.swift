internal import CLibAV

/// Frames of one stream of a file, in presentation order, one at a time.
@safe struct StreamDecoder: ~Copyable {
  let file: MediaFile
  let streamIndex: Int
  /// The frame `nextFrame()` found last.
  let frame: FrameOwner
  private(set) var decodeErrors = 0
  private let codec: CodecOwner
  private let packet: PacketOwner
  private var isDraining = false
  private var readingBroke = false
  /// End of the latest packet of any stream read.
  private var latestPacketEndSeconds = -Double.infinity

  init(path: String, kind: MediaFile.StreamKind) throws(MediaError) {
    let file = try MediaFile(path: path)
    let index = try file.stream(kind)
    try self.init(file: file, streamIndex: index)
  }

  init(file: consuming MediaFile, streamIndex: Int) throws(MediaError) {
    let path = file.path
    guard let stream = unsafe file.context.pointee.streams[streamIndex] else { throw .notMedia(path: path) }
    let codec = unsafe try openCodec(of: stream, path: path)
    let packet = try PacketOwner(path: path)
    let frame = try FrameOwner(path: path)
    // Where the container tells only its whole length, the other streams are read too, to learn whether
    // all of it is there.
    if file.statesOwnDuration(ofStream: streamIndex) {
      for other in 0..<Int(unsafe file.context.pointee.nb_streams) where other != streamIndex {
        unsafe file.context.pointee.streams[other]?.pointee.discard = AVDISCARD_ALL
      }
    }
    self.codec = codec
    self.packet = packet
    self.frame = frame
    self.file = file
    self.streamIndex = streamIndex
  }

  var path: String { file.path }
  var stream: UnsafeMutablePointer<AVStream> {
    guard let stream = unsafe file.context.pointee.streams[streamIndex] else {
      preconditionFailure("the stream was there when the decoder was made")
    }
    return unsafe stream
  }
  var tickSeconds: Double { unsafe seconds(1, stream.pointee.time_base) }

  /// Presentation time of the current frame; `nil` where the container gives none.
  var frameSeconds: Double? {
    let ticks = unsafe frame.pointer.pointee.best_effort_timestamp
    return ticks == libav_no_timestamp ? nil : unsafe seconds(ticks, stream.pointee.time_base)
  }

  /// Decodes into `frame`.
  /// - Returns: `false` after the last frame. Damaged stretches are passed over and counted.
  mutating func nextFrame() throws(MediaError) -> Bool {
    while true {
      let status = unsafe avcodec_receive_frame(codec.pointer, frame.pointer)
      switch status {
      case 0...:
        let flags = unsafe frame.pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT
        let faults = unsafe frame.pointer.pointee.decode_error_flags
        if !isPlainSamples, faults != 0 || flags != 0 { decodeErrors += 1 }
        return true
      case libav_error_end_of_file: return false
      case libav_error_try_again: try feed()
      case libav_error_out_of_memory: throw .outOfMemory(path: path)
      default: decodeErrors += 1
      }
    }
  }

  /// Whether data ended before the file said they would. Known once `nextFrame()` has returned `false`.
  /// - Parameter decodedEndSeconds: Where this stream's last frame ends.
  func isTruncated(decodedEndSeconds: Double) -> Bool {
    if readingBroke { return true }
    guard let declared = file.declaredDurationSeconds(ofStream: streamIndex) else { return false }
    let start: Double
    let end: Double
    if file.statesOwnDuration(ofStream: streamIndex) {
      start = file.startSeconds(ofStream: streamIndex) ?? 0
      end = decodedEndSeconds
    } else {
      start = 0
      end = max(latestPacketEndSeconds, decodedEndSeconds)
    }
    // Containers round, and pad with a frame or two; a real cut loses more.
    return end < start + declared - max(0.25, 0.002 * declared)
  }

  /// Uncompressed sound, whose last packet may be short without anything being wrong with it.
  private var isPlainSamples: Bool { unsafe av_get_exact_bits_per_sample(codec.pointer.pointee.codec_id) > 0 }

  /// Gives the decoder the stream's next packet, or tells it that there are no more.
  private mutating func feed() throws(MediaError) {
    while !isDraining {
      guard try readPacket() else { break }
      defer { unsafe av_packet_unref(packet.pointer) }
      notePacketEnd()
      guard unsafe Int(packet.pointer.pointee.stream_index) == streamIndex else { continue }
      // Half a compressed packet decodes to a picture half grey or a click.
      if unsafe !isPlainSamples && packet.pointer.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 {
        decodeErrors += 1
        continue
      }
      let status = unsafe avcodec_send_packet(codec.pointer, packet.pointer)
      if status >= 0 { return }
      guard status != libav_error_out_of_memory else { throw .outOfMemory(path: path) }
      decodeErrors += 1
    }
    isDraining = true
    unsafe avcodec_send_packet(codec.pointer, nil)
  }

  /// - Returns: `false` at the end of the file, or when reading keeps failing.
  private mutating func readPacket() throws(MediaError) -> Bool {
    for _ in 0..<mostFailedReads {
      let status = unsafe av_read_frame(file.context, packet.pointer)
      if status >= 0 { return true }
      if status == libav_error_end_of_file { return false }
      guard status != libav_error_out_of_memory else { throw .outOfMemory(path: path) }
      readingBroke = true
    }
    return false
  }

  private mutating func notePacketEnd() {
    let packet = unsafe packet.pointer.pointee
    guard unsafe packet.pts != libav_no_timestamp,
      let stream = unsafe file.context.pointee.streams[Int(packet.stream_index)]
    else { return }
    // What a damaged file states may not fit.
    let (ticks, isTooLarge) = unsafe packet.pts.addingReportingOverflow(packet.duration)
    let end = unsafe seconds(isTooLarge ? packet.pts : ticks, stream.pointee.time_base)
    latestPacketEndSeconds = max(latestPacketEndSeconds, end)
  }
}

/// A damaged stretch may be read past; a missing rest of the file may not be tried packet by packet.
private let mostFailedReads = 32
