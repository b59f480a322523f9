import Foundation
import MediaDecoding
import SignalCore
import Testing

@Suite("pictures decoded ahead")
struct PicturesAheadTests {
  @Test(
    "are those of the reader, one by one, with its times and its report",
    arguments: [nil, 7.5] as [Double?], [1, 0.6])
  func same(framesPerSecond: Double?, fraction: Double) throws {
    let folder = try ScratchFolder()
    let path = try folder.cut(sampleMedia("moving-face.mp4"), to: "film.mp4", fraction: fraction)
    var plain: VideoReader
    do throws(MediaError) {
      plain = try VideoReader(path: path, framesPerSecond: framesPerSecond)
    } catch {
      var ahead = PicturesAhead(path: path, framesPerSecond: framesPerSecond)
      #expect(throws: error) { _ = try ahead.next() }
      return
    }
    var ahead = PicturesAhead(path: path, framesPerSecond: framesPerSecond)
    var count = 0
    while let seconds = try plain.next() {
      #expect(try ahead.next() == seconds)
      let (expected, found) = (plain.picture, ahead.picture)
      #expect(found == expected)
      count += 1
    }
    #expect(count > 10)
    #expect(try ahead.next() == nil)
    #expect(try ahead.next() == nil)
    let (expected, found) = (plain.report, ahead.report)
    #expect(found == expected)
  }

  @Test("a picture kept stays what it was while later ones are decoded")
  func kept() throws {
    let path = sampleMedia("moving-face.mp4")
    var ahead = PicturesAhead(path: path)
    _ = try ahead.next()
    let first = ahead.picture
    let pixels = first.pixels
    for _ in 0..<12 { _ = try ahead.next() }
    #expect(first.pixels == pixels)
    #expect(ahead.picture.pixels != pixels)
  }

  @Test("whoever stops half-way is not waited for")
  func abandoned() throws {
    for taken in [0, 1, 9] {
      var ahead = PicturesAhead(path: sampleMedia("moving-face.mp4"))
      for _ in 0..<taken { _ = try ahead.next() }
    }
  }

  @Test("a file that is none of a recording is the error the reader gives")
  func refused() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("no film", to: "film.mp4")
    var ahead = PicturesAhead(path: path)
    #expect(throws: MediaError.notMedia(path: path)) { _ = try ahead.next() }
    #expect(throws: MediaError.notMedia(path: path)) { _ = try ahead.next() }
  }
}
