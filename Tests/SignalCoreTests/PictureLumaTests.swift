import SignalCore
import Testing

@Suite struct PictureLumaTests {
  /// Luma as 4:2:0 in full range stores it: a byte a pixel that is the luma itself.
  private func planes(_ width: Int, _ height: Int, _ luma: (Int, Int) -> UInt8) -> Picture {
    var bytes: [UInt8] = []
    for row in 0..<height { for column in 0..<width { bytes.append(luma(column, row)) } }
    let colour = LumaChroma(
      isFullRange: true, redFromRed: 0, greenFromRed: 0, greenFromBlue: 0, blueFromBlue: 0)
    return Picture(
      width: width, height: height,
      layout: PictureLayout(
        storedWidth: width, storedHeight: height, coding: .planes(colour, chroma: nil)),
      bytes: bytes)
  }

  @Test("cells hold the mean luma of their pixels, the same from planes as from red, green and blue")
  func means() throws {
    func luma(_ column: Int, _ row: Int) -> UInt8 { UInt8(column * 10 + row) }
    let grey = planes(12, 8, luma)
    let coloured = Picture(width: 12, height: 8, pixels: grey.pixels)
    for picture in [grey, coloured] {
      let cells = try #require(picture.lumaCells(from: SIMD2(2, 1), to: SIMD2(10, 7), side: 2))
      // Columns 2…5 and 6…9, rows 1…3 and 4…6: the means are 10 × 3.5 + 2 and so on.
      let expected: [Float] = [37, 77, 40, 80].map { $0 / 255 }
      for (cell, truth) in zip(cells, expected) { #expect(abs(cell - truth) < 1e-5) }
    }
  }

  @Test("a rectangle beyond the picture, or with cells smaller than a pixel, has no cells")
  func refusals() {
    let picture = planes(8, 8) { column, _ in UInt8(column) }
    #expect(picture.lumaCells(from: SIMD2(0, 0), to: SIMD2(8, 8), side: 8) != nil)
    #expect(picture.lumaCells(from: SIMD2(0, 0), to: SIMD2(9, 8), side: 4) == nil)
    #expect(picture.lumaCells(from: SIMD2(-1, 0), to: SIMD2(7, 8), side: 4) == nil)
    #expect(picture.lumaCells(from: SIMD2(0, 0), to: SIMD2(7, 8), side: 8) == nil)
  }

  @Test("a picture lying on its side gives the cells of the rectangle as stored")
  func turned() throws {
    let stored = planes(6, 4) { column, row in UInt8(column * 20 + row) }
    // Upright x runs along the stored rows' end to start: a quarter turn.
    let placement = PicturePlacement(origin: SIMD2(0, 3), across: SIMD2(0, -1), down: SIMD2(1, 0))
    let layout = PictureLayout(
      storedWidth: 6, storedHeight: 4, coding: stored.layout.coding, placement: placement)
    let upright = Picture(width: 4, height: 6, layout: layout, bytes: stored.bytes)
    // The upper right quarter, 2 wide and 3 high: stored columns 0…2, rows 0…1.
    let cells = try #require(upright.lumaCells(from: SIMD2(2, 0), to: SIMD2(4, 3), side: 1))
    #expect(abs(cells[0] - 20.5 / 255) < 1e-5)
  }
}
