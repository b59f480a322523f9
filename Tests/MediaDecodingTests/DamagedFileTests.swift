import Foundation
import Glibc
import MediaDecoding
import SignalCore
import Testing

@Suite("damaged and wrong files")
struct DamagedFileTests {
  private func film(_ folder: ScratchFolder, name: String, format: String, options: [String: String] = [:])
    throws
    -> String
  {
    let times = (0..<60).map { Double($0) / 20 }
    let path = folder.path(name)
    try writeMedia(
      to: path, format: format,
      sound: SoundSource(
        codec: "aac", sampleRateHz: 16_000,
        channels: [tone(220, seconds: 3, sampleRateHz: 16_000)]),
      pictures: PictureSource(
        codec: "mpeg4", pictures: times.map { grey(UInt8(40 + 3 * Int($0 * 20))) }, timesSeconds: times,
        ticksPerSecond: 20),
      options: options)
    return path
  }

  @Test(
    "a film cut off gives what is there, and says so",
    arguments: [("a.mp4", "mp4", ["movflags": "faststart"]), ("a.mkv", "matroska", [:])])
  func cutFilm(name: String, format: String, options: [String: String]) throws {
    let folder = try ScratchFolder()
    let whole = try film(folder, name: name, format: format, options: options)
    let wholeSound = try decodeAudio(path: whole, sampleRateHz: 16_000)
    #expect(!wholeSound.report.isDamaged)
    #expect(!(try readTimes(whole).report.isDamaged))
    let path = try folder.cut(whole, to: "cut-" + name, fraction: 0.6)

    let (times, report) = try readTimes(path)
    #expect(report.isTruncated && report.isDamaged)
    #expect(times.count > 10 && times.count < 55)
    #expect(report.pictures?.decodedFrames == times.count)
    if format == "mp4" { #expect(report.pictures?.declaredFrames == 60) }
    #expect(abs((report.declaredSeconds ?? 0) - 3) < 0.1)
    #expect(report.decodedSeconds < 2.75)

    let sound = try decodeAudio(path: path, sampleRateHz: 16_000)
    #expect(sound.report.isTruncated)
    #expect(sound.report.decodedSeconds > 0.5 && sound.report.decodedSeconds < 2.75)
    let inside = sound.signals[0].samples[1600..<6400]
    #expect(abs(try #require(crossingFrequencyHz(inside, sampleRateHz: 16_000)) - 220) < 0.5)
  }

  @Test(
    "a WAV or FLAC cut off gives what is there, and says so",
    arguments: [("wav", "pcm_s16le"), ("flac", "flac")])
  func cutSound(format: String, codec: String) throws {
    let folder = try ScratchFolder()
    let whole = folder.path("whole")
    try writeMedia(
      to: whole, format: format,
      sound: SoundSource(
        codec: codec, sampleRateHz: 16_000, channels: [tone(220, seconds: 4, sampleRateHz: 16_000)]))
    #expect(!(try decodeAudio(path: whole, sampleRateHz: 16_000).report.isDamaged))
    let path = try folder.cut(whole, to: "cut", fraction: 0.5)
    let decoded = try decodeAudio(path: path, sampleRateHz: 16_000)
    #expect(decoded.report.isTruncated)
    #expect(decoded.report.declaredSeconds == 4)
    #expect(decoded.report.decodedSeconds > 1 && decoded.report.decodedSeconds < 3)
  }

  @Test("a film whose index was never written is damaged, not foreign")
  func noIndex() throws {
    let folder = try ScratchFolder()
    let whole = try film(folder, name: "a.mp4", format: "mp4")
    let path = try folder.cut(whole, to: "cut.mp4", fraction: 0.7)
    #expect(throws: MediaError.damaged(path: path)) { _ = try MediaInfo.probe(path) }
  }

  @Test("bytes overwritten in the middle are counted as errors; the rest is decoded")
  func overwritten() throws {
    let folder = try ScratchFolder()
    let whole = try film(folder, name: "a.mp4", format: "mp4", options: ["movflags": "faststart"])
    var bytes = try Data(contentsOf: URL(filePath: whole))
    let middle = bytes.count / 2
    for index in middle..<middle + bytes.count / 10 { bytes[index] = UInt8(truncatingIfNeeded: index &* 37) }
    let path = folder.path("scratched.mp4")
    try bytes.write(to: URL(filePath: path))
    let sound = try decodeAudio(path: path, sampleRateHz: 16_000).report
    let (times, pictures) = try readTimes(path)
    #expect(sound.decodeErrors + pictures.decodeErrors > 0)
    #expect(sound.isDamaged || pictures.isDamaged)
    #expect(times.count > 30)
    #expect(abs(sound.decodedSeconds - 3) < 0.1)
  }

  @Test("what is no recording is refused by content, whatever its name")
  func foreign() throws {
    let folder = try ScratchFolder()
    let sound = folder.path("other.wav")
    try writeMedia(
      to: sound, format: "wav",
      sound: SoundSource(
        codec: "pcm_s16le", sampleRateHz: 8000, channels: [tone(200, seconds: 1, sampleRateHz: 8000)]))
    let texts = [
      "interview.mp4": String(repeating: "Clinician: how have you been sleeping?\n", count: 400),
      "short.wav": "hello",
      "notes.txt": "PHQ-9 total 12",
      "subtitles.srt": "1\n00:00:01,000 --> 00:00:02,000\nHello.\n\n2\n00:00:03,000 --> 00:00:04,000\nYes.\n",
      "subtitles.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n",
      "table.csv": "participant,score\n1,2\n",
      "list.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.wav\n#EXT-X-ENDLIST\n",
      "list.mp4": "ffconcat version 1.0\nfile other.wav\n",
      "list.sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
      "page.html": "<html><body>Not found</body></html>",
    ]
    for (name, text) in texts {
      let path = try folder.write(text, to: name)
      #expect(throws: MediaError.notMedia(path: path), "\(name)") { _ = try MediaInfo.probe(path) }
      #expect(throws: MediaError.notMedia(path: path), "\(name)") { _ = try AudioReader(path: path) }
      #expect(throws: MediaError.notMedia(path: path), "\(name)") { _ = try VideoReader(path: path) }
    }
    // A gzip header and body: game music players claim every such file.
    let packed = folder.path("notes.gz")
    try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3] + (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 149) })
      .write(to: URL(filePath: packed))
    #expect(throws: MediaError.notMedia(path: packed)) { _ = try MediaInfo.probe(packed) }
    var state: UInt64 = 88_172_645_463_325_252
    let noise = (0..<300_000).map { _ -> UInt8 in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state)
    }
    let path = folder.path("noise.mp3")
    try Data(noise).write(to: URL(filePath: path))
    #expect(throws: MediaError.notMedia(path: path)) { _ = try MediaInfo.probe(path) }
  }

  @Test("each way a path can be wrong has its own error")
  func paths() throws {
    let folder = try ScratchFolder()
    let missing = folder.path("missing.wav")
    #expect(throws: MediaError.missingFile(path: missing)) { _ = try MediaInfo.probe(missing) }
    for address in ["http://localhost/a.mp4", "https://localhost/a.mp4", "concat:a.wav|b.wav", "pipe:0", ""] {
      #expect(throws: MediaError.missingFile(path: address)) { _ = try MediaInfo.probe(address) }
    }
    let directory = folder.url.path
    #expect(throws: MediaError.notAFile(path: directory)) { _ = try MediaInfo.probe(directory) }
    #expect(throws: MediaError.notAFile(path: "/dev/null")) { _ = try MediaInfo.probe("/dev/null") }
    let empty = try folder.write("", to: "empty.mp4")
    #expect(throws: MediaError.empty(path: empty)) { _ = try MediaInfo.probe(empty) }
  }

  @Test("a file without permission is unreadable", .enabled(if: geteuid() != 0, "root may read everything"))
  func permission() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("secret", to: "secret.wav")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(throws: MediaError.unreadable(path: path)) { _ = try MediaInfo.probe(path) }
  }

  @Test("no sound, no picture and a header without data are told apart")
  func absent() throws {
    let folder = try ScratchFolder()
    let silent = folder.path("silent.mp4")
    try writeMedia(
      to: silent, format: "mp4",
      pictures: PictureSource(codec: "mpeg4", pictures: [grey(90), grey(90)], timesSeconds: [0, 0.1]))
    #expect(throws: MediaError.noSound(path: silent)) { _ = try AudioReader(path: silent) }
    #expect(try MediaInfo.probe(silent).audio == nil)

    let dark = folder.path("dark.wav")
    let samples = tone(200, seconds: 0.2, sampleRateHz: 8000)
    try writeMedia(
      to: dark, format: "wav", sound: SoundSource(codec: "pcm_s16le", sampleRateHz: 8000, channels: [samples])
    )
    #expect(throws: MediaError.noPicture(path: dark)) { _ = try VideoReader(path: dark) }

    let header = folder.path("header.wav")
    try Data(contentsOf: URL(filePath: dark)).prefix(44).write(to: URL(filePath: header))
    #expect(throws: MediaError.damaged(path: header)) { _ = try AudioReader(path: header) }
  }

  @Test("a picture nobody can decode is named; its sound is still decoded")
  func decoderMissing() throws {
    let folder = try ScratchFolder()
    let path = folder.path("foreign.avi")
    try writeMedia(
      to: path, format: "avi",
      sound: SoundSource(
        codec: "pcm_s16le", sampleRateHz: 8000, channels: [tone(200, seconds: 1, sampleRateHz: 8000)]),
      pictures: PictureSource(codec: "mpeg4", pictures: [grey(90), grey(90)], timesSeconds: [0, 0.1]))
    var bytes = try Data(contentsOf: URL(filePath: path))
    while let place = bytes.range(of: Data("FMP4".utf8)) {
      bytes.replaceSubrange(place, with: Data("QQQ9".utf8))
    }
    try bytes.write(to: URL(filePath: path))
    #expect(throws: MediaError.decoderMissing(path: path, codec: "QQQ9")) { _ = try VideoReader(path: path) }
    #expect(try MediaInfo.probe(path).video == nil)
    #expect(try decodeAudio(path: path, sampleRateHz: 8000).signals[0].samples.count == 8000)
  }

  @Test("cover art does not make a song a film")
  func coverArt() throws {
    let folder = try ScratchFolder()
    let path = folder.path("song.mp3")
    try writeMedia(
      to: path, format: "mp3",
      sound: SoundSource(
        codec: "libmp3lame", sampleRateHz: 44_100, channels: [tone(200, seconds: 1, sampleRateHz: 44_100)]),
      pictures: PictureSource(codec: "png", pictures: [grey(90)], timesSeconds: [0], isCoverArt: true))
    let info = try MediaInfo.probe(path)
    #expect(info.video == nil)
    #expect(info.audio?.codec == "mp3")
    #expect(throws: MediaError.noPicture(path: path)) { _ = try VideoReader(path: path) }
    #expect(abs(try decodeAudio(path: path, sampleRateHz: 16_000).report.decodedSeconds - 1) < 0.05)
  }

  @Test("every error says what is wrong and what to do")
  func texts() {
    let errors: [MediaError] = [
      .missingFile(path: "p"), .notAFile(path: "p"), .unreadable(path: "p"), .empty(path: "p"),
      .notMedia(path: "p"), .damaged(path: "p"), .noSound(path: "p"), .noPicture(path: "p"),
      .noSuchChannel(path: "p", channel: 2, channelCount: 2), .decoderMissing(path: "p", codec: "c"),
      .outOfMemory(path: "p"), .notWritable(path: "p"), .diskFull(path: "p"), .encoderMissing(path: "p"),
    ]
    #expect(Set(errors.map(\.message)).count == errors.count)
    #expect(errors.allSatisfy { $0.message.contains("‘p’") && $0.message.hasSuffix(".") })
    #expect(errors.allSatisfy { $0.remedy.hasSuffix(".") })
  }
}
