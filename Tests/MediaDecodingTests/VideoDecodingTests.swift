import Foundation
import MediaDecoding
import SignalCore
import Testing

@Suite("pictures out of containers")
struct VideoDecodingTests {
  @Test("a photograph decodes bit by bit as an independent decoder does")
  func astronaut() throws {
    let path = sampleMedia("astronaut.png")
    var reader = try VideoReader(path: path)
    #expect(try reader.next() == 0)
    let picture = reader.picture
    #expect(picture.width == 512 && picture.height == 512)
    #expect(try reader.next() == nil)
    let folder = try ScratchFolder()
    try Data(picture.pixels).write(to: URL(filePath: folder.path("rgb")))
    // Python 3.11: the IDAT chunks through zlib.decompress, rows unfiltered after PNG (Third Edition) section
    // 9 in plain Python, hashlib.sha256 of the 786,432 bytes.
    let reference = "a8c429c18afa7b0fd5673e598d73a21225d94c864a71bbb3885126fdecb41071"
    #expect(try sha256Hex(ofFileAt: folder.path("rgb")) == reference)

    let video = try #require(try MediaInfo.probe(path).video)
    #expect(video.isStillPicture)
    #expect(video.codec == "png")
    #expect(video.averageFramesPerSecond == nil && video.durationSeconds == nil)
    #expect(reader.report.pictures?.declaredFrames == 1)
    #expect(!reader.report.isDamaged)
  }

