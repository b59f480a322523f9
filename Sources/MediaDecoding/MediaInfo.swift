internal import CLibAV

/// What a recording holds, as its container states it.
public struct MediaInfo: Sendable, Hashable, Codable {
  /// The sound stream that would be decoded.
  public struct Audio: Sendable, Hashable, Codable {
    /// libavcodec's name: "aac", "pcm_s16le" …
    public let codec: String
    public let channelCount: Int
    /// As tagged. A wrong tag cannot be seen from here; it shows as an implausible pitch.
    public let sampleRateHz: Double
    /// Presentation time of the first sample; `nil` where it is not stated.
    public let startSeconds: Double?
    public let durationSeconds: Double?
  }

  /// The picture stream that would be decoded. Cover art of a music file is none.
  public struct Video: Sendable, Hashable, Codable {
    /// libavcodec's name: "h264", "vp9", "png" …
    public let codec: String
    /// Upright and with square pixels, as `VideoReader` delivers pictures.
    public let width: Int
    public let height: Int
    /// Clockwise turn that makes the stored picture upright: 0, 90, 180 or 270.
    public let rotationDegrees: Int
    /// Whether the stored picture is also mirrored left and right.
    public let isMirrored: Bool
    /// Mean rate; single pictures may lie anywhere on the clock. `nil` for a still picture.
    public let averageFramesPerSecond: Double?
    public let startSeconds: Double?
    public let durationSeconds: Double?
    /// A single PNG, JPEG and the like, not a recording.
    public let isStillPicture: Bool
  }

  /// libavformat's name, alternatives separated by commas: "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "wav" …
  public let containerFormat: String
  /// `nil` for a still picture and where only a guess from the bit rate is possible.
  public let durationSeconds: Double?
  public let audio: Audio?
  /// Sound streams in the file; only the one described is decoded.
  public let audioStreamCount: Int
  public let video: Video?

  /// Opens a file and reads what it says about itself.
  public static func probe(_ path: String) throws(MediaError) -> MediaInfo {
    let file = try MediaFile(path: path)
    try file.requireMedia()
    let containerFormat = file.formatName
    let durationSeconds = file.declaredDurationSeconds
    let sounds = file.streams(.sound)
    let audio = sounds.first.flatMap { file.audioInfo(ofStream: $0) }
    guard let picture = file.streams(.picture).first else {
      return MediaInfo(
        containerFormat: containerFormat, durationSeconds: durationSeconds, audio: audio,
        audioStreamCount: sounds.count, video: nil)
    }
    var video = unsafe file.videoInfo(ofStream: picture, frame: nil)
    if file.isStillPicture {
      // A camera's orientation tag is known only once the picture is decoded.
      var decoder = try StreamDecoder(file: file, streamIndex: picture)
      guard try decoder.nextFrame() else { throw .damaged(path: path) }
      unsafe video = decoder.file.videoInfo(ofStream: picture, frame: decoder.frame.pointer)
    }
    return MediaInfo(
      containerFormat: containerFormat, durationSeconds: durationSeconds, audio: audio,
      audioStreamCount: sounds.count, video: video)
  }
}

/// Width over height of a stored pixel; what a file states beyond is a fault and counts as not stated.
private let possiblePixelAspects = 0.01...100

extension MediaFile {
  /// Shape of a stored pixel and how the stored picture is turned upright.
  struct Geometry {
    let pixelAspect: Double
    let orientation: Orientation
  }

  func geometry(ofStream index: Int, frame: UnsafeMutablePointer<AVFrame>?) -> Geometry {
    guard let stream = unsafe context.pointee.streams[index] else {
      return Geometry(pixelAspect: 1, orientation: .upright)
    }
    let aspect = unsafe av_guess_sample_aspect_ratio(context, stream, frame)
    let stated = aspect.num > 0 && aspect.den > 0 ? Double(aspect.num) / Double(aspect.den) : 1
    return unsafe Geometry(
      pixelAspect: possiblePixelAspects.contains(stated) ? stated : 1,
      orientation: Orientation(stream: stream, frame: frame))
  }

  /// `nil` for a still picture.
  func averageFramesPerSecond(ofStream index: Int) -> Double? {
    guard !isStillPicture, let stream = unsafe context.pointee.streams[index] else { return nil }
    let rate = unsafe stream.pointee.avg_frame_rate
    return rate.num > 0 && rate.den > 0 ? Double(rate.num) / Double(rate.den) : nil
  }

  fileprivate func audioInfo(ofStream index: Int) -> MediaInfo.Audio? {
    guard let stream = unsafe context.pointee.streams[index] else { return nil }
    let parameters = unsafe stream.pointee.codecpar.pointee
    return unsafe MediaInfo.Audio(
      codec: codecName(ofStream: index), channelCount: Int(parameters.ch_layout.nb_channels),
      sampleRateHz: Double(parameters.sample_rate), startSeconds: startSeconds(ofStream: index),
      durationSeconds: declaredDurationSeconds(ofStream: index))
  }

  fileprivate func videoInfo(ofStream index: Int, frame: UnsafeMutablePointer<AVFrame>?) -> MediaInfo.Video? {
    guard let stream = unsafe context.pointee.streams[index] else { return nil }
    let parameters = unsafe stream.pointee.codecpar.pointee
    let shape = unsafe geometry(ofStream: index, frame: frame)
    let width = unsafe Int(squareWidth(Int(parameters.width), pixelAspect: shape.pixelAspect))
    let height = unsafe Int(parameters.height)
    let swaps = shape.orientation.swapsAxes
    return MediaInfo.Video(
      codec: codecName(ofStream: index), width: swaps ? height : width, height: swaps ? width : height,
      rotationDegrees: shape.orientation.rotationDegrees, isMirrored: shape.orientation.isMirrored,
      averageFramesPerSecond: averageFramesPerSecond(ofStream: index),
      startSeconds: startSeconds(ofStream: index), durationSeconds: declaredDurationSeconds(ofStream: index),
      isStillPicture: isStillPicture)
  }
}
