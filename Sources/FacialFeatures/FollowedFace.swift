/// One of the faces in a picture, and whose it is.
public struct FollowedFace: Sendable, Hashable {
  /// 1, 2, … in order of first appearance. One number never stands for two people in one picture; one
  /// person can have several numbers over a recording, which `FaceGathering` joins.
  public let identity: Int
  public let observation: FaceObservation
  /// Middle of the face as fractions of the picture's width and height, from its upper left corner.
  public let place: SIMD2<Double>
  /// Width and height of the face as fractions of the picture's.
  public let size: SIMD2<Double>

  package init(identity: Int, observation: FaceObservation, place: SIMD2<Double>, size: SIMD2<Double>) {
    self.identity = identity
    self.observation = observation
    self.place = place
    self.size = size
  }
}

/// The landmarks of a followed face in a picture that was not looked at further.
public struct FollowedEyelids: Sendable, Hashable {
  public let identity: Int
  public let landmarks: FaceLandmarks
  /// The landmark network's confidence that this is a face, 0.5 to 1.
  public let presence: Double

  package init(identity: Int, landmarks: FaceLandmarks, presence: Double) {
    self.identity = identity
    self.landmarks = landmarks
    self.presence = presence
  }
}
