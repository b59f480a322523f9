internal import CLibAV
internal import SignalCore

/// What a frame states, or leaves to be assumed, about its colours.
func lumaChroma(_ frame: UnsafeMutablePointer<AVFrame>) -> LumaChroma {
  // Red from red difference, blue from blue, green from blue, green from red; in 65536ths, for limited range.
  let steps = unsafe sws_getCoefficients(colourTable(frame))
  func step(_ index: Int) -> Int { unsafe steps.map { unsafe Int($0[index]) } ?? 0 }
  return LumaChroma(
    isFullRange: unsafe hasFullRange(frame), redFromRed: step(0), greenFromRed: -step(3),
    greenFromBlue: -step(2), blueFromBlue: step(1))
}

func hasFullRange(_ frame: UnsafeMutablePointer<AVFrame>) -> Bool {
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
func colourTable(_ frame: UnsafeMutablePointer<AVFrame>) -> Int32 {
  switch unsafe frame.pointee.colorspace {
  case AVCOL_SPC_BT709: SWS_CS_ITU709
  case AVCOL_SPC_FCC: SWS_CS_FCC
  case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M: SWS_CS_ITU601
  case AVCOL_SPC_SMPTE240M: SWS_CS_SMPTE240M
  case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: SWS_CS_BT2020
  default: unsafe frame.pointee.width >= 1280 || frame.pointee.height > 576 ? SWS_CS_ITU709 : SWS_CS_ITU601
  }
}
