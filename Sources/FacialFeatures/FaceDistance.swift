/// Distances on the frontal face, each a column `geometry_` and its name; left and right are the participant's own.
///
/// In interocular distances (between the outer corners of the eyes). "Height" runs along the head's own
/// vertical, so raising the brows, not the head, raises it.
package enum FaceDistance: String, Sendable, Hashable, CaseIterable {
  case browInnerLeft = "brow_inner_left"
  case browInnerRight = "brow_inner_right"
  case browOuterLeft = "brow_outer_left"
  case browOuterRight = "brow_outer_right"
  case browDistance = "brow_distance"
  case eyeApertureLeft = "eye_aperture_left"
  case eyeApertureRight = "eye_aperture_right"
  case lowerLidLeft = "lower_lid_left"
  case lowerLidRight = "lower_lid_right"
  case cheekToLidLeft = "cheek_to_lid_left"
  case cheekToLidRight = "cheek_to_lid_right"
  case noseWingToCanthusLeft = "nose_wing_to_canthus_left"
  case noseWingToCanthusRight = "nose_wing_to_canthus_right"
  case upperLipToNoseLeft = "upper_lip_to_nose_left"
  case upperLipToNoseRight = "upper_lip_to_nose_right"
  case lipCornerHeightLeft = "lip_corner_height_left"
  case lipCornerHeightRight = "lip_corner_height_right"
  case lipCornerOutwardLeft = "lip_corner_outward_left"
  case lipCornerOutwardRight = "lip_corner_outward_right"
  case lipCornerToEyeLeft = "lip_corner_to_eye_left"
  case lipCornerToEyeRight = "lip_corner_to_eye_right"
  case lowerLipToNose = "lower_lip_to_nose"
  case chinBossToLip = "chin_boss_to_lip"
  case mouthWidth = "mouth_width"
  case upperLipThickness = "upper_lip_thickness"
  case lowerLipThickness = "lower_lip_thickness"
  case lipGap = "lip_gap"
  case chinToNose = "chin_to_nose"
  case mouthDepth = "mouth_depth"

  package var columnName: String { "geometry_" + rawValue }

  /// What is measured, with the landmarks' numbers (right, left), in words for a reader of MEASURES.
  package var meaning: String {
    switch self {
    case .browInnerLeft, .browInnerRight:
      "height of the brow's inner end (107, 336) above the inner corner of the eye (133, 362)"
    case .browOuterLeft, .browOuterRight:
      "height of the brow's outer end (70, 300) above the outer corner of the eye (33, 263)"
    case .browDistance: "sideways distance of the brows' inner ends (55, 285)"
    case .eyeApertureLeft, .eyeApertureRight:
      "distance of the lids, mean of three pairs (160–144, 159–145, 158–153; 387–373, 386–374, 385–380)"
    case .lowerLidLeft, .lowerLidRight:
      "height of the lower lid (mean of 144, 145, 153; 373, 374, 380) above the middle of the eye's corners"
    case .cheekToLidLeft, .cheekToLidRight: "height of the lower lid above the cheek (50, 280)"
    case .noseWingToCanthusLeft, .noseWingToCanthusRight:
      "height of the inner corner of the eye (133, 362) above the wing of the nose (129, 358)"
    case .upperLipToNoseLeft, .upperLipToNoseRight:
      "height of the nose's base (2) above the upper lip's peak on that side (37, 267)"
    case .lipCornerHeightLeft, .lipCornerHeightRight:
      "height of the corner of the mouth (61, 291) above the middle of the lips' inner edges (13, 14)"
    case .lipCornerOutwardLeft, .lipCornerOutwardRight:
      "sideways distance of the corner of the mouth (61, 291) from the midline (mean of 0, 17 and 2)"
    case .lipCornerToEyeLeft, .lipCornerToEyeRight:
      "height of the middle of the eye's corners above the corner of the mouth (61, 291)"
    case .lowerLipToNose: "height of the nose's base (2) above the lower lip's lower edge (17)"
    case .chinBossToLip: "height of the lower lip's lower edge (17) above the boss of the chin (200)"
    case .mouthWidth: "distance of the corners of the mouth (61–291)"
    case .upperLipThickness: "distance of the upper lip's edges (0–13)"
    case .lowerLipThickness: "distance of the lower lip's edges (14–17)"
    case .lipGap: "distance of the lips' inner edges (13–14)"
    case .chinToNose: "height of the nose's base (2) above the tip of the chin (152)"
    case .mouthDepth: "how far the lips' middle (0, 17) stands out before the corners of the mouth (61, 291)"
    }
  }

  static let columns: [FaceColumn] = allCases.map { distance in
    FaceColumn(name: distance.columnName, unit: "1") { $0.geometry?[distance] }
  }
}

