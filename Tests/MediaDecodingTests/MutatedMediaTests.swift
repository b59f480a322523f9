import Foundation
import MediaDecoding
import SignalCore
import TestSupport
import Testing

/// Recordings damaged by chance are read as far as they go, or refused by name.
@Suite("recordings damaged by chance")
struct MutatedMediaTests {
  private static let times = (0..<8).map { Double($0) / 16 }

  @Test(
    "sixty damaged copies of a recording are read or refused by name, and what is read is sound",
    arguments: [
      ("wav", "pcm_s16le", ""), ("flac", "flac", ""), ("mp4", "aac", "mpeg4"),
      ("matroska", "libopus", "libvpx"),
      ("avi", "pcm_s16le", "mjpeg"), ("ogg", "libvorbis", ""),
    ])
  func damaged(format: String, soundCodec: String, pictureCodec: String) throws {
    let folder = try ScratchFolder()
    let whole = folder.path("whole." + format)
    try writeMedia(
      to: whole, format: format,
      sound: SoundSource(
        codec: soundCodec, sampleRateHz: 48_000, channels: [tone(220, seconds: 0.5, sampleRateHz: 48_000)]),
      pictures: pictureCodec.isEmpty
        ? nil
        : PictureSource(
          codec: pictureCodec, pictures: Self.times.map { grey(UInt8(40 + 100 * $0)) },
          timesSeconds: Self.times,
          ticksPerSecond: 16))
    let original = try Data(contentsOf: URL(filePath: whole))
    var mutator = FileMutator(seed: 1, stream: format)
    var readable = 0
    for _ in 0..<60 {
      let path = folder.path("damaged")
      try mutator.mutated(original).write(to: URL(filePath: path))
      if try soundIsSound(path) { readable += 1 }
      if !pictureCodec.isEmpty { try picturesAreSound(path) }
    }
    // Damage of a few bytes seldom costs a whole recording, but for Ogg's: every page has a checksum, and one this
    // short has three.
    #expect(readable > 10 || format == "ogg")
  }

  /// Whether there was sound; any error but a named one fails the test.
  private func soundIsSound(_ path: String) throws -> Bool {
    do throws(MediaError) {
      let audio = try decodeAudio(path: path, sampleRateHz: 16_000)
      for signal in audio.signals {
        #expect(signal.samples.allSatisfy { $0.isFinite })
        #expect(signal.startSeconds.isFinite)
      }
      return true
    } catch {
      #expect(!error.message.isEmpty && !error.remedy.isEmpty)
      return false
    }
  }

  private func picturesAreSound(_ path: String) throws {
    do throws(MediaError) {
      var reader = try VideoReader(path: path)
      var last = -Double.infinity
      while let seconds = try reader.next() {
        #expect(seconds.isFinite && seconds >= last)
        #expect(reader.picture.width > 0 && reader.picture.height > 0)
        last = seconds
      }
    } catch {
      #expect(!error.message.isEmpty && !error.remedy.isEmpty)
    }
  }
}
