internal import CLibAV
internal import SignalCore

/// Decoded frames of any pixel format as upright RGB with square pixels.
@safe struct PictureConverter: ~Copyable {
  private let packed: FrameOwner
  private var scaler: OpaquePointer?
  private var shape: Shape?

  /// What the scaler was made for.
  private struct Shape: Equatable {
    let width: Int32
    let height: Int32
    let format: Int32
    let squareWidth: Int32
    let colourTable: Int32
    let isFullRange: Bool
  }

  init(path: String) throws(MediaError) { packed = try FrameOwner(path: path) }

  deinit { unsafe sws_freeContext(scaler) }

  /// Writes a frame into `picture`, whose memory is used again unless the size changed.
  ///
  /// - Parameter pixelAspect: Width over height of one stored pixel.
  mutating func convert(
    _ frame: UnsafeMutablePointer<AVFrame>, pixelAspect: Double, orientation: Orientation,
    into picture: inout Picture, path: String
  ) throws(MediaError) {
    let isFullRange = unsafe hasFullRange(frame)
    let wanted = unsafe Shape(
      width: frame.pointee.width, height: frame.pointee.height, format: frame.pointee.format,
      squareWidth: squareWidth(Int(frame.pointee.width), pixelAspect: pixelAspect),
      colourTable: colourTable(frame), isFullRange: isFullRange)
    if wanted != shape { try prepare(wanted, path: path) }
    guard unsafe sws_scale_frame(scaler, packed.pointer, frame) >= 0 else { throw .outOfMemory(path: path) }
    unsafe turn(packed.pointer, orientation, into: &picture)
  }

  private mutating func prepare(_ wanted: Shape, path: String) throws(MediaError) {
    shape = nil
    unsafe sws_freeContext(scaler)
    let flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT
    let format = AVPixelFormat(wanted.format)
    unsafe scaler = sws_getContext(
      wanted.width, wanted.height, format, wanted.squareWidth, wanted.height, AV_PIX_FMT_RGB24, flags, nil,
      nil,
      nil)
    guard unsafe scaler != nil else { throw .outOfMemory(path: path) }
    if !isRGB(format) {
      unsafe sws_setColorspaceDetails(
        scaler, sws_getCoefficients(wanted.colourTable), wanted.isFullRange ? 1 : 0,
        sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16)
    }
    unsafe av_frame_unref(packed.pointer)
    unsafe packed.pointer.pointee.format = AV_PIX_FMT_RGB24.rawValue
    unsafe packed.pointer.pointee.width = wanted.squareWidth
    unsafe packed.pointer.pointee.height = wanted.height
    guard unsafe av_frame_get_buffer(packed.pointer, 0) >= 0 else { throw .outOfMemory(path: path) }
    shape = wanted
  }
}

/// Stored width times pixel aspect, rounded; at least 1.
func squareWidth(_ width: Int, pixelAspect: Double) -> Int32 {
  Int32(max(1, (Double(width) * pixelAspect).rounded()))
}

private func isRGB(_ format: AVPixelFormat) -> Bool {
  guard let facts = unsafe av_pix_fmt_desc_get(format) else { return false }
  return unsafe facts.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0
}

private func hasFullRange(_ frame: UnsafeMutablePointer<AVFrame>) -> Bool {
  switch unsafe frame.pointee.color_range {
  case AVCOL_RANGE_JPEG: return true
  case AVCOL_RANGE_MPEG: return false
  default: break
  }
  let format = unsafe AVPixelFormat(frame.pointee.format)
  guard let facts = unsafe av_pix_fmt_desc_get(format) else { return false }
  // Grey pictures and the "yuvj" formats are full range when nothing else is said.
  return unsafe facts.pointee.nb_components <= 2 || String(cString: facts.pointee.name).hasPrefix("yuvj")
}

/// The frame's luma-chroma matrix; where it is not stated, BT.709 for high definition and BT.601 below, as
/// players assume.
private func colourTable(_ frame: UnsafeMutablePointer<AVFrame>) -> Int32 {
  switch unsafe frame.pointee.colorspace {
  case AVCOL_SPC_BT709: SWS_CS_ITU709
  case AVCOL_SPC_FCC: SWS_CS_FCC
  case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M: SWS_CS_ITU601
  case AVCOL_SPC_SMPTE240M: SWS_CS_SMPTE240M
  case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: SWS_CS_BT2020
  default: unsafe frame.pointee.width >= 1280 || frame.pointee.height > 576 ? SWS_CS_ITU709 : SWS_CS_ITU601
  }
}

/// Copies rows packed with padding into a picture, turned upright.
private func turn(
  _ source: UnsafeMutablePointer<AVFrame>, _ orientation: Orientation, into picture: inout Picture
) {
  let width = unsafe Int(source.pointee.width)
  let height = unsafe Int(source.pointee.height)
  let uprightWidth = orientation.swapsAxes ? height : width
  let uprightHeight = orientation.swapsAxes ? width : height
  if picture.width != uprightWidth || picture.height != uprightHeight {
    picture = Picture(
      width: uprightWidth, height: uprightHeight,
      pixels: [UInt8](repeating: 0, count: uprightWidth * uprightHeight * 3))
  }
  guard let first = unsafe source.pointee.data.0 else { return }
  let lineBytes = unsafe Int(source.pointee.linesize.0)
  let (a, b, c, d) = (orientation.a, orientation.b, orientation.c, orientation.d)
  let originX = (a < 0 ? width - 1 : 0) + (c < 0 ? height - 1 : 0)
  let originY = (b < 0 ? width - 1 : 0) + (d < 0 ? height - 1 : 0)
  let pixelStep = 3 * (a + b * uprightWidth)
  unsafe picture.pixels.withUnsafeMutableBytes { target in
    guard let base = target.baseAddress else { return }
    for row in 0..<height {
      let line = unsafe first + row * lineBytes
      let start = 3 * (originX + c * row + (originY + d * row) * uprightWidth)
      if pixelStep == 3 {
        unsafe (base + start).copyMemory(from: line, byteCount: 3 * width)
        continue
      }
      for column in 0..<width {
        let offset = start + column * pixelStep
        for channel in 0..<3 { unsafe target[offset + channel] = line[3 * column + channel] }
      }
    }
  }
}
