public import Foundation
import MediaDecoding
public import NeuralRuntime
public import SignalCore

/// The checkout the tests were built from.
public let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The models set-up unpacked into this checkout.
public func installedModels() throws -> ModelCatalog { try ModelCatalog(home: packageRoot) }

/// The real recordings set-up unpacks.
public enum SampleMedia {
  public static func path(_ file: String) -> String {
    packageRoot.appending(path: "SampleMedia/unpacked").appending(path: file).path
  }

  /// The first channel of a recording.
  public static func signal(_ file: String, sampleRateHz: Double = 16_000) throws -> Signal {
    try decodeAudio(path: path(file), sampleRateHz: sampleRateHz, channel: 0).signals[0]
  }

  /// The first pictures of a recording with their times, or every so-manieth; no more than `limit`. They are made
  /// red, green and blue once, so that tests may read single pixels.
  public static func pictures(
    _ file: String, limit: Int, every step: Int = 1
  ) throws -> [(picture: Picture, seconds: Double)] {
    var reader = try VideoReader(path: path(file))
    var pictures: [(picture: Picture, seconds: Double)] = []
    var number = 0
    while pictures.count < limit, let seconds = try reader.next() {
      if number.isMultiple(of: step) {
        let picture = reader.picture
        pictures.append(
          (Picture(width: picture.width, height: picture.height, pixels: picture.pixels), seconds))
      }
      number += 1
    }
    return pictures
  }

  public static func picture(_ file: String) throws -> Picture { try pictures(file, limit: 1)[0].picture }
}
