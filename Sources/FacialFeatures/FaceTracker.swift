public import NeuralRuntime
public import SignalCore

/// Follows one face through the pictures of a recording.
///
/// The largest face found first is followed by its place in the last picture that showed it. Where it is
/// not there, or that is half a second ago, the detector looks again; for five seconds it prefers a face where
/// the lost one was, so that two people in view are not taken in turns. Give the pictures in the order of their times; a step backwards, a gap of
/// more than five seconds or another picture size starts afresh.
public final class FaceTracker {
  /// Beyond this since the last picture with the face, its old place is not trusted without detection.
  private static let followSeconds = 0.5
  /// So long a lost face's place is remembered.
  private static let memorySeconds = 5.0
  /// While a face is followed, the faces in view are counted this often.
  private static let countIntervalSeconds = 5.0

  private struct LastFace {
    let timeSeconds: Double
    let box: FaceBox
    let region: FaceRegion
    let width: Int
    let height: Int
  }

  private let detector: FaceDetector
  private let landmarker: FaceLandmarker
  private let blendshapeEstimator: BlendshapeEstimator
  private let poseEstimator: HeadPoseEstimator
  private var lastFace: LastFace?
  private var lastCountSeconds = -Double.infinity

  /// Loads the networks, some tenths of a second in all.
  public init(catalog: ModelCatalog) throws(ModelError) {
    detector = try FaceDetector(catalog: catalog)
    landmarker = try FaceLandmarker(catalog: catalog)
    blendshapeEstimator = try BlendshapeEstimator(catalog: catalog)
    poseEstimator = try HeadPoseEstimator(catalog: catalog)
  }

  /// - Parameter atSeconds: The picture's presentation time.
  /// - Returns: `nil` when the picture shows no face.
  /// - Throws: `.unusable` when a network breaks off.
  public func process(
    _ picture: Picture, atSeconds timeSeconds: Double
  ) throws(ModelError) -> FaceObservation? {
    forgetUnlessContinued(by: picture, atSeconds: timeSeconds)
    var observation: FaceObservation?
    if let lastFace, timeSeconds - lastFace.timeSeconds <= Self.followSeconds {
      let countIsDue = timeSeconds - lastCountSeconds >= Self.countIntervalSeconds
      observation = try observe(
        picture, in: lastFace.region, atSeconds: timeSeconds,
        faceCount: countIsDue ? try countFaces(in: picture, atSeconds: timeSeconds) : nil)
    }
    if observation == nil { observation = try search(picture, atSeconds: timeSeconds) }
    if let observation {
      lastFace = LastFace(
        timeSeconds: timeSeconds, box: observation.landmarks.box, region: observation.landmarks.region,
        width: picture.width, height: picture.height)
    }
    return observation
  }

  private func forgetUnlessContinued(by picture: Picture, atSeconds timeSeconds: Double) {
    guard let face = lastFace else { return }
    let elapsed = timeSeconds - face.timeSeconds
    if elapsed <= 0 || elapsed > Self.memorySeconds || face.width != picture.width
      || face.height != picture.height
    {
      lastFace = nil
      lastCountSeconds = -.infinity
    }
  }

  private func countFaces(in picture: Picture, atSeconds timeSeconds: Double) throws(ModelError) -> Int {
    lastCountSeconds = timeSeconds
    return try detector.faces(in: picture).count
  }

  private func search(_ picture: Picture, atSeconds timeSeconds: Double) throws(ModelError)
    -> FaceObservation?
  {
    let faces = try detector.faces(in: picture, searchingAtSeconds: timeSeconds)
    lastCountSeconds = timeSeconds
    for face in inOrderOfChoice(faces) {
      // The networks' answers depend on how the region is cut, brow channels by more than a tenth. A second
      // look at the region the landmarks themselves give makes a found face comparable with a followed one.
      guard let (rough, _) = try landmarker.landmarks(in: picture, region: face.region) else { continue }
      let observation = try observe(
        picture, in: rough.region, atSeconds: timeSeconds, faceCount: faces.count)
      if let observation { return observation }
    }
    return nil
  }

  /// Faces that overlap the remembered one come first, then larger before smaller.
  private func inOrderOfChoice(_ faces: [FaceDetection]) -> [FaceDetection] {
    let ranked = faces.map { face in (face: face, overlap: lastFace?.box.overlap(face.box) ?? 0) }
    return ranked.sorted { ($0.overlap, $0.face.box.area) > ($1.overlap, $1.face.box.area) }.map(\.face)
  }

  private func observe(
    _ picture: Picture, in region: FaceRegion, atSeconds timeSeconds: Double, faceCount: Int?
  ) throws(ModelError) -> FaceObservation? {
    guard let (landmarks, presence) = try landmarker.landmarks(in: picture, region: region),
      let pose = poseEstimator.pose(of: landmarks, width: picture.width, height: picture.height)
    else { return nil }
    return FaceObservation(
      timeSeconds: timeSeconds, landmarks: landmarks, presence: presence,
      blendshapes: try blendshapeEstimator.blendshapes(of: landmarks), pose: pose, faceCount: faceCount)
  }
}
