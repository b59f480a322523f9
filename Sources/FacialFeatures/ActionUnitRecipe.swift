/// How an action unit is put together from channels: data the estimator computes with and the texts are made from.
///
/// Each term is a channel's change from the person's neutral over the change of a full expression, 0 to 1, and a
/// weight; an action unit is the weighted sum, both sides' mean, times one minus what another unit explains.
///
/// Full changes are settings of this program. For blendshapes they lie near the highest values seen in posed and
/// acted faces, for these channels rarely reach 1; for distances they are round numbers near what the
/// muscle can move: 0.01 is 0.9 mm of an adult face. None is a published norm.
struct ActionUnitRecipe: Sendable {
  struct Term: Sendable {
    let left: ExpressionChannel
    let right: ExpressionChannel
    /// Change of the channel in a full expression; negative where the expression makes it smaller.
    let fullChange: Double
    let weight: Double

    static func shape(
      _ left: Blendshape, _ right: Blendshape, _ fullChange: Double, weight: Double
    ) -> Term {
      Term(left: .blendshape(left), right: .blendshape(right), fullChange: fullChange, weight: weight)
    }

    static func shape(_ both: Blendshape, _ fullChange: Double, weight: Double) -> Term {
      shape(both, both, fullChange, weight: weight)
    }

    static func distance(
      _ left: FaceDistance, _ right: FaceDistance, _ fullChange: Double, weight: Double
    ) -> Term {
      Term(left: .distance(left), right: .distance(right), fullChange: fullChange, weight: weight)
    }

    static func distance(_ both: FaceDistance, _ fullChange: Double, weight: Double) -> Term {
      distance(both, both, fullChange, weight: weight)
    }
  }

  let terms: [Term]
  /// Another unit that moves the same channels, and the share of this unit it takes away when full. That unit is
  /// itself never explained by another.
  var explainedBy: (unit: ActionUnit, share: Double)?

