/// A quantity of the track "face" that expressions move: a blendshape channel or a distance.
package enum ExpressionChannel: Sendable, Hashable {
  case blendshape(Blendshape)
  case distance(FaceDistance)

  package var columnName: String {
    switch self {
    case .blendshape(let shape): FaceColumn.name(shape)
    case .distance(let distance): distance.columnName
    }
  }

  /// Where a relaxed adult face can lie; a neutral found outside is moved to the nearer end.
  ///
  /// Limits of this program, not published norms: the canonical face's value with room on both sides for the
  /// faces that were at hand. They keep a smile, a frown or an open mouth held all session from passing for rest;
  /// inside them a face at rest and a slight lasting expression cannot be told apart.
  package var restingRange: ClosedRange<Double> {
    switch self {
    case .blendshape(let shape):
      switch shape {
      case .mouthSmileLeft, .mouthSmileRight: 0...0.25
      case .browInnerUp, .browDownLeft, .browDownRight: 0...0.25
      case .browOuterUpLeft, .browOuterUpRight: 0...0.35
      case .eyeSquintLeft, .eyeSquintRight: 0...0.5
      case .eyeBlinkLeft, .eyeBlinkRight: 0...0.35
      default: 0...0.15
      }
    case .distance(let distance):
      switch distance {
      case .browInnerLeft, .browInnerRight: 0.17...0.32
      case .browOuterLeft, .browOuterRight: 0.1...0.28
      case .browDistance: 0.22...0.34
      case .eyeApertureLeft, .eyeApertureRight: 0.05...0.125
      case .lowerLidLeft, .lowerLidRight: -0.06 ... -0.01
      case .cheekToLidLeft, .cheekToLidRight: 0.28...0.42
      case .noseWingToCanthusLeft, .noseWingToCanthusRight: 0.34...0.46
      case .upperLipToNoseLeft, .upperLipToNoseRight: 0.1...0.18
      case .lipCornerHeightLeft, .lipCornerHeightRight: -0.05...0.02
      case .lipCornerOutwardLeft, .lipCornerOutwardRight: 0.22...0.31
      case .lipCornerToEyeLeft, .lipCornerToEyeRight: 0.65...0.85
      case .lowerLipToNose: 0.3...0.42
      case .chinBossToLip: 0.1...0.2
      case .mouthWidth: 0.45...0.62
      case .upperLipThickness, .lowerLipThickness: 0.06...0.14
      case .lipGap: 0...0.03
      case .chinToNose: 0.66...0.9
      case .mouthDepth: 0.12...0.24
      }
    }
  }
}
