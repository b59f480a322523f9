internal import CLibAV
internal import SignalCore

/// Decoded frames as pictures: luma and chroma are kept as the decoder gives them, other formats made RGB.
@safe struct PictureConverter: ~Copyable {
  private let packed: FrameOwner
  private var scaler: OpaquePointer?
  private var shape: Shape?
  /// The last frame's format, and how its planes lie where it has such.
  private var format: AVPixelFormat?
  private var planes: PlaneFormat?

  /// What the scaler was made for.
  private struct Shape: Equatable {
    let width: Int32
    let height: Int32
    let format: Int32
    let colourTable: Int32
    let isFullRange: Bool
  }

  init(path: String) throws(MediaError) { packed = try FrameOwner(path: path) }

  deinit { unsafe sws_freeContext(scaler) }

  /// Writes a frame into `picture`, whose memory is used again unless the size or the kind of picture changed.
  ///
  /// - Parameter pixelAspect: Width over height of one stored pixel.
  mutating func convert(
    _ frame: UnsafeMutablePointer<AVFrame>, pixelAspect: Double, orientation: Orientation,
    into picture: inout Picture, path: String
  ) throws(MediaError) {
    let stored = unsafe AVPixelFormat(frame.pointee.format)
    if stored != format {
      format = stored
      planes = PlaneFormat(stored)
    }
    let coding: PictureLayout.Coding =
      if let planes { .planes(unsafe lumaChroma(frame), chroma: planes.chroma) } else { .interleaved }
    unsafe picture.fit(frame, coding: coding, pixelAspect: pixelAspect, orientation: orientation)
    if let planes {
      unsafe copyPlanes(of: frame, planes, into: &picture)
    } else {
      unsafe try makeInterleaved(frame, path: path)
      unsafe copyRows(of: packed.pointer, into: &picture)
    }
  }

  private mutating func makeInterleaved(
    _ frame: UnsafeMutablePointer<AVFrame>, path: String
  ) throws(MediaError) {
    let wanted = unsafe Shape(
      width: frame.pointee.width, height: frame.pointee.height, format: frame.pointee.format,
      colourTable: colourTable(frame), isFullRange: hasFullRange(frame))
    if wanted != shape { try prepare(wanted, path: path) }
    guard unsafe sws_scale_frame(scaler, packed.pointer, frame) >= 0 else { throw .outOfMemory(path: path) }
  }

  private mutating func prepare(_ wanted: Shape, path: String) throws(MediaError) {
    shape = nil
    unsafe sws_freeContext(scaler)
    let flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT
    let format = AVPixelFormat(wanted.format)
    unsafe scaler = sws_getContext(
      wanted.width, wanted.height, format, wanted.width, wanted.height, AV_PIX_FMT_RGB24, flags, nil, nil,
      nil)
    guard unsafe scaler != nil else { throw .outOfMemory(path: path) }
    if !isRGB(format) {
      unsafe sws_setColorspaceDetails(
        scaler, sws_getCoefficients(wanted.colourTable), wanted.isFullRange ? 1 : 0,
        sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16)
    }
    unsafe av_frame_unref(packed.pointer)
    unsafe packed.pointer.pointee.format = AV_PIX_FMT_RGB24.rawValue
    unsafe packed.pointer.pointee.width = wanted.width
    unsafe packed.pointer.pointee.height = wanted.height
    guard unsafe av_frame_get_buffer(packed.pointer, 0) >= 0 else { throw .outOfMemory(path: path) }
    shape = wanted
  }
}

/// Stored width times pixel aspect, rounded; at least 1, and no more than fits.
func squareWidth(_ width: Int, pixelAspect: Double) -> Int32 {
  Int32(min(max(1, (Double(width) * pixelAspect).rounded()), Double(Int32.max)))
}

extension Picture {
  /// Becomes a picture of a frame's size and kind unless it is one.
  fileprivate mutating func fit(
    _ frame: UnsafeMutablePointer<AVFrame>, coding: PictureLayout.Coding, pixelAspect: Double,
    orientation: Orientation
  ) {
    let width = unsafe Int(frame.pointee.width)
    let height = unsafe Int(frame.pointee.height)
    let columns = Int(squareWidth(width, pixelAspect: pixelAspect))
    let wanted = PictureLayout(
      storedWidth: width, storedHeight: height, coding: coding,
      placement: orientation.placement(
        storedWidth: width, squareWidth: columns, height: height))
    guard wanted != layout else { return }
    self = Picture(
      width: orientation.swapsAxes ? height : columns,
      height: orientation.swapsAxes ? columns : height,
      layout: wanted, bytes: [UInt8](repeating: 0, count: wanted.byteCount))
  }
}

extension Orientation {
  /// Where the upright picture's pixels lie in a stored one that is first made `squareWidth` wide and then turned.
  fileprivate func placement(storedWidth: Int, squareWidth: Int, height: Int) -> PicturePlacement {
    let lastX = squareWidth - 1
    let lastY = height - 1
    let originX = (a < 0 ? lastX : 0) + (c < 0 ? lastY : 0)
    let originY = (b < 0 ? lastX : 0) + (d < 0 ? lastY : 0)
    // Turning back is the transposed matrix.
    let narrowing = Double(storedWidth) / Double(squareWidth)
    let squareX = Double(-a * originX - b * originY)
    return PicturePlacement(
      origin: SIMD2((squareX + 0.5) * narrowing - 0.5, Double(-c * originX - d * originY)),
      across: SIMD2(Double(a) * narrowing, Double(c)), down: SIMD2(Double(b) * narrowing, Double(d)))
  }
}

/// Copies rows packed with padding.
private func copyRows(of source: UnsafeMutablePointer<AVFrame>, into picture: inout Picture) {
  guard let first = unsafe source.pointee.data.0 else { return }
  let lineBytes = unsafe Int(source.pointee.linesize.0)
  let count = 3 * picture.layout.storedWidth
  unsafe picture.bytes.withUnsafeMutableBytes { target in
    guard let base = target.baseAddress else { return }
    for row in 0..<(target.count / count) {
      unsafe (base + row * count).copyMemory(from: first + row * lineBytes, byteCount: count)
    }
  }
}

private func isRGB(_ format: AVPixelFormat) -> Bool {
  guard let facts = unsafe av_pix_fmt_desc_get(format) else { return false }
  return unsafe facts.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0
}
