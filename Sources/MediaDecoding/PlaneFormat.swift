internal import CLibAV
internal import SignalCore

/// A pixel format of luma, with or without chroma, whose values are whole bytes or pairs of them.
struct PlaneFormat {
  /// Where the values of luma or of a chroma lie.
  struct Component {
    let plane: Int
    /// Bytes from one value to the next, and before the first.
    let step: Int
    let offset: Int
    /// Lowest of the value's bits in the byte or pair.
    let shift: Int
    let depth: Int
  }

  /// Luma, or luma, blue and red difference.
  let components: [Component]
  let chroma: PictureLayout.ChromaGrid?

  /// - Returns: `nil` for RGB and palettes, and for what is packed in bits, in floats or high byte first.
  init?(_ format: AVPixelFormat) {
    guard let facts = unsafe av_pix_fmt_desc_get(format)?.pointee else { return nil }
    let refused =
      AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL
      | AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_FLOAT
    guard unsafe facts.flags & UInt64(refused) == 0, unsafe !String(cString: facts.name).hasPrefix("xyz")
    else { return nil }
    // A second component alone is transparency, as is a fourth.
    let hasChroma = unsafe facts.nb_components >= 3
    let found = unsafe hasChroma ? [facts.comp.0, facts.comp.1, facts.comp.2] : [facts.comp.0]
    components = found.map {
      Component(
        plane: Int($0.plane), step: Int($0.step), offset: Int($0.offset), shift: Int($0.shift),
        depth: Int($0.depth))
    }
    guard components.allSatisfy({ $0.depth == 8 && $0.shift == 0 || (9...16).contains($0.depth) }) else {
      return nil
    }
    chroma =
      unsafe hasChroma
      ? PictureLayout.ChromaGrid(
        shiftAcross: Int(facts.log2_chroma_w), shiftDown: Int(facts.log2_chroma_h)) : nil
  }
}

/// Copies a frame's luma and chroma, a byte a value, into a picture laid out for them.
func copyPlanes(
  of frame: UnsafeMutablePointer<AVFrame>, _ format: PlaneFormat, into picture: inout Picture
) {
  let layout = picture.layout
  let planes = unsafe [
    frame.pointee.data.0, frame.pointee.data.1, frame.pointee.data.2, frame.pointee.data.3,
  ]
  let lineBytes = unsafe [
    frame.pointee.linesize.0, frame.pointee.linesize.1, frame.pointee.linesize.2, frame.pointee.linesize.3,
  ]
  unsafe picture.bytes.withUnsafeMutableBufferPointer { bytes in
    guard var target = bytes.baseAddress else { return }
    for (index, component) in format.components.enumerated() {
      let width = index == 0 ? layout.storedWidth : layout.chromaWidth
      let height = index == 0 ? layout.storedHeight : layout.chromaHeight
      guard let first = unsafe planes[component.plane] else { return }
      for row in 0..<height {
        let line = unsafe first + row * Int(lineBytes[component.plane]) + component.offset
        unsafe copyRow(from: line, component, count: width, to: target)
        unsafe target += width
      }
    }
  }
}

private func copyRow(
  from line: UnsafePointer<UInt8>, _ component: PlaneFormat.Component, count: Int,
  to target: UnsafeMutablePointer<UInt8>
) {
  if component.depth == 8 {
    if component.step == 1 {
      unsafe target.update(from: line, count: count)
    } else {
      for column in 0..<count { unsafe target[column] = line[column * component.step] }
    }
    return
  }
  // Rounded to 8 bits; the brightest half step has nothing to be rounded up to.
  let surplus = component.depth - 8
  let half: UInt32 = 1 << UInt32(surplus - 1)
  let mask: UInt32 = (1 << UInt32(component.depth)) - 1
  let raw = unsafe UnsafeRawPointer(line)
  for column in 0..<count {
    let pair = unsafe raw.loadUnaligned(fromByteOffset: column * component.step, as: UInt16.self)
    let value = (UInt32(pair) >> UInt32(component.shift)) & mask
    unsafe target[column] = UInt8(truncatingIfNeeded: min((value + half) >> UInt32(surplus), 255))
  }
}
