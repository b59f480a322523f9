import SignalCore

/// A face the tracker follows or remembers.
struct KnownFace {
  /// Beyond this since the last picture with the face, its old place is not trusted without detection.
  static let followSeconds = 0.5
  /// So long a face that left is taken to be back when one stands in its place and nothing speaks against
  /// it; …
  private static let absenceSeconds = 5.0
  /// … and so long when its looks speak for it.
  static let memorySeconds = 60.0
  /// Below these odds of the same person, looks speak against it; above the second, for it.
  private static let contraryOdds = -1.0
  private static let agreeingOdds = 1.0
  /// A followed face whose looks change so suddenly is another's: a cut between two cameras, one person
  /// before another.
  private static let brokenOdds = -3.0
  /// Pictures a face is known from before its looks are held against a new picture.
  private static let acquaintedPictures = 5

  let identity: Int
  private(set) var lastSeconds: Double
  private(set) var box: FaceBox
  private(set) var region: FaceRegion
  /// Where the region was going, a second.
  private var drift: FaceRegion.Drift?
  private var width: Int
  private var height: Int
  private var signature = FaceSignature()
  private var signedPictures = 0
  /// Not where it was when last looked for.
  var isLost = false
  private var smoothing: LandmarkSmoothing?

  init(
    identity: Int, landmarks: FaceLandmarks, in picture: Picture, atSeconds seconds: Double,
    smoothing: LandmarkSmoothing?
  ) {
    self.identity = identity
    self.smoothing = smoothing
    lastSeconds = seconds
    box = landmarks.box
    region = landmarks.region
    width = picture.width
    height = picture.height
  }

  /// Whether its last place is where to look for it now.
  func canBeFollowed(in picture: Picture, atSeconds seconds: Double) -> Bool {
    !isLost && seconds - lastSeconds <= Self.followSeconds && fits(picture)
  }

  mutating func saw(_ landmarks: FaceLandmarks, in picture: Picture, atSeconds seconds: Double) {
    drift = fits(picture) && !isLost ? landmarks.region.drift(from: region, in: seconds - lastSeconds) : nil
    lastSeconds = seconds
    box = landmarks.box
    region = landmarks.region
    width = picture.width
    height = picture.height
    isLost = false
  }

  /// Where the face will be if it keeps moving as it did.
  func expectedRegion(atSeconds seconds: Double) -> FaceRegion {
    drift.map { region.drifting($0, for: seconds - lastSeconds) } ?? region
  }

  mutating func learn(_ appearance: FaceAppearance?) {
    guard let appearance else { return }
    signature.add(appearance.signature)
    signedPictures += 1
  }

  /// The landmarks to report: as they are, unless they are to be smoothed.
  mutating func steadied(_ landmarks: FaceLandmarks, atSeconds seconds: Double) -> FaceLandmarks {
    smoothing?.smooth(landmarks, atSeconds: seconds) ?? landmarks
  }

  /// Whether a face in its place looks like somebody else.
  func isUnlike(_ appearance: FaceAppearance?) -> Bool {
    guard let appearance, signedPictures >= Self.acquaintedPictures else { return false }
    return FaceLikeness.appearance(signature, appearance.signature) < Self.brokenOdds
  }

  /// How well a face that was just found fits; `nil` when it is to count as another.
  func oddsOfReturn(
    _ face: FaceLandmarks, _ appearance: FaceAppearance?, in picture: Picture, atSeconds seconds: Double
  ) -> Double? {
    guard fits(picture) else { return nil }
    let odds = appearance.map { FaceLikeness.appearance(signature, $0.signature) } ?? 0
    let place = FaceLikeness.place(stand(box), stand(face.box))
    let least = seconds - lastSeconds <= Self.absenceSeconds ? Self.contraryOdds : Self.agreeingOdds
    return odds >= least && place > 0 ? odds + place : nil
  }

  /// Whether places in a picture can be compared with this face's.
  func fits(_ picture: Picture) -> Bool { width == picture.width && height == picture.height }

  private func stand(_ box: FaceBox) -> FaceLikeness.Stand { box.stand(width: width, height: height) }
}

extension FaceBox {
  package func stand(width: Int, height: Int) -> FaceLikeness.Stand {
    let picture = SIMD2(Double(width), Double(height))
    return FaceLikeness.Stand(
      place: SIMD2((left + right) / 2, (top + bottom) / 2) / picture,
      size: SIMD2(self.width, self.height) / picture)
  }

  /// Shared area over the smaller one's area, 0 (apart) to 1 (one inside the other).
  func cover(_ other: FaceBox) -> Double {
    let smaller = min(area, other.area)
    return smaller > 0 ? sharedArea(other) / smaller : 0
  }

  /// Share of the box that lies in a picture.
  func visibleShare(of picture: Picture) -> Double {
    let whole = FaceBox(left: 0, top: 0, right: Double(picture.width), bottom: Double(picture.height))
    return area > 0 ? sharedArea(whole) / area : 0
  }

  private func sharedArea(_ other: FaceBox) -> Double {
    max(min(right, other.right) - max(left, other.left), 0)
      * max(min(bottom, other.bottom) - max(top, other.top), 0)
  }
}
