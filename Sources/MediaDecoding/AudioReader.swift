internal import CLibAV

/// The sound of a recording, block by block, in memory that does not grow with its length.
///
/// Samples are full scale at ±1, channels stay apart, and they lie evenly on the container's clock from
/// `startSeconds` on: a jump ahead of more than 40 ms is filled with silence, an overlap is trimmed, what an
/// encoder put before the sound is left out as the container says. The report tells how often.
public struct AudioReader: ~Copyable {
  public let sampleRateHz: Double
  /// Channels in the recording, whichever of them are delivered.
  public let channelCount: Int
  /// Presentation time of the first sample.
  public let startSeconds: Double
  /// One array a delivered channel, all of one length; `next()` fills it and uses its memory again.
  public private(set) var block: [[Float]]

  private let selected: [Int]
  private let outputRateHz: Int
  private var decoder: StreamDecoder
  private var converter: AudioConverter
  /// `nil` where the recording already has the rate asked for.
  private var resampler: AudioResampler?
  private var sums: ChannelSums
  private var clock = PresentationClock()
  private var facts = DecodingReport.Sound()
  private var formatChanges = 0

  /// Anchor of the stretch of constant recorded rate under way, and its samples so far.
  private var stretchStartSeconds: Double
  private var stretchSamples = 0
  private var deliveredSamples = 0
  private var pendingSilence = 0
  /// Samples of the converted frame not passed on yet.
  private var pendingFrame: Range<Int>?
  private var isAtEnd = false
  private var silence: FloatPlanes

  /// Opens a recording and decodes its first piece.
  ///
  /// - Parameters:
  ///   - sampleRateHz: A whole number of hertz; `nil` keeps the recorded rate.
  ///   - channel: The only channel to deliver, counted from 0; `nil` delivers all.
  public init(path: String, sampleRateHz: Double? = nil, channel: Int? = nil) throws(MediaError) {
    precondition(
      sampleRateHz.map { $0 >= 1 && $0 == $0.rounded() && $0 < 1e7 } ?? true,
      "a sample rate is a positive whole number of hertz")
    var decoder = try StreamDecoder(path: path, kind: .sound)
    guard try decoder.nextFrame() else { throw .damaged(path: path) }
    var converter = unsafe try AudioConverter(frame: decoder.frame.pointer, path: path)
    let channelCount = converter.channelCount
    guard channel.map({ (0..<channelCount).contains($0) }) ?? true else {
      throw .noSuchChannel(path: path, channel: channel ?? 0, channelCount: channelCount)
    }
    let selected = channel.map { [$0] } ?? Array(0..<channelCount)
    let outputRateHz = sampleRateHz.map { Int($0) } ?? converter.sampleRateHz
    let resampler = try makeResampler(
      channelCount: selected.count, inputRateHz: converter.sampleRateHz, outputRateHz: outputRateHz,
      path: path)
    let count = unsafe try converter.convert(decoder.frame.pointer, path: path)

    self.selected = selected
    self.outputRateHz = outputRateHz
    self.sampleRateHz = Double(outputRateHz)
    self.channelCount = channelCount
    startSeconds = decoder.frameSeconds ?? 0
    stretchStartSeconds = startSeconds
    block = Array(repeating: [], count: selected.count)
    silence = FloatPlanes(channelCount: selected.count)
    silence.reserve(silenceBlockSamples)
    sums = ChannelSums(channelCount: channelCount)
    sums.add(converter.planes, count: count)
    facts.nonFiniteSamples = converter.nonFiniteSamples
    pendingFrame = 0..<count
    self.resampler = resampler
    self.decoder = decoder
    self.converter = converter
  }

  /// Fills `block` with the next samples.
  /// - Returns: `false` after the last one; `block` is then empty.
  public mutating func next() throws(MediaError) -> Bool {
    for index in block.indices { block[index].removeAll(keepingCapacity: true) }
    while block[0].isEmpty {
      if pendingSilence > 0 {
        let count = min(pendingSilence, silenceBlockSamples)
        pendingSilence -= count
        try passSilence(count)
      } else if let range = pendingFrame {
        pendingFrame = nil
        try passFrame(range)
      } else if isAtEnd {
        return false
      } else if try decoder.nextFrame() {
        try takeFrame()
      } else {
        isAtEnd = true
        try drainResampler()
      }
    }
    deliveredSamples += block[0].count
    return true
  }

  /// Complete once `next()` has returned `false`.
  public var report: DecodingReport {
    let decodedSeconds = Double(deliveredSamples) / sampleRateHz
    return DecodingReport(
      isTruncated: decoder.isTruncated(decodedEndSeconds: startSeconds + decodedSeconds) && isAtEnd,
      decodeErrors: decoder.decodeErrors, clockResets: clock.resets, formatChanges: formatChanges,
      decodedSeconds: decodedSeconds,
      declaredSeconds: decoder.file.declaredDurationSeconds(ofStream: decoder.streamIndex), sound: facts)
  }

