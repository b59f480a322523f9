/// The 52 expression channels, in the order of the network's output.
///
/// Names are those of mediapipe and of ARKit's `ARFaceAnchor.BlendShapeLocation`; left and right are the
/// participant's own. Channels 0 to 1, `_neutral` a rest the network also puts out. These are learned
/// coefficients of an animated face, not FACS intensities: in recordings tried, `cheekPuff`,
/// `cheekSquint*` and `noseSneer*` stayed at zero whatever the face did.
public enum Blendshape: Int, Sendable, Hashable, CaseIterable {
  case _neutral
  case browDownLeft, browDownRight, browInnerUp, browOuterUpLeft, browOuterUpRight
  case cheekPuff, cheekSquintLeft, cheekSquintRight
  case eyeBlinkLeft, eyeBlinkRight
  case eyeLookDownLeft, eyeLookDownRight, eyeLookInLeft, eyeLookInRight
  case eyeLookOutLeft, eyeLookOutRight, eyeLookUpLeft, eyeLookUpRight
  case eyeSquintLeft, eyeSquintRight, eyeWideLeft, eyeWideRight
  case jawForward, jawLeft, jawOpen, jawRight
  case mouthClose, mouthDimpleLeft, mouthDimpleRight, mouthFrownLeft, mouthFrownRight
  case mouthFunnel, mouthLeft, mouthLowerDownLeft, mouthLowerDownRight
  case mouthPressLeft, mouthPressRight, mouthPucker, mouthRight
  case mouthRollLower, mouthRollUpper, mouthShrugLower, mouthShrugUpper
  case mouthSmileLeft, mouthSmileRight, mouthStretchLeft, mouthStretchRight
  case mouthUpperUpLeft, mouthUpperUpRight
  case noseSneerLeft, noseSneerRight

  /// The channel's published name, for example `mouthSmileLeft`.
  public var name: String { "\(self)" }
}
