import Foundation
public import NeuralRuntime
public import SignalCore

/// Follows every face in view, up to six, through the pictures of a recording.
///
/// Each face is looked for in its place in the last picture that showed it, in regions of a fixed grid, so
/// that what is read depends on the picture and hardly on those before. The detector looks where no face is
/// followed, for two seconds after one is lost, and once in every three seconds of the clock for newcomers.
/// A face found again where one left less than a minute ago, looking like it, keeps its number; any other
/// gets a new one.
///
/// Give the pictures in the order of their times. A step backwards forgets all faces; in a picture of
/// another size all are searched for.
public final class FaceTracker {
  private static let mostFaces = 6
  /// Newcomers are looked for in the first picture of every such stretch of the clock.
  private static let searchSeconds = 3.0
  /// A lost face is looked for in every picture for this long.
  private static let missedSeconds = 2.0
  /// Two faces that share this much of the smaller one are one face seen twice.
  private static let sameFaceCover = 0.5
  /// From one picture to the next a face overlaps its last place by this much, or it is another.
  private static let leastOverlap = 0.1
  /// Less of a face in the picture is guessed rather than seen.
  private static let leastVisibleShare = 0.5

  private let detector: FaceDetector
  private let landmarker: FaceLandmarker
  private let blendshapeEstimator: BlendshapeEstimator
  private let poseEstimator: HeadPoseEstimator
  private let smoothing: LandmarkSmoothing.Settings?
  private var known: [KnownFace] = []
  private var newestIdentity = 0
  private var lastSeconds = -Double.infinity
  private var lastSearchStretch: Double?

  /// Loads the networks, some tenths of a second in all.
  /// - Parameter smoothing: Steadies landmarks, and with them blendshapes and pose, over time. It makes
  ///   values depend on the pictures before and damps quick movements, so it is off unless asked for.
  public init(
    catalog: ModelCatalog, smoothing: LandmarkSmoothing.Settings? = nil
  ) throws(ModelError) {
    detector = try FaceDetector(catalog: catalog)
    landmarker = try FaceLandmarker(catalog: catalog)
    blendshapeEstimator = try BlendshapeEstimator(catalog: catalog)
    poseEstimator = try HeadPoseEstimator(catalog: catalog)
    self.smoothing = smoothing
  }

  /// Looks at a picture in full.
  /// - Parameter atSeconds: The picture's presentation time.
  /// - Returns: The faces in it by identity; empty when it shows none.
  /// - Throws: `.unusable` when a network breaks off.
  public func process(
    _ picture: Picture, atSeconds seconds: Double
  ) throws(ModelError) -> [FollowedFace] {
    advance(to: seconds)
    var readings: [Reading] = []
    for sighting in try followed(in: picture, seconds, settling: true) {
      let pose = fittedPose(of: sighting.look.landmarks, in: picture)
      let appearance = FaceAppearanceReader.appearance(of: sighting.look.landmarks, in: picture)
      if let pose, !known[sighting.known].isUnlike(appearance) {
        known[sighting.known].saw(sighting.look.landmarks, in: picture, atSeconds: seconds)
        readings.append(Reading(sighting: sighting, pose: pose, appearance: appearance))
      } else {
        known[sighting.known].isLost = true
      }
    }
    let count = try search(picture, seconds, beside: &readings)
    var faces: [FollowedFace] = []
    for reading in readings {
      faces.append(try report(reading, in: picture, atSeconds: seconds, faceCount: count))
    }
    return faces.sorted { $0.identity < $1.identity }
  }

  /// Looks at a picture only as far as eyelids and lips need: the landmarks of the faces followed already.
  ///
  /// A face not found here is looked for again by the next `process`.
  /// - Returns: By identity; empty when no face is followed.
  /// - Throws: `.unusable` when a network breaks off.
  public func eyelids(
    in picture: Picture, atSeconds seconds: Double
  ) throws(ModelError) -> [FollowedEyelids] {
    advance(to: seconds)
    var faces: [FollowedEyelids] = []
    for sighting in try followed(in: picture, seconds, settling: false) {
      known[sighting.known].saw(sighting.look.landmarks, in: picture, atSeconds: seconds)
      faces.append(
        FollowedEyelids(
          identity: known[sighting.known].identity,
          landmarks: known[sighting.known].steadied(sighting.look.landmarks, atSeconds: seconds),
          presence: sighting.look.presence))
    }
    return faces.sorted { $0.identity < $1.identity }
  }

  // MARK: Following

  /// A face in a picture and its place in `known`.
  private struct Sighting {
    let known: Int
    let look: FaceLandmarker.Look
    /// With the face's last box; 1 for one just found.
    let overlap: Double
  }

  private struct Reading {
    let sighting: Sighting
    let pose: HeadPose
    let appearance: FaceAppearance?
  }

  private func advance(to seconds: Double) {
    if seconds <= lastSeconds {
      known = []
      lastSearchStretch = nil
    }
    lastSeconds = seconds
    known.removeAll { seconds - $0.lastSeconds > KnownFace.memorySeconds }
  }