  @Test(
    "every container's pictures have their times and colours",
    arguments: [
      ("a.mp4", "mp4", "mpeg4"), ("a.mov", "mov", "mjpeg"), ("a.mkv", "matroska", "ffv1"),
      ("a.avi", "avi", "mpeg4"), ("a.webm", "webm", "libvpx"),
    ])
  func container(name: String, format: String, codec: String) throws {
    let folder = try ScratchFolder()
    let path = folder.path(name)
    let times = (0..<10).map { Double($0) / 20 }
    let painted = quarters(width: 64, height: 48)
    try writeMedia(
      to: path, format: format,
      pictures: PictureSource(
        codec: codec, pictures: times.map { _ in painted }, timesSeconds: times, ticksPerSecond: 20))
    var reader = try VideoReader(path: path)
    var found: [Double] = []
    while let seconds = try reader.next() {
      found.append(seconds)
      // Lossy coding and 4:2:0 chroma move flat areas by a few of 255 steps.
      #expect(reader.picture.quarterDifference(from: painted) <= 12)
    }
    #expect(found.count == 10)
    for (seconds, expected) in zip(found, times) { #expect(abs(seconds - expected) < 0.0011) }
    #expect(reader.report.pictures?.decodedFrames == 10)
    #expect(!reader.report.isDamaged)
  }

  @Test("a film made elsewhere decodes to as many pictures as it declares")
  func movingFace() throws {
    let path = sampleMedia("moving-face.mp4")
    let video = try #require(try MediaInfo.probe(path).video)
    let (times, report) = try readTimes(path)
    let pictures = try #require(report.pictures)
    #expect(pictures.decodedFrames == pictures.declaredFrames)
    #expect(times.count == pictures.decodedFrames)
    let rate = try #require(video.averageFramesPerSecond)
    #expect(abs(Double(times.count) / report.decodedSeconds - rate) < 0.01 * rate)
    #expect(!report.isDamaged)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test(
    "variable frame rate: times are the container's, not a count times a rate",
    arguments: ["mp4", "matroska"])
  func variableRate(format: String) throws {
    let folder = try ScratchFolder()
    let path = folder.path("variable")
    let times = [0, 0.033, 0.067, 0.3, 0.333, 0.9, 1.4, 1.433, 2.0]
    try writeMedia(
      to: path, format: format,
      pictures: PictureSource(codec: "mpeg4", pictures: times.map { _ in grey(90) }, timesSeconds: times))
    let (found, report) = try readTimes(path)
    #expect(found.count == times.count)
    for (seconds, expected) in zip(found, times) { #expect(abs(seconds - expected) < 0.0006) }
    #expect(report.pictures?.decodedFrames == 9)
  }

  @Test("a frame limit takes the first picture at or after each tick")
  func limitedRate() throws {
    let folder = try ScratchFolder()
    let path = folder.path("limited.mkv")
    let times = [0, 0.04, 0.08, 0.12, 0.2, 0.24, 0.61, 0.65, 0.7, 0.72]
    try writeMedia(
      to: path, format: "matroska",
      pictures: PictureSource(codec: "mpeg4", pictures: times.map { _ in grey(90) }, timesSeconds: times))
    let (found, report) = try readTimes(path, framesPerSecond: 10)
    #expect(found == [0, 0.12, 0.2, 0.61, 0.7])
    #expect(report.pictures?.decodedFrames == times.count)
  }

  @Test("a limit equal to the recorded rate keeps every picture, rounded times or not")
  func equalRate() throws {
    let folder = try ScratchFolder()
    let path = folder.path("equal.mkv")
    let times = (0..<60).map { Double($0) / 30 }
    try writeMedia(
      to: path, format: "matroska",
      pictures: PictureSource(
        codec: "mpeg4", pictures: times.map { _ in grey(90) }, timesSeconds: times, ticksPerSecond: 30))
    #expect(try readTimes(path, framesPerSecond: 30).times.count == 60)
    #expect(try readTimes(path, framesPerSecond: 15).times.count == 30)
  }

  @Test("a picture size that changes midway is followed and reported")
  func sizeChange() throws {
    let folder = try ScratchFolder()
    var bytes = Data()
    for (width, height, startSeconds) in [(64, 48, 5.0), (96, 64, 5.4)] {
      let part = folder.path("part.ts")
      let painted = quarters(width: width, height: height)
      try writeMedia(
        to: part, format: "mpegts",
        pictures: PictureSource(
          codec: "mpeg2video", pictures: (0..<10).map { _ in painted },
          timesSeconds: (0..<10).map { startSeconds + Double($0) / 25 }, ticksPerSecond: 25),
        options: ["mpegts_flags": "initial_discontinuity", "mpegts_copyts": "1"])
      bytes += try Data(contentsOf: URL(filePath: part))
    }
    let path = folder.path("glued.ts")
    try bytes.write(to: URL(filePath: path))
    var reader = try VideoReader(path: path)
    var sizes: Set<[Int]> = []
    while try reader.next() != nil {
      let picture = reader.picture
      sizes.insert([picture.width, picture.height])
      #expect(picture.quarterDifference(from: quarters(width: picture.width, height: picture.height)) <= 12)
    }
    #expect(sizes == [[64, 48], [96, 64]])
    #expect(reader.report.formatChanges == 1)
  }

  @Test("pictures and sound of one file share one clock")
  func sharedClock() throws {
    let folder = try ScratchFolder()
    let path = folder.path("both.mp4")
    // Dark until 1 s, then light; silent until 1 s, then loud.
    let times = (0..<40).map { Double($0) / 20 }
    let samples = [Float](repeating: 0, count: 48_000) + tone(1000, seconds: 1, sampleRateHz: 48_000)
    try writeMedia(
      to: path, format: "mp4", sound: SoundSource(codec: "aac", sampleRateHz: 48_000, channels: [samples]),
      pictures: PictureSource(
        codec: "mpeg4", pictures: times.map { grey($0 < 1 ? 30 : 200) }, timesSeconds: times,
        ticksPerSecond: 20))
    var reader = try VideoReader(path: path)
    var flash: Double?
    while let seconds = try reader.next() {
      if flash == nil, reader.picture.colour(30, 20)[1] > 115 { flash = seconds }
    }
    let signal = try #require(try decodeAudio(path: path, sampleRateHz: 16_000).signals.first)
    let onset = try #require(signal.samples.firstIndex { abs($0) > 0.25 })
    let click = signal.startSeconds + Double(onset) / 16_000
    #expect(abs(try #require(flash) - 1) < 1e-6)
    #expect(abs(click - 1) < 0.002)
  }
}
