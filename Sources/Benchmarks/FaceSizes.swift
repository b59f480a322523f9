import FacialFeatures
import Foundation
import NeuralRuntime
import SignalCore
import TestSupport

/// How small a face may be: a photograph shrunk into pictures of 1280 × 720, plain and cluttered, in several places.
struct FaceSizes {
  private static let sharesOfShortSide = [0.03, 0.04, 0.05, 0.07, 0.10, 0.15, 0.25]
  private static let places = 12
  private static let (width, height) = (1280, 720)

  let report: String

  init(catalog: ModelCatalog) throws {
    let photograph = try SampleMedia.picture("astronaut.png")
    let tracker = try FaceTracker(catalog: catalog)
    guard let whole = try tracker.process(photograph, atSeconds: 0).first?.observation.landmarks.box else {
      report = "No face was found in the photograph.\n"
      return
    }
    var table = MarkdownTable(
      "Height of the face, % of the short side", "plain: found", "something else taken for one",
      "cluttered: found", "something else taken for one")
    var clock = 0.0
    for share in Self.sharesOfShortSide {
      var cells = [String(format: "%.0f", 100 * share)]
      for isCluttered in [false, true] {
        var (found, wrong) = (0, 0)
        for place in 0..<Self.places {
          clock += 1000
          let scale = share * Double(Self.height) / whole.height
          var random = Random(seed: UInt64(1 + place) * 7919 + UInt64(1000 * share))
          let (scene, left, top) = Self.scene(photograph, scale: scale, isCluttered: isCluttered, &random)
          guard let box = try tracker.process(scene, atSeconds: clock).first?.observation.landmarks.box else {
            continue
          }
          let truth = FaceBox(
            left: left + whole.left * scale, top: top + whole.top * scale, right: left + whole.right * scale,
            bottom: top + whole.bottom * scale)
          if box.overlap(truth) > 0.4 { found += 1 } else { wrong += 1 }
        }
        cells += ["\(found) of \(Self.places)", "\(wrong)"]
      }
      table.add(cells)
    }
    var random = Random(seed: 5)
    let empty = Self.scene(photograph, scale: 0, isCluttered: true, &random).picture
    let seconds = 20
    let cost = try timedOverThreads {
      for tick in 0..<(10 * seconds) {
        _ = try tracker.process(empty, atSeconds: clock + 1000 + Double(tick) / 10)
      }
    }
    report =
      table.text + "\nTen pictures a second of an empty, cluttered room take "
      + String(format: "%.0f", 1000 * cost.processorSeconds / Double(seconds)) + " ms a second.\n"
  }

  private struct Random {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    /// 0 up to, and without, 1.
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
  }

  private static func scene(
    _ photograph: Picture, scale: Double, isCluttered: Bool, _ random: inout Random
  ) -> (picture: Picture, left: Double, top: Double) {
    var pixels = [UInt8](repeating: 110, count: width * height * 3)
    if isCluttered {
      for _ in 0..<400 {
        let (x, y) = (Int(random.next() * Double(width)), Int(random.next() * Double(height)))
        let (w, h) = (Int(8 + 150 * random.next()), Int(8 + 150 * random.next()))
        let colour = (0..<3).map { _ in UInt8(255 * random.next()) }
        for row in y..<min(y + h, height) {
          for column in x..<min(x + w, width) {
            for channel in 0..<3 { pixels[(row * width + column) * 3 + channel] = colour[channel] }
          }
        }
      }
    }
    let side = Int(Double(photograph.width) * scale)
    let left = Int(random.next() * Double(width - side))
    // Where the photograph is higher than the room, its lower part is left out.
    let top = Int(random.next() * Double(max(height - side, 0)))
    let source = photograph.pixels
    for row in 0..<min(side, height) {
      for column in 0..<side {
        let rows = Int(Double(row) / scale)..<max(Int(Double(row) / scale) + 1, Int(Double(row + 1) / scale))
        let columns =
          Int(Double(column) / scale)..<max(Int(Double(column) / scale) + 1, Int(Double(column + 1) / scale))
        for channel in 0..<3 {
          var sum = 0
          for y in rows { for x in columns { sum += Int(source[(y * photograph.width + x) * 3 + channel]) } }
          let mean = UInt8(sum / (rows.count * columns.count))
          pixels[((top + row) * width + left + column) * 3 + channel] = mean
        }
      }
    }
    return (Picture(width: width, height: height, pixels: pixels), Double(left), Double(top))
  }
}