  /// The followed faces that are still where they were.
  private func followed(
    in picture: Picture, _ seconds: Double, settling: Bool
  ) throws(ModelError) -> [Sighting] {
    var sightings: [Sighting] = []
    for index in known.indices where known[index].canBeFollowed(in: picture, atSeconds: seconds) {
      // A better start saves looks and hardly changes where they end; a single look keeps to the last place.
      guard
        let found = try settling
          ? landmarker.settle(on: picture, near: known[index].expectedRegion(atSeconds: seconds))
          : landmarker.glance(at: picture, near: known[index].region),
        isVisible(found, in: picture)
      else { continue }
      let overlap = found.landmarks.box.overlap(known[index].box)
      guard overlap >= Self.leastOverlap else { continue }
      sightings.append(Sighting(known: index, look: found, overlap: overlap))
    }
    // Regions that have come together on one face: whose face it is, its place tells best.
    sightings.sort {
      ($0.overlap, $0.look.presence, $1.known) > ($1.overlap, $1.look.presence, $0.known)
    }
    var kept: [Sighting] = []
    for sighting in sightings where !isSame(sighting.look, as: kept.map(\.look)) { kept.append(sighting) }
    return kept
  }

  private func isVisible(_ look: FaceLandmarker.Look, in picture: Picture) -> Bool {
    look.landmarks.box.visibleShare(of: picture) >= Self.leastVisibleShare
  }

  private func isSame(_ look: FaceLandmarker.Look, as others: [FaceLandmarker.Look]) -> Bool {
    others.contains { $0.landmarks.box.cover(look.landmarks.box) > Self.sameFaceCover }
  }

  // MARK: Searching

  /// Looks for faces that are not followed, where that is due, and adds them.
  /// - Returns: How many faces there are then; `nil` when the detector did not look.
  private func search(
    _ picture: Picture, _ seconds: Double, beside readings: inout [Reading]
  ) throws(ModelError) -> Int? {
    let stretch = (seconds / Self.searchSeconds).rounded(.down)
    let newcomersAreDue = stretch != lastSearchStretch
    let oneIsMissed = known.contains { face in
      face.fits(picture) && face.lastSeconds < seconds
        && seconds - face.lastSeconds <= Self.missedSeconds
    }
    guard newcomersAreDue || oneIsMissed || readings.isEmpty else { return nil }
    lastSearchStretch = stretch
    let detections = distinct(
      try detector.faces(in: picture, searchingAtSeconds: seconds, closely: newcomersAreDue))
    for detection in detections where readings.count < Self.mostFaces {
      // The detector's box is cut otherwise than the landmarks' own; only what the second look confirms is
      // a face.
      guard let rough = try landmarker.landmarks(in: picture, region: detection.region),
        let look = try landmarker.settle(on: picture, near: rough.landmarks.region),
        isVisible(look, in: picture), !isSame(look, as: readings.map(\.sighting.look)),
        let pose = fittedPose(of: look.landmarks, in: picture)
      else { continue }
      let appearance = FaceAppearanceReader.appearance(of: look.landmarks, in: picture)
      let index = recall(
        look.landmarks, appearance, in: picture, seconds, taken: readings.map(\.sighting.known))
      known[index].saw(look.landmarks, in: picture, atSeconds: seconds)
      readings.append(
        Reading(
          sighting: Sighting(known: index, look: look, overlap: 1), pose: pose, appearance: appearance))
    }
    return readings.count
  }

  /// The larger first, and without parts of them that were seen in a square which cuts them.
  private func distinct(_ detections: [FaceDetection]) -> [FaceDetection] {
    var kept: [FaceDetection] = []
    for detection in detections.sorted(by: { $0.box.area > $1.box.area })
    where !kept.contains(where: { $0.box.cover(detection.box) > Self.sameFaceCover }) {
      kept.append(detection)
    }
    return kept
  }

  /// The remembered face that a found one is; else a new one.
  private func recall(
    _ landmarks: FaceLandmarks, _ appearance: FaceAppearance?, in picture: Picture, _ seconds: Double,
    taken: [Int]
  ) -> Int {
    let candidates = known.indices.filter { !taken.contains($0) }.compactMap { index in
      known[index].oddsOfReturn(landmarks, appearance, in: picture, atSeconds: seconds).map { (index, $0) }
    }
    if let best = candidates.max(by: { $0.1 < $1.1 }) { return best.0 }
    newestIdentity += 1
    known.append(
      KnownFace(
        identity: newestIdentity, landmarks: landmarks, in: picture, atSeconds: seconds,
        smoothing: smoothing.map { LandmarkSmoothing(settings: $0) }))
    return known.count - 1
  }

  // MARK: Reading

  private func fittedPose(of landmarks: FaceLandmarks, in picture: Picture) -> HeadPose? {
    poseEstimator.pose(of: landmarks, width: picture.width, height: picture.height)
  }

  private func report(
    _ reading: Reading, in picture: Picture, atSeconds seconds: Double, faceCount: Int?
  ) throws(ModelError) -> FollowedFace {
    let index = reading.sighting.known
    known[index].learn(reading.appearance)
    let landmarks = known[index].steadied(reading.sighting.look.landmarks, atSeconds: seconds)
    let stand = landmarks.box.stand(width: picture.width, height: picture.height)
    return FollowedFace(
      identity: known[index].identity,
      observation: FaceObservation(
        timeSeconds: seconds, landmarks: landmarks, presence: reading.sighting.look.presence,
        blendshapes: try blendshapeEstimator.blendshapes(of: landmarks),
        pose: smoothing == nil ? reading.pose : fittedPose(of: landmarks, in: picture) ?? reading.pose,
        faceCount: faceCount,
        geometry: poseEstimator.frontalFace(of: landmarks, width: picture.width, height: picture.height)
          .map(FaceGeometry.init),
        appearance: reading.appearance),
      place: stand.place, size: stand.size)
  }
}
