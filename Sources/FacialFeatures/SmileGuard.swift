/// Tells a smile from a face that only draws its mouth wide, as in crying and pain.
///
/// A smile is action unit 12: the corners of the mouth go up and out. The network's smile channel also answers to
/// the wide, pressed or square mouth of crying, so its answer is taken down in two ways.
///
/// Corners: 0.01 interocular distances (1 mm) or more below their resting height over the middle of the lips they
/// make no smile, whatever the channel says; from 0.02 above it they count in full.
///
/// Distress: brows drawn together with the inner brow raised, with eyes shut or with a raised chin or lowered
/// corners; or the latter with one of the others but the brows. These pairs belong to grief (units 1 + 4
/// with 15 or 17) and to pain (4 with closed eyes: Prkachin & Solomon 2008, Pain 139:267–274), not to enjoyment;
/// one alone says nothing.
struct SmileGuard {
  /// Height of the corners at which a smile starts and at which it counts in full, from the neutral.
  private static let leastCornerRise = -0.01
  private static let fullCornerRise = 0.02
  /// Brows nearer than at rest by this much are drawn together; chosen with the crying face of the test
  /// recording in view, as are the two full units below.
  private static let knitBrows = 0.012
  private static let loweredBrows = 0.25
  private static let fullInnerBrow = 0.25
  private static let fullChin = 0.25
  /// AU45 from which eyes count as shut, and at which they do in full.
  private static let shutEyes = 0.5...0.8

  private struct Reading {
    let place: Int
    let neutral: Double
    func change(_ readings: [Double]) -> Double { readings[place] - neutral }
  }

  private let corners: [Reading]
  private let browDistance: [Reading]
  private let browsDown: [Reading]

  init(neutral: [String: NeutralFace.Channel]) {
    func readings(_ channels: [ExpressionChannel]) -> [Reading] {
      channels.compactMap { channel in
        guard let place = ActionUnitRecipe.channels.firstIndex(of: channel),
          let rest = neutral[channel.columnName]
        else { return nil }
        return Reading(place: place, neutral: rest.value)
      }
    }
    corners = readings([.distance(.lipCornerHeightLeft), .distance(.lipCornerHeightRight)])
    browDistance = readings([.distance(.browDistance)])
    browsDown = readings([.blendshape(.browDownLeft), .blendshape(.browDownRight)])
  }

  /// - Parameters:
  ///   - units: Action units of the same instant.
  ///   - readings: In the order of `ActionUnitRecipe.channels`.
  /// - Returns: 0 to 1, not above AU12.
  func smile(_ units: [ActionUnit: Double], _ readings: [Double]) -> Double {
    func unit(_ unit: ActionUnit, full: Double) -> Double { min((units[unit] ?? 0) / full, 1) }
    let rise = mean(corners, readings)
    let lifted = ramp(rise, from: Self.leastCornerRise, to: Self.fullCornerRise)
    let knit = max(
      ramp(-mean(browDistance, readings), from: 0, to: Self.knitBrows),
      ramp(mean(browsDown, readings), from: 0, to: Self.loweredBrows))
    let inner = unit(.innerBrowRaiser, full: Self.fullInnerBrow)
    let mouth = max(
      unit(.chinRaiser, full: Self.fullChin), unit(.lipCornerDepressor, full: Self.fullChin))
    let shut = ramp(units[.blink] ?? 0, from: Self.shutEyes.lowerBound, to: Self.shutEyes.upperBound)
    let distress = max(min(knit, max(inner, shut, mouth)), min(mouth, max(inner, shut)))
    return (units[.lipCornerPuller] ?? 0) * lifted * (1 - distress)
  }

  private func mean(_ parts: [Reading], _ readings: [Double]) -> Double {
    parts.reduce(0) { $0 + $1.change(readings) } / Double(max(parts.count, 1))
  }

  private func ramp(_ value: Double, from low: Double, to high: Double) -> Double {
    min(max((value - low) / (high - low), 0), 1)
  }
}
