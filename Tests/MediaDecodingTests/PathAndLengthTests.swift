import Foundation
import Glibc
import MediaDecoding
import SignalCore
import Testing

@Suite("paths, length and concurrency")
struct PathAndLengthTests {
  @Test(
    "a path is taken literally",
    arguments: [
      "with space.wav", "Gespräch mit Frau Ö.wav", "面談 一.wav", "a:b.wav", "-lead.wav", "100%d.wav",
      "a[1]*?.wav",
      "http:x.wav", "no-extension", "wrong.mp4",
    ])
  func names(name: String) throws {
    let folder = try ScratchFolder()
    let path = folder.path(name)
    try writeMedia(
      to: path, format: "wav",
      sound: SoundSource(
        codec: "pcm_s16le", sampleRateHz: 16_000, channels: [tone(220, seconds: 0.5, sampleRateHz: 16_000)]))
    #expect(try MediaInfo.probe(path).containerFormat == "wav")
    #expect(try decodeAudio(path: path, sampleRateHz: 16_000).signals.first?.samples.count == 8000)
  }

  @Test("a picture whose name looks like a pattern is one picture")
  func patternName() throws {
    let folder = try ScratchFolder()
    let path = folder.path("face%d*.png")
    try FileManager.default.copyItem(atPath: sampleMedia("astronaut.png"), toPath: path)
    #expect(try MediaInfo.probe(path).video?.width == 512)
  }

  @Test("ninety minutes stream in constant memory")
  func longRecording() throws {
    let folder = try ScratchFolder()
    let path = folder.path("long.wav")
    let seconds = 90 * 60
    try writeSilentWave(path, sampleRateHz: 8000, seconds: seconds)
    var reader = try AudioReader(path: path, sampleRateHz: 16_000)
    _ = try reader.next()
    let before = peakMemoryMebibytes()
    var count = reader.block[0].count
    while try reader.next() { count += reader.block[0].count }
    #expect(abs(count - seconds * 16_000) <= 2)
    // Held whole, the sound would take 330 MiB; other tests running beside this one take some.
    #expect(peakMemoryMebibytes() - before < 100)
    #expect(!reader.report.isDamaged)
  }

  @Test("several readers at once give the same bytes as one alone")
  func concurrent() async throws {
    let path = sampleMedia("jfk.wav")
    let alone = try decodeAudio(path: path, sampleRateHz: 22_050).signals
    let many = try await boundedMap(Array(0..<6), limit: 3) { _ in
      try decodeAudio(path: path, sampleRateHz: 22_050).signals
    }
    #expect(many.allSatisfy { $0 == alone })
  }

  /// 16-bit mono; the samples are a hole in the file.
  private func writeSilentWave(_ path: String, sampleRateHz: UInt32, seconds: Int) throws {
    let dataBytes = UInt32(2 * Int(sampleRateHz) * seconds)
    var header = Data("RIFF".utf8)
    func append(_ values: [any FixedWidthInteger]) {
      for value in values { withLittleEndian(value) { header.append(contentsOf: $0) } }
    }
    append([dataBytes + 36])
    header += Data("WAVEfmt ".utf8)
    append([UInt32(16), UInt16(1), UInt16(1), sampleRateHz, 2 * sampleRateHz, UInt16(2), UInt16(16)])
    header += Data("data".utf8)
    append([dataBytes])
    try header.write(to: URL(filePath: path))
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.truncate(atOffset: UInt64(header.count) + UInt64(dataBytes))
    try file.close()
  }

  private func withLittleEndian(_ value: some FixedWidthInteger, _ body: ([UInt8]) -> Void) {
    body((0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
  }

  private func peakMemoryMebibytes() -> Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
