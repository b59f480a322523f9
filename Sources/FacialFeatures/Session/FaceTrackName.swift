/// Names of columns the session's measures read beside those of `FaceColumn`.
enum FaceTrackName {
  static let eyeAspects = ["eye_aspect_left", "eye_aspect_right"]
  static let headAngles = [FaceColumn.headPitch, FaceColumn.headYaw, FaceColumn.headRoll]
  /// Up positive, and towards the picture's right positive; radians in the camera's frame.
  static let gaze = ["gaze_pitch", "gaze_yaw"]
  /// Mean brightness of the cheeks, 0 to 1.
  static let illumination = "illumination"
  static let sharpness = "sharpness"

  /// Proxies of the actions of the upper face, then of the lower. Parted lips and a lowered jaw (25, 26) are
  /// not among them, as speech moves these; nor blinks (45) and lips sucked in (28), hardly ever seen aright.
  static let actions =
    ["AU01_p", "AU02_p", "AU04_p", "AU05_p", "AU06_p", "AU07_p"]
    + ["AU09_p", "AU10_p", "AU12_p", "AU14_p", "AU15_p", "AU17_p", "AU20_p", "AU23_p"]
  static let upperActions = 0..<6
  static let lowerActions = 6..<14
  static let allActions = 0..<14
  static let smile = "smile_p"
  static let smileSides = ["AU12_left_p", "AU12_right_p"]
  static let browSides = [
    "AU01_left_p", "AU01_right_p", "AU02_left_p", "AU02_right_p", "AU04_left_p", "AU04_right_p",
  ]
}
