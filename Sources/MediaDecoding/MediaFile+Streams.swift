internal import CLibAV

/// Which streams of a container are sound and picture, and what they state about themselves.
extension MediaFile {
  enum StreamKind {
    case sound, picture

    fileprivate var type: AVMediaType { self == .sound ? AVMEDIA_TYPE_AUDIO : AVMEDIA_TYPE_VIDEO }
  }

  /// Indices of usable streams, the one to decode first.
  ///
  /// Cover art does not count as a picture. The stream marked as default wins, then the largest picture,
  /// then the first.
  func streams(_ kind: StreamKind) -> [Int] {
    let found = (0..<streamCount).filter { isUsable($0, as: kind) }
    return found.sorted { rank($0) == rank($1) ? $0 < $1 : rank($0) > rank($1) }
  }

  /// The stream to decode.
  func stream(_ kind: StreamKind) throws(MediaError) -> Int {
    try requireMedia()
    if let best = streams(kind).first { return best }
    if let codec = undecodableCodec(kind) { throw .decoderMissing(path: path, codec: codec) }
    throw kind == .sound ? .noSound(path: path) : .noPicture(path: path)
  }

  /// Refuses a file with nothing to hear or see in it.
  func requireMedia() throws(MediaError) {
    guard streams(.sound).isEmpty, streams(.picture).isEmpty else { return }
    if let codec = undecodableCodec(.sound) ?? undecodableCodec(.picture) {
      throw .decoderMissing(path: path, codec: codec)
    }
    throw .notMedia(path: path)
  }

  /// The stream's own statement, or else the container's.
  func declaredDurationSeconds(ofStream index: Int) -> Double? {
    guard !isStillPicture else { return nil }
    let own = index < ownDurationsSeconds.count ? ownDurationsSeconds[index] : nil
    return own ?? taggedDurationSeconds(ofStream: index) ?? declaredDurationSeconds
  }

  /// Whether the stream states its duration itself, so that other streams tell nothing about it.
  func statesOwnDuration(ofStream index: Int) -> Bool {
    index < ownDurationsSeconds.count && ownDurationsSeconds[index] != nil
      || taggedDurationSeconds(ofStream: index) != nil
  }

  func startSeconds(ofStream index: Int) -> Double? {
    guard let stream = unsafe context.pointee.streams[index] else { return nil }
    let ticks = unsafe stream.pointee.start_time
    return ticks == libav_no_timestamp ? nil : unsafe seconds(ticks, stream.pointee.time_base)
  }

  /// libavcodec's name, or the four letters the container writes for a codec it does not know.
  func codecName(ofStream index: Int) -> String {
    guard let stream = unsafe context.pointee.streams[index] else { return "unknown" }
    let parameters = unsafe stream.pointee.codecpar.pointee
    guard unsafe parameters.codec_id == AV_CODEC_ID_NONE else {
      return unsafe String(cString: avcodec_get_name(parameters.codec_id))
    }
    let tag = unsafe parameters.codec_tag
    let letters = (0..<4).map { UInt8(truncatingIfNeeded: tag >> (8 * $0)) }.filter {
      (0x21...0x7E).contains($0)
    }
    return letters.isEmpty ? "unknown" : String(decoding: letters, as: UTF8.self)
  }

  private var streamCount: Int { unsafe Int(context.pointee.nb_streams) }

  private func isUsable(_ index: Int, as kind: StreamKind) -> Bool {
    guard isRecorded(index, as: kind), let stream = unsafe context.pointee.streams[index] else {
      return false
    }
    let parameters = unsafe stream.pointee.codecpar.pointee
    guard unsafe avcodec_find_decoder(parameters.codec_id) != nil else { return false }
    switch kind {
    case .sound: return unsafe parameters.sample_rate > 0 && parameters.ch_layout.nb_channels > 0
    case .picture: return unsafe parameters.width > 0 && parameters.height > 0
    }
  }

  /// Of the kind, and not merely a picture that decorates a music file.
  private func isRecorded(_ index: Int, as kind: StreamKind) -> Bool {
    guard let stream = unsafe context.pointee.streams[index] else { return false }
    let decoration = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS
    return unsafe stream.pointee.codecpar.pointee.codec_type == kind.type
      && stream.pointee.disposition & decoration == 0
  }

  private func rank(_ index: Int) -> Int {
    guard let stream = unsafe context.pointee.streams[index] else { return 0 }
    let parameters = unsafe stream.pointee.codecpar.pointee
    let isDefault = unsafe stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0
    return unsafe (isDefault ? 1 << 60 : 0) + Int(parameters.width) * Int(parameters.height)
  }

  private func undecodableCodec(_ kind: StreamKind) -> String? {
    let index = (0..<streamCount).first { index in
      guard isRecorded(index, as: kind), let stream = unsafe context.pointee.streams[index] else {
        return false
      }
      return unsafe avcodec_find_decoder(stream.pointee.codecpar.pointee.codec_id) == nil
    }
    return index.map { codecName(ofStream: $0) }
  }

  /// Matroska writers note a stream's length as text, "00:01:02.500000000".
  private func taggedDurationSeconds(ofStream index: Int) -> Double? {
    guard let stream = unsafe context.pointee.streams[index],
      let entry = unsafe av_dict_get(stream.pointee.metadata, "DURATION", nil, 0)
    else { return nil }
    let parts = unsafe String(cString: entry.pointee.value).split(separator: ":").map { Double($0) }
    guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let rest = parts[2] else {
      return nil
    }
    return hours * 3600 + minutes * 60 + rest
  }
}
