import Foundation
import MediaDecoding
import SignalCore

/// A recording of which the words are known.
struct SpokenClip {
  let name: String
  let signal: Signal
  let text: String

  static func found(in folder: String) throws -> [SpokenClip] {
    guard let data = FileManager.default.contents(atPath: "\(folder)/references.json") else { return [] }
    let references = try JSONDecoder().decode([String: String].self, from: data)
    return try references.sorted { $0.key < $1.key }.map { name, text in
      let audio = try decodeAudio(path: "\(folder)/\(name)", sampleRateHz: 16_000, channel: 0)
      return SpokenClip(name: name, signal: audio.signals[0], text: text)
    }
  }

  /// Clips behind one another, half a second of silence between, as often as it takes to fill some seconds.
  static func joined(_ clips: [SpokenClip], toLast seconds: Double) -> SpokenClip {
    var samples: [Float] = []
    var texts: [String] = []
    var index = 0
    while Double(samples.count) < 16_000 * seconds {
      let clip = clips[index % clips.count]
      samples += Array(clip.signal.samples) + [Float](repeating: 0, count: 8000)
      texts.append(clip.text)
      index += 1
    }
    return SpokenClip(
      name: "\(index) clips joined", signal: Signal(samples: samples, sampleRateHz: 16_000),
      text: texts.joined(separator: " "))
  }

  /// Writes the sound as 16-bit WAV, for a peer to read.
  func write(to path: String) throws {
    var data = Data()
    func add(_ number: Int, bytes: Int) {
      for byte in 0..<bytes { data.append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
    }
    let rate = Int(signal.sampleRateHz)
    let count = 2 * signal.samples.count
    data.append(Data("RIFF".utf8))
    add(36 + count, bytes: 4)
    data.append(Data("WAVEfmt ".utf8))
    for (number, bytes) in [(16, 4), (1, 2), (1, 2), (rate, 4), (2 * rate, 4), (2, 2), (16, 2)] {
      add(number, bytes: bytes)
    }
    data.append(Data("data".utf8))
    add(count, bytes: 4)
    for sample in signal.samples {
      add(Int((min(max(sample, -1), 1) * 32_767).rounded()), bytes: 2)
    }
    try data.write(to: URL(filePath: path))
  }
}
