import Foundation
import MediaDecoding
import SignalCore
import Testing

@Suite("upright pictures with square pixels")
struct PictureGeometryTests {
  /// How a recorder that is turned stores what it sees, and what it writes beside it.
  struct Turn: CustomTestStringConvertible {
    let degrees: Int
    let isMirrored: Bool
    /// 16.16 fixed point rows (a b u)(c d v)(x y w): x′ = a·x + c·y + x, y′ = b·x + d·y + y
    /// (ISO/IEC 14496-12, 6.2.2); a phone held upright writes (0 1)(−1 0) for a quarter turn clockwise.
    let matrix: [Int32]?
    /// Exif orientation that says the same.
    let exif: UInt8
    /// Upright position of the stored pixel (x, y) in a stored picture of the given size.
    let upright: @Sendable (_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> (Int, Int)
    var testDescription: String {
      "\(degrees)°\(isMirrored ? " mirrored" : "")\(matrix == nil ? " untagged" : "")"
    }
  }

  private static func matrix(_ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32) -> [Int32] {
    [a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30]
  }

  static let turns = [
    Turn(degrees: 0, isMirrored: false, matrix: nil, exif: 1) { x, y, _, _ in (x, y) },
    Turn(degrees: 0, isMirrored: false, matrix: matrix(1, 0, 0, 1), exif: 1) { x, y, _, _ in (x, y) },
    Turn(degrees: 90, isMirrored: false, matrix: matrix(0, 1, -1, 0), exif: 6) { x, y, _, height in
      (height - 1 - y, x)
    },
    Turn(degrees: 180, isMirrored: false, matrix: matrix(-1, 0, 0, -1), exif: 3) { x, y, width, height in
      (width - 1 - x, height - 1 - y)
    },
    Turn(degrees: 270, isMirrored: false, matrix: matrix(0, -1, 1, 0), exif: 8) { x, y, width, _ in
      (y, width - 1 - x)
    },
    Turn(degrees: 0, isMirrored: true, matrix: matrix(-1, 0, 0, 1), exif: 2) { x, y, width, _ in
      (width - 1 - x, y)
    },
    Turn(degrees: 180, isMirrored: true, matrix: matrix(1, 0, 0, -1), exif: 4) { x, y, _, height in
      (x, height - 1 - y)
    },
    Turn(degrees: 270, isMirrored: true, matrix: matrix(0, 1, 1, 0), exif: 5) { x, y, _, _ in (y, x) },
    Turn(degrees: 90, isMirrored: true, matrix: matrix(0, -1, -1, 0), exif: 7) { x, y, width, height in
      (height - 1 - y, width - 1 - x)
    },
  ]

  private func stored(_ upright: Picture, _ turn: Turn) -> Picture {
    let swaps = turn.degrees % 180 != 0
    let width = swaps ? upright.height : upright.width
    let height = swaps ? upright.width : upright.height
    return paint(width: width, height: height) { x, y in
      let (column, row) = turn.upright(x, y, width, height)
      return upright.colour(column, row).map { UInt8($0) }
    }
  }

  @Test("a turned recorder's pictures come out upright", arguments: turns)
  func rotation(_ turn: Turn) throws {
    let folder = try ScratchFolder()
    let path = folder.path("turned.mp4")
    let upright = quarters(width: 96, height: 64)
    try writeMedia(
      to: path, format: "mp4",
      pictures: PictureSource(
        codec: "mpeg4", pictures: [0, 1, 2].map { _ in stored(upright, turn) }, timesSeconds: [0, 0.1, 0.2],
        displayMatrix: turn.matrix))
    let video = try #require(try MediaInfo.probe(path).video)
    #expect(video.rotationDegrees == turn.degrees)
    #expect(video.isMirrored == turn.isMirrored)
    #expect(video.width == 96 && video.height == 64)
    var reader = try VideoReader(path: path)
    while try reader.next() != nil {
      #expect(reader.picture.width == 96 && reader.picture.height == 64)
      #expect(reader.picture.quarterDifference(from: upright) <= 12)
    }
  }

