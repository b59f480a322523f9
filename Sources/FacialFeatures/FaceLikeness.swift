import Foundation

/// How likely two sightings are one person, in natural logarithms of odds.
///
/// The constants are set by hand from about ten people in films of seconds and photographs: distances of
/// cheeks were 0.01 to 0.08 within a person and 0.10 to 0.59 between people, of hair 0.08 to 0.25 and
/// 0.19 to 0.99; bodies differed by 0.50 to 0.83 between people and were not seen twice. The face's proportions (eight distances over that of the
/// eyes) were tried and told nobody apart: 0.03 to 0.19 within, 0.04 to 0.22 between.
package enum FaceLikeness {
  /// A sighting's place and size as fractions of the picture.
  package struct Stand: Sendable, Hashable {
    package var place: SIMD2<Double>
    package var size: SIMD2<Double>

    package init(place: SIMD2<Double>, size: SIMD2<Double>) {
      self.place = place
      self.size = size
    }
  }

  /// −5.5 to 5.5; 0 where nothing can be compared.
  package static func appearance(_ first: FaceSignature, _ second: FaceSignature) -> Double {
    FaceSignature.Area.allCases.reduce(0) { sum, area in
      guard let distance = first.distance(to: second, in: area) else { return sum }
      // The distance at which odds are even, their slope, and what the area weighs at most.
      let (even, slope, most) =
        switch area {
        case .cheeks: (0.10, 15.0, 1.5)
        case .hair: (0.28, 8.0, 2.0)
        case .body: (0.35, 6.0, 2.0)
        }
      return sum + min(max(slope * (even - distance), -most), most)
    }
  }

  /// −0.4 (elsewhere or of another size: people move) to 1.2 (the same place and size).
  package static func place(_ first: Stand, _ second: Stand) -> Double {
    let size = (first.size + second.size) / 2
    guard size.x > 0, size.y > 0, first.size.y > 0, second.size.y > 0 else { return 0 }
    // In face sizes; two thirds of one is as far as a person in a chair usually moves.
    let apart = (first.place - second.place) / size
    let growth = log(first.size.y / second.size.y)
    let agreement =
      exp(-(apart * apart).sum() / (2 * 0.67 * 0.67)) * exp(-growth * growth / (2 * 0.25 * 0.25))
    return 1.6 * agreement - 0.4
  }

  package static func probability(logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
}