  /// Of all channels as far as they are read.
  public var channelStatistics: ChannelStatistics { sums.statistics }

  /// What the container states; `nil` when it does not.
  var declaredSeconds: Double? { decoder.file.declaredDurationSeconds(ofStream: decoder.streamIndex) }

  /// Converts the frame just decoded and finds its place on the clock.
  private mutating func takeFrame() throws(MediaError) {
    let frame = unsafe decoder.frame.pointer
    if unsafe !converter.accepts(frame) { unsafe try changeFormat(to: frame) }
    let count = unsafe try converter.convert(frame, path: decoder.path)
    sums.add(converter.planes, count: count)
    facts.nonFiniteSamples += converter.nonFiniteSamples

    let rateHz = Double(converter.sampleRateHz)
    let expected = stretchStartSeconds + Double(stretchSamples) / rateHz
    let ahead = clock.seconds(stamped: decoder.frameSeconds, expected: expected) - expected
    var from = 0
    if ahead > toleratedJumpSeconds {
      pendingSilence = Int((ahead * rateHz).rounded())
      facts.gapSecondsFilled += Double(pendingSilence) / rateHz
      facts.gapCount += 1
    } else if ahead < -toleratedJumpSeconds {
      from = min(Int((-ahead * rateHz).rounded()), count)
      facts.overlapSecondsTrimmed += Double(from) / rateHz
    }
    if from < count { pendingFrame = from..<count }
  }

  /// A stream may change its rate or channels midway; what the filter holds is delivered first.
  private mutating func changeFormat(to frame: UnsafeMutablePointer<AVFrame>) throws(MediaError) {
    let changed = unsafe try AudioConverter(frame: frame, path: decoder.path)
    let isOtherRate = changed.sampleRateHz != converter.sampleRateHz
    if isOtherRate || changed.channelCount != converter.channelCount { formatChanges += 1 }
    if isOtherRate {
      try drainResampler()
      let samples = deliveredSamples + block[0].count
      stretchStartSeconds = startSeconds + Double(samples) / sampleRateHz
      stretchSamples = 0
      resampler = try makeResampler(
        channelCount: selected.count, inputRateHz: changed.sampleRateHz, outputRateHz: outputRateHz,
        path: decoder.path)
    }
    converter = changed
  }

  private mutating func passSilence(_ count: Int) throws(MediaError) {
    let pointers = unsafe (0..<selected.count).map { unsafe UnsafePointer(silence.pointers[$0]) }
    unsafe try pass(pointers, count: count)
  }

  /// A channel that is gone after a change of format is silent.
  private mutating func passFrame(_ range: Range<Int>) throws(MediaError) {
    if range.count > silence.capacity { silence.reserve(range.count) }
    let offset = range.lowerBound * MemoryLayout<Float>.stride
    var pointers: [UnsafePointer<UInt8>?] = unsafe []
    for (index, channel) in selected.enumerated() {
      let isThere = channel < converter.channelCount
      let plane = unsafe isThere ? converter.planes.pointers[channel] : silence.pointers[index]
      unsafe pointers.append(plane.map { unsafe UnsafePointer($0 + (isThere ? offset : 0)) })
    }
    unsafe try pass(pointers, count: range.count)
  }

  /// Sends samples at the recorded rate on into `block`.
  private mutating func pass(_ planes: [UnsafePointer<UInt8>?], count: Int) throws(MediaError) {
    stretchSamples += count
    guard resampler != nil else {
      for index in block.indices {
        guard let bytes = unsafe planes[index] else { continue }
        let samples = unsafe UnsafeRawPointer(bytes).assumingMemoryBound(to: Float.self)
        unsafe block[index].append(contentsOf: UnsafeBufferPointer(start: samples, count: count))
      }
      return
    }
    var input = unsafe planes
    unsafe try resampler?.convert(&input, count: count, path: decoder.path)
    appendResampled()
  }

  private mutating func drainResampler() throws(MediaError) {
    guard resampler != nil else { return }
    unsafe try resampler?.convert(nil, count: 0, path: decoder.path)
    appendResampled()
  }

  private mutating func appendResampled() {
    guard let count = resampler?.count else { return }
    for index in block.indices {
      guard let samples = unsafe resampler?.planes.plane(index, count: count) else { return }
      unsafe block[index].append(contentsOf: samples)
    }
  }
}

/// Below the 45 ms at which viewers notice sound ahead of its picture (Recommendation ITU-R BT.1359-1), and
/// above the rounding of containers and the length of most codecs' frames.
private let toleratedJumpSeconds = 0.040
private let silenceBlockSamples = 4096

private func makeResampler(
  channelCount: Int, inputRateHz: Int, outputRateHz: Int, path: String
) throws(MediaError) -> AudioResampler? {
  guard inputRateHz != outputRateHz else { return nil }
  return try AudioResampler(
    channelCount: channelCount, inputRateHz: inputRateHz, outputRateHz: outputRateHz, path: path)
}
