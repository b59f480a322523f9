import Foundation
import MediaDecoding
import SignalCore
import TestSupport

/// A folder that goes away with the value.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "media-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// A copy of a file's first part.
  func cut(_ path: String, to name: String, fraction: Double) throws -> String {
    let bytes = try Data(contentsOf: URL(filePath: path))
    let target = self.path(name)
    try bytes.prefix(Int(Double(bytes.count) * fraction)).write(to: URL(filePath: target))
    return target
  }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
    return path(name)
  }
}

/// `Package.swift`'s folder.
let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

func sampleMedia(_ name: String) -> String {
  packageRoot.appending(path: "SampleMedia/unpacked/\(name)").path
}

func tone(_ frequencyHz: Double, seconds: Double, sampleRateHz: Int, amplitude: Double = 0.5) -> [Float] {
  Array(
    Signal.sine(
      frequencyHz: frequencyHz, seconds: seconds, sampleRateHz: Double(sampleRateHz), amplitude: amplitude
    ).samples)
}

/// Mean frequency from the first to the last rising zero crossing, each interpolated between samples.
func crossingFrequencyHz(_ samples: some Collection<Float>, sampleRateHz: Double) -> Double? {
  let values = Array(samples)
  var crossings: [Double] = []
  for index in 1..<max(values.count, 1) where values[index - 1] < 0 && values[index] >= 0 {
    crossings.append(Double(index) - Double(values[index] / (values[index] - values[index - 1])))
  }
  guard crossings.count >= 2, let first = crossings.first, let last = crossings.last else { return nil }
  return Double(crossings.count - 1) * sampleRateHz / (last - first)
}

func rootMeanSquare(_ samples: some Collection<Float>) -> Double {
  (samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(samples.count, 1))).squareRoot()
}

/// Four quarters, so that no turn or mirroring of it looks like another:
/// red, green above blue, white.
func quarters(width: Int, height: Int) -> Picture {
  paint(width: width, height: height) { x, y in
    switch (2 * x < width, 2 * y < height) {
    case (true, true): [220, 20, 20]
    case (false, true): [20, 200, 20]
    case (true, false): [20, 20, 220]
    case (false, false): [235, 235, 235]
    }
  }
}

func grey(_ level: UInt8, width: Int = 64, height: Int = 48) -> Picture {
  paint(width: width, height: height) { _, _ in [level, level, level] }
}

func paint(width: Int, height: Int, _ colour: (Int, Int) -> [UInt8]) -> Picture {
  var pixels: [UInt8] = []
  for y in 0..<height { for x in 0..<width { pixels += colour(x, y) } }
  return Picture(width: width, height: height, pixels: pixels)
}

extension Picture {
  func colour(_ x: Int, _ y: Int) -> [Int] { (0..<3).map { Int(pixels[3 * (y * width + x) + $0]) } }

  /// Largest difference of any byte in the middle of each quarter.
  func quarterDifference(from other: Picture) -> Int {
    var largest = 0
    for (across, down) in [(1, 1), (3, 1), (1, 3), (3, 3)] {
      let (x, y) = (width * across / 4, height * down / 4)
      for (mine, theirs) in zip(colour(x, y), other.colour(x, y)) {
        largest = max(largest, abs(mine - theirs))
      }
    }
    return largest
  }
}

/// Every picture's time, and the report.
func readTimes(_ path: String, framesPerSecond: Double? = nil) throws -> (
  times: [Double], report: DecodingReport
) {
  var reader = try VideoReader(path: path, framesPerSecond: framesPerSecond)
  var times: [Double] = []
  while let seconds = try reader.next() { times.append(seconds) }
  return (times, reader.report)
}
