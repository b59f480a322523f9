extension FaceLandmarks {
  /// Distance between the outer corners of both eyes, in pixels of the picture.
  public var interocularPixels: Double {
    distance(LandmarkIndex.rightEyeOuterCorner, LandmarkIndex.leftEyeOuterCorner)
  }

  /// How open the participant's right eye is: height over width, about 0.3 open and below 0.15 closed.
  ///
  /// Soukupová & Čech 2016, "Real-time eye blink detection using facial landmarks", equation 1.
  /// - Returns: `nil` for an eye without width.
  public var rightEyeAspectRatio: Double? { eyeAspectRatio(LandmarkIndex.rightEye) }

  /// As `rightEyeAspectRatio`, for the participant's left eye.
  public var leftEyeAspectRatio: Double? { eyeAspectRatio(LandmarkIndex.leftEye) }

  /// Gap between the lips' inner edges over the distance between the outer eye corners.
  ///
  /// Both as they appear in the picture: a head turned aside shortens the second and so raises the ratio.
  /// - Returns: `nil` when the eye corners coincide.
  public var mouthOpening: Double? {
    let width = interocularPixels
    guard width > 0 else { return nil }
    return distance(LandmarkIndex.upperLipInner, LandmarkIndex.lowerLipInner) / width
  }

  private func eyeAspectRatio(_ contour: [Int]) -> Double? {
    let width = distance(contour[0], contour[3])
    guard width > 0 else { return nil }
    return (distance(contour[1], contour[5]) + distance(contour[2], contour[4])) / (2 * width)
  }

  private func distance(_ first: Int, _ second: Int) -> Double {
    let difference = position(first) - position(second)
    return (difference * difference).sum().squareRoot()
  }
}
