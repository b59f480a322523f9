import SignalCore
import TestSupport

extension Picture {
  /// Drawn anew so wide and high, each pixel the nearest.
  func resized(width newWidth: Int, height newHeight: Int) -> Picture {
    Picture(width: newWidth, height: newHeight) { column, row in
      colour(column * width / newWidth, row * height / newHeight)
    }
  }
}

/// People put before a wall, each as a square photograph.
struct Scene {
  struct Person {
    var photograph: Picture
    var left: Int
    var top = 0
  }

  static let width = 640
  static let height = 360

  static func picture(_ people: [Person]) -> Picture {
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    for index in 0..<width * height {
      pixels[3 * index] = 90
      pixels[3 * index + 1] = 110
      pixels[3 * index + 2] = 100
    }
    for person in people {
      let photograph = person.photograph
      let colours = photograph.pixels
      for row in 0..<photograph.height where row + person.top >= 0 && row + person.top < height {
        for column in 0..<photograph.width where column + person.left >= 0 && column + person.left < width {
          let target = ((row + person.top) * width + column + person.left) * 3
          let source = (row * photograph.width + column) * 3
          for colour in 0..<3 { pixels[target + colour] = colours[source + colour] }
        }
      }
    }
    return Picture(width: width, height: height, pixels: pixels)
  }

  /// NASA's portrait, the face 60 px between the outer eye corners at a side of 280.
  static func woman(side: Int = 280) throws -> Picture {
    try SampleMedia.picture("astronaut.png").cropped(left: 80, top: 0, width: 280, height: 280)
      .resized(width: side, height: side)
  }

  /// Pictures of the man in the film, half as large.
  static func man(pictures count: Int, side: Int = 240) throws -> [Picture] {
    try SampleMedia.pictures("moving-face.mp4", limit: count).map { frame in
      frame.picture.cropped(left: 170, top: 0, width: 360, height: 360).resized(width: side, height: side)
    }
  }
}
