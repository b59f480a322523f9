public import Foundation
import MediaDecoding
import SignalCore

/// Recordings of a second or two, made of those that set-up unpacks.
public enum TinyRecordings {
  private static let sampleRateHz = 16_000

  /// A stretch of public-domain speech (11 s in all) as a WAV file.
  public static func speech(fromSecond start: Double, seconds: Double) throws -> Data {
    let samples = try SampleMedia.signal("jfk.wav", sampleRateHz: Double(sampleRateHz)).samples
    let first = Int(start * Double(sampleRateHz))
    let last = min(first + Int(seconds * Double(sampleRateHz)), samples.count)
    return wave((first..<last).map { Int16(max(min(samples[$0], 0.999), -0.999) * 32_768) })
  }

  /// A moving face without sound as an MP4 file: so many pictures, ten a second.
  public static func face(pictures: Int, to path: String) throws {
    let seen = try SampleMedia.pictures("moving-face.mp4", limit: pictures, every: 2)
    var writer = try VideoWriter(
      path: path, width: seen[0].picture.width, height: seen[0].picture.height)
    for (index, (picture, _)) in seen.enumerated() {
      try writer.write(picture, atSeconds: Double(index) / 10)
    }
    try writer.finish()
  }

  private static func wave(_ samples: [Int16]) -> Data {
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
      (0..<(number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    let body = samples.flatMap(bytes)
    let (rate, byteCount) = (UInt32(sampleRateHz), UInt32(body.count))
    var file = Array("RIFF".utf8) + bytes(byteCount + 36) + Array("WAVEfmt ".utf8)
    // 16 bytes of format: whole numbers, one channel, two bytes a sample.
    file += bytes(UInt32(16)) + bytes(UInt16(1)) + bytes(UInt16(1)) + bytes(rate) + bytes(2 * rate)
    file += bytes(UInt16(2)) + bytes(UInt16(16)) + Array("data".utf8) + bytes(byteCount)
    return Data(file + body)
  }
}
