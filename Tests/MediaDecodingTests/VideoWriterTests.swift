import Foundation
import MediaDecoding
import SignalCore
import Testing

@Suite("pictures into a video")
struct VideoWriterTests {
  @Test("pictures come back with their own times, however uneven, and their colours")
  func uneven() throws {
    let folder = try ScratchFolder()
    let path = folder.path("with spaces: é.mp4")
    let times = [0.5, 0.5 + 1001.0 / 30000, 0.6, 0.601, 1.25, 2, 1800.125, 1800.1667]
    let painted = quarters(width: 160, height: 120)
    try write([Picture](repeating: painted, count: times.count), times, to: path)
    let found = try read(path)
    #expect(found.count == times.count)
    for ((seconds, picture), expected) in zip(found, times) {
      // The file's clock ticks 120000 times a second.
      #expect(abs(seconds - expected) <= 0.5 / 120_000 + 1e-9)
      #expect(picture.width == 160 && picture.height == 120)
      // Lossy coding and chroma at half resolution move flat areas by a few of 255 steps.
      #expect(picture.quarterDifference(from: painted) <= 6)
    }
    #expect(try MediaInfo.probe(path).video?.codec == "vp9")
  }

  @Test(
    "times of the usual frame rates are exact",
    arguments: [24.0, 25, 30, 50, 60, 24000.0 / 1001, 30000.0 / 1001])
  func usualRates(framesPerSecond: Double) throws {
    let folder = try ScratchFolder()
    let path = folder.path("rate.mp4")
    let times = (0..<12).map { Double($0) / framesPerSecond }
    try write(times.map { _ in grey(90) }, times, to: path)
    let found = try read(path).map(\.seconds)
    #expect(found.count == times.count)
    for (seconds, expected) in zip(found, times) { #expect(abs(seconds - expected) < 1e-9) }
  }

  @Test("dots one pixel wide are still seen")
  func dots() throws {
    let folder = try ScratchFolder()
    let path = folder.path("dots.mp4")
    let dotted = paint(width: 320, height: 240) { x, y in
      x % 16 == 8 && y % 16 == 8 ? [255, 255, 255] : [70, 80, 90]
    }
    try write([dotted, dotted, dotted], [0, 0.04, 0.08], to: path)
    for (_, picture) in try read(path) {
      for y in stride(from: 8, to: 240, by: 16) {
        for x in stride(from: 8, to: 320, by: 16) {
          // Of the 175 steps of green by which a dot stands out, more than half are left.
          #expect(Int(picture.colour(x, y)[1]) - Int(picture.colour(x - 4, y)[1]) > 88)
        }
      }
    }
  }

  @Test("odd sizes keep every column and row and repeat the last", arguments: [(65, 49), (66, 49), (1, 1)])
  func oddSizes(width: Int, height: Int) throws {
    let folder = try ScratchFolder()
    let path = folder.path("odd.mp4")
    let painted = grey(140, width: width, height: height)
    var writer = try VideoWriter(path: path, width: width, height: height)
    #expect(writer.storedWidth == width + width % 2 && writer.storedHeight == height + height % 2)
    try writer.write(painted, atSeconds: 0)
    try writer.finish()
    let found = try read(path)
    let picture = try #require(found.first?.picture)
    #expect(found.count == 1)
    #expect(picture.width == width + width % 2 && picture.height == height + height % 2)
    for level in picture.pixels { #expect(abs(Int(level) - 140) <= 3) }
  }

  @Test("a picture of another size is shown in its own shape on black")
  func otherSize() throws {
    let folder = try ScratchFolder()
    let path = folder.path("sizes.mp4")
    try write([grey(200, width: 128, height: 64), grey(200, width: 64, height: 64)], [0, 1], to: path)
    let second = try #require(try read(path).last?.picture)
    #expect(second.width == 128 && second.height == 64)
    #expect(second.colour(64, 32)[1] > 190)
    #expect(second.colour(8, 32)[1] < 12 && second.colour(120, 32)[1] < 12)
  }

  @Test("the same pictures give the same bytes")
  func deterministic() throws {
    let folder = try ScratchFolder()
    let pictures = (0..<5).map { noise(width: 96, height: 80, seed: UInt64($0)) }
    for name in ["first.mp4", "second.mp4"] {
      try write(pictures, [0, 0.1, 0.2, 0.3, 0.4], to: folder.path(name))
    }
    #expect(
      try Data(contentsOf: URL(filePath: folder.path("first.mp4")))
        == Data(contentsOf: URL(filePath: folder.path("second.mp4"))))
  }

  @Test("a finished file replaces an older one, is its owner's alone, and nothing else is left")
  func finished() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("old", to: "video.mp4")
    try write([grey(90)], [0], to: path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["video.mp4"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try read(path).count == 1)
  }

  @Test("a video that is never finished leaves no file")
  func abandoned() throws {
    let folder = try ScratchFolder()
    do {
      var writer = try VideoWriter(path: folder.path("video.mp4"), width: 64, height: 48)
      try writer.write(grey(90), atSeconds: 0)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("a place that cannot be written to is refused at once, with its name")
  func unwritable() throws {
    let folder = try ScratchFolder()
    for path in [folder.path("no/such/folder/a.mp4"), folder.url.path, "", "/dev/full", "a\0b.mp4"] {
      #expect(throws: MediaError.notWritable(path: path)) {
        _ = try VideoWriter(path: path, width: 64, height: 48)
      }
      #expect(throws: MediaError.notWritable(path: path)) { try requireWritable(path) }
    }
    try requireWritable(folder.path("new.mp4"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("a full disk is named, and neither the file nor a part of it is left")
  func fullDisk() throws {
    let folder = try ScratchFolder()
    let path = folder.path("video.mp4")
    let partial = try folder.fullDisk()
    #expect(throws: MediaError.diskFull(path: path)) {
      var writer = try VideoWriter(path: path, width: 320, height: 240, partialPath: partial)
      for index in 0..<20 {
        let picture = noise(width: 320, height: 240, seed: UInt64(index))
        try writer.write(picture, atSeconds: 0.04 * Double(index))
      }
      try writer.finish()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("without VP9 the next encoder is taken, and without any it is said so")
  func otherEncoders() throws {
    let folder = try ScratchFolder()
    let path = folder.path("video.mp4")
    let painted = quarters(width: 64, height: 48)
    var writer = try VideoWriter(path: path, width: 64, height: 48, encoders: ["mpeg4"])
    for index in 0..<4 { try writer.write(painted, atSeconds: Double(index) / 25) }
    try writer.finish()
    let found = try read(path)
    #expect(found.map(\.seconds).map { ($0 * 25).rounded() } == [0, 1, 2, 3])
    #expect(try MediaInfo.probe(path).video?.codec == "mpeg4")
    for (_, picture) in found { #expect(picture.quarterDifference(from: painted) <= 12) }
    #expect(throws: MediaError.encoderMissing(path: path)) {
      _ = try VideoWriter(path: path, width: 64, height: 48, encoders: [])
    }
  }

  private func write(_ pictures: [Picture], _ times: [Double], to path: String) throws {
    var writer = try VideoWriter(path: path, width: pictures[0].width, height: pictures[0].height)
    for (picture, seconds) in zip(pictures, times) { try writer.write(picture, atSeconds: seconds) }
    try writer.finish()
  }

  private func read(_ path: String) throws -> [(seconds: Double, picture: Picture)] {
    var reader = try VideoReader(path: path)
    var found: [(seconds: Double, picture: Picture)] = []
    while let seconds = try reader.next() { found.append((seconds, reader.picture)) }
    #expect(!reader.report.isDamaged)
    return found
  }
}

@Suite("pictures into PNG")
struct PictureFileTests {
  @Test("every pixel comes back as it was", arguments: [(1, 1), (7, 5), (64, 48), (333, 251)])
  func exact(width: Int, height: Int) throws {
    let folder = try ScratchFolder()
    let path = folder.path("picture.png")
    let picture = noise(width: width, height: height, seed: 3)
    try writePNG(picture, to: path)
    var reader = try VideoReader(path: path)
    #expect(try reader.next() == 0)
    #expect(reader.picture == picture)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["picture.png"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("a missing folder and a full disk are named, and nothing is left")
  func failures() throws {
    let folder = try ScratchFolder()
    let missing = folder.path("no/picture.png")
    #expect(throws: MediaError.notWritable(path: missing)) { try writePNG(grey(9), to: missing) }
    let path = folder.path("picture.png")
    let partial = try folder.fullDisk()
    #expect(throws: MediaError.diskFull(path: path)) {
      try writePNG(grey(9), to: path, partialPath: partial)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}

extension ScratchFolder {
  /// A file on a disk without space: every write to it fails so.
  fileprivate func fullDisk() throws -> String {
    try FileManager.default.createSymbolicLink(atPath: path("partial"), withDestinationPath: "/dev/full")
    return path("partial")
  }
}

/// Random pixels, the same for one seed.
private func noise(width: Int, height: Int, seed: UInt64) -> Picture {
  var state = seed &+ 0x9E37_79B9_7F4A_7C15
  return Picture(
    width: width, height: height,
    pixels: (0..<width * height * 3).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    })
}
