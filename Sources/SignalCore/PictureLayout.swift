/// How a picture's bytes lie in memory and what they mean.
package struct PictureLayout: Sendable, Hashable {
  package enum Coding: Sendable, Hashable {
    /// Red green blue, three bytes a pixel.
    case interleaved
    /// All of luma, then, where there is colour, all of blue and all of red difference, a byte a value.
    case planes(LumaChroma, chroma: ChromaGrid?)
  }

  /// Planes of chroma are coarser than luma by powers of two.
  package struct ChromaGrid: Sendable, Hashable {
    /// Logarithm to base 2 of the luma columns a chroma value covers; likewise down.
    package let shiftAcross: Int
    package let shiftDown: Int

    package init(shiftAcross: Int, shiftDown: Int) {
      self.shiftAcross = shiftAcross
      self.shiftDown = shiftDown
    }
  }

  package let storedWidth: Int
  package let storedHeight: Int
  package let coding: Coding
  package let placement: PicturePlacement

  package init(
    storedWidth: Int, storedHeight: Int, coding: Coding, placement: PicturePlacement = .upright
  ) {
    self.storedWidth = storedWidth
    self.storedHeight = storedHeight
    self.coding = coding
    self.placement = placement
  }

  package var byteCount: Int {
    switch coding {
    case .interleaved: storedWidth * storedHeight * 3
    case .planes(_, let chroma):
      storedWidth * storedHeight + (chroma == nil ? 0 : 2 * chromaWidth * chromaHeight)
    }
  }

  /// Columns of a chroma plane; 0 without colour.
  package var chromaWidth: Int {
    guard case .planes(_, let chroma?) = coding else { return 0 }
    return (storedWidth + (1 << chroma.shiftAcross) - 1) >> chroma.shiftAcross
  }

  /// Rows of a chroma plane; 0 without colour.
  package var chromaHeight: Int {
    guard case .planes(_, let chroma?) = coding else { return 0 }
    return (storedHeight + (1 << chroma.shiftDown) - 1) >> chroma.shiftDown
  }
}

/// Where an upright picture's pixels are stored. Pixel centres lie at whole coordinates.
package struct PicturePlacement: Sendable, Hashable {
  /// Stored position of the upright picture's first pixel.
  package let origin: SIMD2<Double>
  /// Stored way of one upright pixel to the right, and of one down.
  package let across: SIMD2<Double>
  package let down: SIMD2<Double>

  package static let upright = PicturePlacement(origin: .zero, across: SIMD2(1, 0), down: SIMD2(0, 1))

  package init(origin: SIMD2<Double>, across: SIMD2<Double>, down: SIMD2<Double>) {
    self.origin = origin
    self.across = across
    self.down = down
  }

  func stored(_ way: SIMD2<Double>) -> SIMD2<Double> { way.x * across + way.y * down }
}

/// From luma and chroma, 0 to 255 each, to red, green and blue, 0 to 255.
///
/// Each term is rounded down to a whole number, in coefficients of 13 bits, and chroma is not blended between the
/// pixels it covers: bit for bit what libswscale makes of 8-bit 4:2:0 unless told to be more exact, and with it OpenCV,
/// which mediapipe is commonly fed by. An exact conversion, lighter by 1 of 255, moved a face's points by 0.2 pixels in
/// a recording of 640 × 360.
package struct LumaChroma: Sendable, Hashable {
  /// The luma of black.
  let blackLevel: Int32
  let lumaGain: Int32
  /// What a step of chroma adds to a colour; chroma's zero is 128.
  let redFromRed: Int32
  let greenFromRed: Int32
  let greenFromBlue: Int32
  let blueFromBlue: Int32

  /// - Parameters:
  ///   - isFullRange: Luma 0 to 255 and chroma 1 to 255, instead of 16 to 235 and 16 to 240.
  ///   - redFromRed: What a step of chroma in limited range adds to red, in 1/65536; likewise the others.
  package init(isFullRange: Bool, redFromRed: Int, greenFromRed: Int, greenFromBlue: Int, blueFromBlue: Int) {
    func rounded(_ coefficient: Int) -> Int32 { Int32((coefficient * 8192 + 32768) >> 16) }
    func chroma(_ coefficient: Int) -> Int32 { rounded(isFullRange ? coefficient * 224 / 255 : coefficient) }
    blackLevel = isFullRange ? 0 : 16
    lumaGain = rounded(isFullRange ? 65536 : 65536 * 255 / 219)
    self.redFromRed = chroma(redFromRed)
    self.greenFromRed = chroma(greenFromRed)
    self.greenFromBlue = chroma(greenFromBlue)
    self.blueFromBlue = chroma(blueFromBlue)
  }
}
