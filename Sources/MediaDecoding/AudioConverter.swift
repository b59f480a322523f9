internal import CLibAV

/// Decoded frames of any sample format as planes of float samples at full scale ±1, every channel by itself
/// and at the rate it was recorded with.
@safe struct AudioConverter: ~Copyable {
  let channelCount: Int
  let sampleRateHz: Int
  /// Non-finite samples replaced by 0 in the last frame.
  private(set) var nonFiniteSamples = 0
  private(set) var planes: FloatPlanes
  private let sampleFormat: Int32
  private let resampler: ResamplerOwner

  init(frame: UnsafeMutablePointer<AVFrame>, path: String) throws(MediaError) {
    let channelCount = unsafe Int(frame.pointee.ch_layout.nb_channels)
    let sampleRateHz = unsafe Int(frame.pointee.sample_rate)
    let sampleFormat = unsafe frame.pointee.format
    guard channelCount > 0, sampleRateHz > 0 else { throw .damaged(path: path) }
    resampler = try openResampler(
      channelCount: channelCount, inputFormat: AVSampleFormat(sampleFormat), inputRateHz: sampleRateHz,
      outputRateHz: sampleRateHz, path: path)
    planes = FloatPlanes(channelCount: channelCount)
    self.channelCount = channelCount
    self.sampleRateHz = sampleRateHz
    self.sampleFormat = sampleFormat
  }

  func accepts(_ frame: UnsafeMutablePointer<AVFrame>) -> Bool {
    unsafe Int(frame.pointee.ch_layout.nb_channels) == channelCount
      && Int(frame.pointee.sample_rate) == sampleRateHz && frame.pointee.format == sampleFormat
  }

  /// Fills `planes`.
  /// - Returns: Samples a channel.
  mutating func convert(_ frame: UnsafeMutablePointer<AVFrame>, path: String) throws(MediaError) -> Int {
    let count = unsafe Int(frame.pointee.nb_samples)
    planes.reserve(count)
    let input = unsafe UnsafeMutableRawPointer(frame.pointee.extended_data)
      .assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
    let converted = unsafe swr_convert(
      resampler.pointer, planes.pointers, Int32(count), input, Int32(count))
    guard converted >= 0 else { throw .outOfMemory(path: path) }
    nonFiniteSamples = 0
    for channel in 0..<channelCount {
      let plane = unsafe planes.plane(channel, count: Int(converted))
      for index in plane.indices where unsafe !plane[index].isFinite {
        unsafe plane[index] = 0
        nonFiniteSamples += 1
      }
    }
    return Int(converted)
  }
}

/// Band-limited change of the sampling rate, in streaming. Output sample 0 falls on input sample 0.
@safe struct AudioResampler: ~Copyable {
  /// What the last call made; `count` samples a channel of it are valid.
  private(set) var planes: FloatPlanes
  private(set) var count = 0
  private let resampler: ResamplerOwner

  init(channelCount: Int, inputRateHz: Int, outputRateHz: Int, path: String) throws(MediaError) {
    resampler = try openResampler(
      channelCount: channelCount, inputFormat: AV_SAMPLE_FMT_FLTP, inputRateHz: inputRateHz,
      outputRateHz: outputRateHz, path: path)
    planes = FloatPlanes(channelCount: channelCount)
  }

  /// - Parameter input: One pointer a channel; `nil` asks for what is still inside the filter.
  mutating func convert(
    _ input: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count inputCount: Int, path: String
  ) throws(MediaError) {
    planes.reserve(unsafe Int(swr_get_out_samples(resampler.pointer, Int32(inputCount))))
    let made = unsafe swr_convert(
      resampler.pointer, planes.pointers, Int32(planes.capacity), input, Int32(inputCount))
    guard made >= 0 else { throw .outOfMemory(path: path) }
    count = Int(made)
  }
}

@safe struct ResamplerOwner: ~Copyable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

  deinit {
    var freed: OpaquePointer? = unsafe pointer
    unsafe swr_free(&freed)
  }
}

/// Output is planar float with as many channels as the input; channels are never mixed.
private func openResampler(
  channelCount: Int, inputFormat: AVSampleFormat, inputRateHz: Int, outputRateHz: Int, path: String
) throws(MediaError) -> ResamplerOwner {
  var input = unsafe AVChannelLayout()
  unsafe av_channel_layout_default(&input, Int32(channelCount))
  var output = unsafe AVChannelLayout()
  unsafe av_channel_layout_default(&output, Int32(channelCount))
  var allocated: OpaquePointer?
  let status = unsafe swr_alloc_set_opts2(
    &allocated, &output, AV_SAMPLE_FMT_FLTP, Int32(outputRateHz), &input, inputFormat, Int32(inputRateHz), 0,
    nil)
  guard status >= 0, let allocated = unsafe allocated else { throw .outOfMemory(path: path) }
  let resampler = unsafe ResamplerOwner(allocated)
  let options = unsafe UnsafeMutableRawPointer(resampler.pointer)
  // A 64-tap kernel keeps the pass band flat to 0.9 of the Nyquist frequency.
  unsafe av_opt_set_int(options, "filter_size", 64, 0)
  unsafe av_opt_set_double(options, "cutoff", 0.96, 0)
  guard unsafe swr_init(resampler.pointer) >= 0 else { throw .outOfMemory(path: path) }
  return resampler
}