  static func of(_ unit: ActionUnit) -> ActionUnitRecipe {
    switch unit {
    case .innerBrowRaiser:
      ActionUnitRecipe(terms: [
        .shape(.browInnerUp, 0.6, weight: 0.5),
        .distance(.browInnerLeft, .browInnerRight, 0.08, weight: 0.5),
      ])
    case .outerBrowRaiser:
      ActionUnitRecipe(terms: [
        .shape(.browOuterUpLeft, .browOuterUpRight, 0.6, weight: 0.5),
        .distance(.browOuterLeft, .browOuterRight, 0.08, weight: 0.5),
      ])
    case .browLowerer:
      ActionUnitRecipe(terms: [
        .shape(.browDownLeft, .browDownRight, 0.5, weight: 0.5),
        .distance(.browDistance, -0.04, weight: 0.25),
        .distance(.browInnerLeft, .browInnerRight, -0.06, weight: 0.25),
      ])
    case .upperLidRaiser:
      ActionUnitRecipe(terms: [.distance(.eyeApertureLeft, .eyeApertureRight, 0.045, weight: 1)])
    case .cheekRaiser:
      ActionUnitRecipe(terms: [
        .distance(.cheekToLidLeft, .cheekToLidRight, -0.06, weight: 0.4),
        .distance(.lowerLidLeft, .lowerLidRight, 0.025, weight: 0.3),
        .shape(.eyeSquintLeft, .eyeSquintRight, 0.5, weight: 0.3),
      ])
    case .lidTightener:
      ActionUnitRecipe(terms: [
        .shape(.eyeSquintLeft, .eyeSquintRight, 0.5, weight: 0.5),
        .distance(.lowerLidLeft, .lowerLidRight, 0.025, weight: 0.5),
      ])
    case .noseWrinkler:
      ActionUnitRecipe(
        terms: [
          .distance(.noseWingToCanthusLeft, .noseWingToCanthusRight, -0.06, weight: 0.7),
          .distance(.browInnerLeft, .browInnerRight, -0.06, weight: 0.3),
        ], explainedBy: (.lipCornerPuller, 0.8))
    case .upperLipRaiser:
      ActionUnitRecipe(
        terms: [
          .shape(.mouthUpperUpLeft, .mouthUpperUpRight, 0.9, weight: 0.6),
          .distance(.upperLipToNoseLeft, .upperLipToNoseRight, -0.06, weight: 0.4),
        ], explainedBy: (.lipCornerPuller, 0.7))
    case .lipCornerPuller:
      ActionUnitRecipe(terms: [
        .shape(.mouthSmileLeft, .mouthSmileRight, 0.8, weight: 0.6),
        .distance(.lipCornerHeightLeft, .lipCornerHeightRight, 0.08, weight: 0.2),
        .distance(.lipCornerOutwardLeft, .lipCornerOutwardRight, 0.09, weight: 0.2),
      ])
    case .dimpler:
      ActionUnitRecipe(
        terms: [
          .shape(.mouthDimpleLeft, .mouthDimpleRight, 0.2, weight: 0.5),
          .distance(.mouthDepth, 0.05, weight: 0.5),
        ], explainedBy: (.lipCornerPuller, 1))
    case .lipCornerDepressor:
      ActionUnitRecipe(
        terms: [
          .distance(.lipCornerHeightLeft, .lipCornerHeightRight, -0.05, weight: 0.7),
          .distance(.lipCornerToEyeLeft, .lipCornerToEyeRight, 0.06, weight: 0.3),
        ], explainedBy: (.lipsPart, 0.5))
    case .chinRaiser:
      ActionUnitRecipe(
        terms: [
          .distance(.lowerLipToNose, -0.08, weight: 0.3),
          .distance(.chinBossToLip, 0.06, weight: 0.3),
          .shape(.mouthShrugLower, 0.5, weight: 0.4),
        ], explainedBy: (.lipsPart, 1))
    case .lipStretcher:
      ActionUnitRecipe(
        terms: [
          .distance(.mouthWidth, 0.15, weight: 0.6),
          .shape(.mouthStretchLeft, .mouthStretchRight, 0.4, weight: 0.4),
        ], explainedBy: (.lipCornerPuller, 0.9))
    case .lipTightener:
      ActionUnitRecipe(
        terms: [
          .distance(.upperLipThickness, -0.04, weight: 0.25),
          .distance(.lowerLipThickness, -0.05, weight: 0.25),
          .shape(.mouthPressLeft, .mouthPressRight, 0.4, weight: 0.25),
          .shape(.mouthRollLower, 0.5, weight: 0.25),
        ], explainedBy: (.lipsPart, 1))
    case .lipsPart: ActionUnitRecipe(terms: [.distance(.lipGap, 0.12, weight: 1)])
    case .jawDrop:
      ActionUnitRecipe(terms: [
        .distance(.chinToNose, 0.2, weight: 0.5),
        .shape(.jawOpen, 0.6, weight: 0.5),
      ])
    case .lipSuck:
      ActionUnitRecipe(
        terms: [
          .shape(.mouthRollLower, 0.6, weight: 0.3),
          .shape(.mouthRollUpper, 0.4, weight: 0.3),
          .distance(.upperLipThickness, -0.07, weight: 0.2),
          .distance(.lowerLipThickness, -0.07, weight: 0.2),
        ], explainedBy: (.lipsPart, 1))
    case .blink:
      ActionUnitRecipe(terms: [
        .shape(.eyeBlinkLeft, .eyeBlinkRight, 0.5, weight: 0.5),
        .distance(.eyeApertureLeft, .eyeApertureRight, -0.06, weight: 0.5),
      ])
    }
  }

  /// Every channel a recipe or the guard of the smile reads, each once, in order of first use.
  static let channels: [ExpressionChannel] = {
    var seen: Set<ExpressionChannel> = []
    return ActionUnit.allCases.flatMap { unit in of(unit).terms.flatMap { [$0.left, $0.right] } }
      .filter { seen.insert($0).inserted }
  }()

  /// The smallest change that counts as full in any recipe.
  static func fullScale(of channel: ExpressionChannel) -> Double {
    ActionUnit.allCases.flatMap { of($0).terms }
      .filter { $0.left == channel || $0.right == channel }
      .map { abs($0.fullChange) }.min() ?? 1
  }
}