  @Test("a turned camera's photograph comes out upright", arguments: turns)
  func exif(_ turn: Turn) throws {
    let folder = try ScratchFolder()
    let path = folder.path("photo.jpg")
    let upright = quarters(width: 96, height: 64)
    try writeMedia(
      to: path, format: "image2pipe",
      pictures: PictureSource(codec: "mjpeg", pictures: [stored(upright, turn)], timesSeconds: [0]))
    let bytes = try Data(contentsOf: URL(filePath: path))
    // APP1 with one little-endian tag, 0x0112 Orientation, SHORT, put right after the start of the image.
    let tiff: [UInt8] =
      [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, turn.exif, 0, 0, 0, 0, 0, 0, 0]
    let payload = Array("Exif".utf8) + [0, 0] + tiff
    let segment = [0xFF, 0xE1, 0, UInt8(payload.count + 2)] + payload
    try (bytes.prefix(2) + segment + bytes.dropFirst(2)).write(to: URL(filePath: path))

    let video = try #require(try MediaInfo.probe(path).video)
    #expect(video.isStillPicture)
    #expect(video.rotationDegrees == turn.degrees)
    #expect(video.isMirrored == turn.isMirrored)
    #expect(video.width == 96 && video.height == 64)
    let picture = try VideoReader(path: path).picture
    #expect(picture.width == 96 && picture.height == 64)
    #expect(picture.quarterDifference(from: upright) <= 12)
  }

  @Test("pixels that are not square are made so in width", arguments: [(4, 3), (1, 2), (16, 11)])
  func pixelAspect(across: Int32, down: Int32) throws {
    let folder = try ScratchFolder()
    let path = folder.path("aspect.mkv")
    let painted = quarters(width: 66, height: 48)
    try writeMedia(
      to: path, format: "matroska",
      pictures: PictureSource(
        codec: "mpeg4", pictures: [painted, painted], timesSeconds: [0, 0.1], pixelAspect: (across, down)))
    let wanted = 66 * Int(across) / Int(down)
    let video = try #require(try MediaInfo.probe(path).video)
    #expect(video.width == wanted && video.height == 48)
    let picture = try VideoReader(path: path).picture
    #expect(picture.width == wanted && picture.height == 48)
    #expect(picture.quarterDifference(from: quarters(width: wanted, height: 48)) <= 12)
  }

  @Test(
    "a pixel shape no camera has counts as not stated",
    arguments: [(2_147_483_647, 1), (1, 2_147_483_647), (101, 1), (1, 101)] as [(UInt32, UInt32)])
  func impossibleAspect(across: UInt32, down: UInt32) throws {
    let folder = try ScratchFolder()
    let path = folder.path("thin.png")
    let painted = quarters(width: 64, height: 64)
    try writePNG(painted, to: path)
    // The signature's 8 bytes and the header's chunk of 25 come first.
    let bytes = try Data(contentsOf: URL(filePath: path))
    let chunk = pngChunk("pHYs", bigEndian(across) + bigEndian(down) + [0])
    try (bytes.prefix(33) + chunk + bytes.dropFirst(33)).write(to: URL(filePath: path))

    let video = try #require(try MediaInfo.probe(path).video)
    #expect(video.width == 64 && video.height == 64)
    let picture = try VideoReader(path: path).picture
    #expect(picture.width == 64 && picture.height == 64)
    #expect(picture.quarterDifference(from: painted) == 0)
  }

  /// Length, name, content and their checksum (PNG specification, 5.3 and annex D).
  private func pngChunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    var checksum = UInt32.max
    for byte in body {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum & 1 == 1 ? 0xEDB8_8320 ^ (checksum >> 1) : checksum >> 1 }
    }
    return bigEndian(UInt32(content.count)) + body + bigEndian(~checksum)
  }

  private func bigEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}
