import SignalCore

/// What is kept of a face followed without a break: its rows of the tracks "face" and "eyes", and no
/// landmarks.
struct FaceStretch: Sendable {
  let identity: Int
  private(set) var firstSeconds = 0.0
  private(set) var lastSeconds = 0.0
  private var first: FaceLikeness.Stand?
  private var last: FaceLikeness.Stand?
  private var signature = FaceSignature()
  private var placeXSum = 0.0
  private var heightSum = 0.0
  /// Row of the track, for each value.
  private var faceRows: [Int32] = []
  private var faceValues: [[Float]] = FaceColumn.all.map { _ in [] }
  private var eyeRows: [Int32] = []
  private var eyeValues: [[Float]] = EyeColumn.allCases.map { _ in [] }

  init(identity: Int) { self.identity = identity }

  /// Pictures looked at in full that show the face.
  var pictures: Int { faceRows.count }

  mutating func add(_ face: FollowedFace, row: Int, eyeRow: Int, atSeconds seconds: Double) {
    let stand = FaceLikeness.Stand(place: face.place, size: face.size)
    if first == nil {
      firstSeconds = seconds
      first = stand
    }
    lastSeconds = seconds
    last = stand
    placeXSum += face.place.x
    heightSum += face.size.y
    if let appearance = face.observation.appearance { signature.add(appearance.signature) }
    faceRows.append(Int32(row))
    for (index, column) in FaceColumn.all.enumerated() {
      faceValues[index].append(column.read(face.observation).map { Float($0) } ?? .nan)
    }
    addEyes(face.observation.landmarks, presence: face.observation.presence, row: eyeRow)
  }

  mutating func addEyes(_ landmarks: FaceLandmarks, presence: Double, row: Int) {
    eyeRows.append(Int32(row))
    for (index, column) in EyeColumn.allCases.enumerated() {
      eyeValues[index].append(column.read(landmarks, presence: presence).map { Float($0) } ?? .nan)
    }
  }

  var joining: FaceJoining.Stretch? {
    guard let first, let last else { return nil }
    return FaceJoining.Stretch(
      identity: identity, firstSeconds: firstSeconds, lastSeconds: lastSeconds, first: first, last: last,
      signature: signature)
  }

  /// Puts one column of the face track where it belongs, and frees it.
  mutating func moveFaceColumn(_ column: Int, into values: inout TrackValues) {
    for (place, row) in faceRows.enumerated() { values[Int(row)] = faceValues[column][place] }
    faceValues[column] = []
  }

  mutating func moveEyeColumn(_ column: Int, into values: inout TrackValues) {
    for (place, row) in eyeRows.enumerated() { values[Int(row)] = eyeValues[column][place] }
    eyeValues[column] = []
  }

  /// Sums over the pictures: place from the left, and height.
  var sums: SIMD2<Double> { SIMD2(placeXSum, heightSum) }
}

/// A column of the track "eyes".
enum EyeColumn: String, CaseIterable {
  case presence
  case eyeAspectLeft = "eye_aspect_left"
  case eyeAspectRight = "eye_aspect_right"

  func read(_ landmarks: FaceLandmarks, presence: Double) -> Double? {
    switch self {
    case .presence: presence
    case .eyeAspectLeft: landmarks.leftEyeAspectRatio
    case .eyeAspectRight: landmarks.rightEyeAspectRatio
    }
  }
}
