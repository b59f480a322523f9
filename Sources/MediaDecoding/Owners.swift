internal import CLibAV

/// One open decoder or encoder.
@safe struct CodecOwner: ~Copyable {
  let pointer: UnsafeMutablePointer<AVCodecContext>

  init(_ pointer: UnsafeMutablePointer<AVCodecContext>) { unsafe self.pointer = unsafe pointer }

  deinit {
    var freed: UnsafeMutablePointer<AVCodecContext>? = unsafe pointer
    unsafe avcodec_free_context(&freed)
  }
}

/// Opens a decoder for a stream. A single thread decodes, so that results do not depend on the machine.
func openCodec(of stream: UnsafeMutablePointer<AVStream>, path: String) throws(MediaError) -> CodecOwner {
  guard let parameters = unsafe stream.pointee.codecpar,
    let decoder = unsafe avcodec_find_decoder(parameters.pointee.codec_id)
  else { throw .notMedia(path: path) }
  guard let allocated = unsafe avcodec_alloc_context3(decoder) else { throw .outOfMemory(path: path) }
  let codec = unsafe CodecOwner(allocated)
  guard unsafe avcodec_parameters_to_context(codec.pointer, parameters) >= 0 else {
    throw .outOfMemory(path: path)
  }
  // Without it the decoder cannot move a timestamp past the encoder's priming.
  unsafe codec.pointer.pointee.pkt_timebase = stream.pointee.time_base
  unsafe codec.pointer.pointee.thread_count = 1
  let status = unsafe avcodec_open2(codec.pointer, decoder, nil)
  guard status >= 0 else {
    throw status == libav_error_out_of_memory ? .outOfMemory(path: path) : .damaged(path: path)
  }
  return codec
}

@safe struct PacketOwner: ~Copyable {
  let pointer: UnsafeMutablePointer<AVPacket>

  init(path: String) throws(MediaError) {
    guard let allocated = unsafe av_packet_alloc() else { throw .outOfMemory(path: path) }
    unsafe pointer = allocated
  }

  deinit {
    var freed: UnsafeMutablePointer<AVPacket>? = unsafe pointer
    unsafe av_packet_free(&freed)
  }
}

@safe struct FrameOwner: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFrame>

  init(path: String) throws(MediaError) {
    guard let allocated = unsafe av_frame_alloc() else { throw .outOfMemory(path: path) }
    unsafe pointer = allocated
  }

  deinit {
    var freed: UnsafeMutablePointer<AVFrame>? = unsafe pointer
    unsafe av_frame_free(&freed)
  }
}

/// Planes of float samples, one a channel, in memory that stays where it is between calls.
@safe struct FloatPlanes: ~Copyable {
  let channelCount: Int
  private(set) var capacity = 0
  /// One pointer a channel, as libswresample takes them.
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>
  private var storage: UnsafeMutablePointer<Float>

  init(channelCount: Int) {
    self.channelCount = channelCount
    unsafe pointers = .allocate(capacity: channelCount)
    unsafe storage = .allocate(capacity: 0)
    unsafe pointers.initialize(repeating: nil, count: channelCount)
  }

  deinit {
    unsafe storage.deallocate()
    unsafe pointers.deallocate()
  }

  /// Makes room for `count` samples a channel; what was there is lost when it grows.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    unsafe storage.deallocate()
    capacity = count
    unsafe storage = .allocate(capacity: count * channelCount)
    unsafe storage.initialize(repeating: 0, count: count * channelCount)
    for channel in 0..<channelCount {
      unsafe pointers[channel] = UnsafeMutableRawPointer(storage + channel * count)
        .assumingMemoryBound(to: UInt8.self)
    }
  }

  func plane(_ channel: Int, count: Int) -> UnsafeMutableBufferPointer<Float> {
    unsafe UnsafeMutableBufferPointer(start: storage + channel * capacity, count: count)
  }
}
