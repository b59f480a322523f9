/// What one picture shows of a followed face.
public struct FaceObservation: Sendable, Hashable {
  public let timeSeconds: Double
  public let landmarks: FaceLandmarks
  /// The landmark network's confidence that this is a face, 0.5 to 1.
  public let presence: Double
  /// 52 channels, 0 to 1, in the order of `Blendshape`.
  public let blendshapes: [Float]
  public let pose: HeadPose
  /// How many faces were confirmed in this picture, six at most; `nil` when the detector did not look.
  public let faceCount: Int?
  /// Distances on the face and the direction of gaze; `nil` where the landmarks have no depth.
  package let geometry: FaceGeometry?
  /// Light, sharpness and looks; `nil` when the cheeks lie outside the picture.
  public let appearance: FaceAppearance?

  /// - Precondition: There are 52 blendshapes.
  package init(
    timeSeconds: Double, landmarks: FaceLandmarks, presence: Double, blendshapes: [Float], pose: HeadPose,
    faceCount: Int?, geometry: FaceGeometry? = nil, appearance: FaceAppearance? = nil
  ) {
    precondition(blendshapes.count == Blendshape.allCases.count, "a face has 52 blendshapes")
    self.timeSeconds = timeSeconds
    self.landmarks = landmarks
    self.presence = presence
    self.blendshapes = blendshapes
    self.pose = pose
    self.faceCount = faceCount
    self.geometry = geometry
    self.appearance = appearance
  }

  public subscript(blendshape: Blendshape) -> Float { blendshapes[blendshape.rawValue] }
}