/// Distances on one face and where its eyes look.
package struct FaceGeometry: Sendable, Hashable {
  /// In the order of `FaceDistance`.
  private let distances: [Double]
  package let gaze: Gaze

  package init(_ face: FrontalFace) {
    let points = FrontalPoints(face)
    distances = FaceDistance.allCases.map { points.distance($0) }
    gaze = Gaze(face)
  }

  package subscript(distance: FaceDistance) -> Double? {
    FaceDistance.allCases.firstIndex(of: distance).map { distances[$0] }
  }
}

/// Reads distances off the frontal face.
private struct FrontalPoints {
  private let face: FrontalFace

  init(_ face: FrontalFace) { self.face = face }

  func distance(_ distance: FaceDistance) -> Double {
    switch distance {
    case .browInnerLeft: height(336, above: 362)
    case .browInnerRight: height(107, above: 133)
    case .browOuterLeft: height(300, above: 263)
    case .browOuterRight: height(70, above: 33)
    case .browDistance: abs(face.points[285].x - face.points[55].x)
    case .eyeApertureLeft: (between(387, 373) + between(386, 374) + between(385, 380)) / 3
    case .eyeApertureRight: (between(160, 144) + between(159, 145) + between(158, 153)) / 3
    case .lowerLidLeft: mean([373, 374, 380]).y - leftEye
    case .lowerLidRight: mean([144, 145, 153]).y - rightEye
    case .cheekToLidLeft: mean([373, 374, 380]).y - face.points[280].y
    case .cheekToLidRight: mean([144, 145, 153]).y - face.points[50].y
    case .noseWingToCanthusLeft: height(362, above: 358)
    case .noseWingToCanthusRight: height(133, above: 129)
    case .upperLipToNoseLeft: height(2, above: 267)
    case .upperLipToNoseRight: height(2, above: 37)
    case .lipCornerHeightLeft: face.points[291].y - mean([13, 14]).y
    case .lipCornerHeightRight: face.points[61].y - mean([13, 14]).y
    case .lipCornerOutwardLeft: face.points[291].x - mean([0, 17, 2]).x
    case .lipCornerOutwardRight: mean([0, 17, 2]).x - face.points[61].x
    case .lipCornerToEyeLeft: leftEye - face.points[291].y
    case .lipCornerToEyeRight: rightEye - face.points[61].y
    case .lowerLipToNose: height(2, above: 17)
    case .chinBossToLip: height(17, above: 200)
    case .mouthWidth: between(61, 291)
    case .upperLipThickness: between(0, 13)
    case .lowerLipThickness: between(14, 17)
    case .lipGap: between(13, 14)
    case .chinToNose: height(2, above: 152)
    case .mouthDepth: mean([0, 17]).z - mean([61, 291]).z
    }
  }

  private var leftEye: Double { mean([362, 263]).y }
  private var rightEye: Double { mean([133, 33]).y }

  private func height(_ index: Int, above other: Int) -> Double {
    face.points[index].y - face.points[other].y
  }

  private func between(_ first: Int, _ second: Int) -> Double {
    let apart = face.points[first] - face.points[second]
    return (apart * apart).sum().squareRoot()
  }

  private func mean(_ indices: [Int]) -> SIMD3<Double> {
    indices.reduce(.zero) { $0 + face.points[$1] } / Double(indices.count)
  }
}
