/// Where both eyes look, as directions of length 1 in the camera's frame of `HeadPose`: x to the picture's
/// right, y up, z out of the picture towards the viewer. Left and right are the participant's own.
public struct EyeDirections: Sendable, Hashable {
  public let left: SIMD3<Double>
  public let right: SIMD3<Double>

  public init(left: SIMD3<Double>, right: SIMD3<Double>) {
    self.left = left
    self.right = right
  }

  /// `nil` unless both eyes of a picture can be read.
  public init?(_ observation: FaceObservation) {
    guard let gaze = observation.geometry?.gaze, let left = gaze.left, let right = gaze.right else {
      return nil
    }
    self.init(left: left.inCamera, right: right.inCamera)
  }
}

/// What one picture shows of one face, as far as printed rows and drawn overlays need it.
public struct FaceRecord: Sendable, Hashable {
  /// Which face this is, counted from 1.
  public let identity: Int
  /// The landmark network's confidence that this is a face, 0.5 to 1.
  public let presence: Float
  public let pose: HeadPose
  /// `nil` where it was not measured.
  public let gaze: EyeDirections?
  public let eyeAspectLeft: Float?
  public let eyeAspectRight: Float?
  public let mouthOpening: Float?
  public let interocularPixels: Float
  /// 52 channels, 0 to 1, in the order of `Blendshape`.
  public let blendshapes: [Float]
  /// `nil` where they were not kept.
  public let landmarks: FaceLandmarks?

  public init(identity: Int, observation: FaceObservation, gaze: EyeDirections? = nil) {
    let landmarks = observation.landmarks
    self.init(
      identity: identity, presence: Float(observation.presence), pose: observation.pose, gaze: gaze,
      eyeAspectLeft: landmarks.leftEyeAspectRatio.map { Float($0) },
      eyeAspectRight: landmarks.rightEyeAspectRatio.map { Float($0) },
      mouthOpening: landmarks.mouthOpening.map { Float($0) },
      interocularPixels: Float(landmarks.interocularPixels), blendshapes: observation.blendshapes,
      landmarks: landmarks)
  }

  init(
    identity: Int, presence: Float, pose: HeadPose, gaze: EyeDirections?, eyeAspectLeft: Float?,
    eyeAspectRight: Float?, mouthOpening: Float?, interocularPixels: Float, blendshapes: [Float],
    landmarks: FaceLandmarks?
  ) {
    precondition(blendshapes.count == Blendshape.allCases.count, "a face has 52 blendshapes")
    self.identity = identity
    self.presence = presence
    self.pose = pose
    self.gaze = gaze
    self.eyeAspectLeft = eyeAspectLeft
    self.eyeAspectRight = eyeAspectRight
    self.mouthOpening = mouthOpening
    self.interocularPixels = interocularPixels
    self.blendshapes = blendshapes
    self.landmarks = landmarks
  }

  public subscript(blendshape: Blendshape) -> Float { blendshapes[blendshape.rawValue] }
}
