internal import SignalCore

/// Takes in what every picture of a recording shows, one after the other, in memory that does not grow with
/// its length beyond 24 bytes a picture: the rest goes to a file without a name (`SampleSpool`).
public final class FaceRecorder {
  private let keepsLandmarks: Bool
  private let spool = SampleSpool()
  private var timesSeconds: [Double] = []
  private var starts = [0]
  private var identities: [Int] = []

  /// - Parameter keepsLandmarks: Needed for overlays and for printing them; 5.7 kB a face and picture.
  public init(keepsLandmarks: Bool) { self.keepsLandmarks = keepsLandmarks }

  /// Adds one picture that was looked at, with all faces in it.
  ///
  /// - Precondition: It is later than the picture before.
  public func add(_ faces: [FaceRecord], atSeconds seconds: Double) {
    precondition(timesSeconds.last.map { $0 < seconds } ?? true, "pictures come in the order of their times")
    timesSeconds.append(seconds)
    for face in faces {
      identities.append(face.identity)
      spool.append(FaceRecordLayout.numbers(of: face, withLandmarks: keepsLandmarks))
    }
    starts.append(identities.count)
  }

  /// Everything added, once nothing more is to come.
  /// - Parameter people: For numbers that stand for somebody already numbered, that person's number.
  public func recording(joining people: [Int: Int] = [:]) -> FaceRecording {
    FaceRecording(
      timesSeconds: timesSeconds, starts: starts, identities: identities.map { people[$0] ?? $0 },
      numbers: spool.samples(),
      hasLandmarks: keepsLandmarks)
  }
}

/// What all looked-at pictures of a recording show.
public struct FaceRecording: Sendable {
  /// Of the pictures, in order.
  public let timesSeconds: [Double]
  /// The face seen in most pictures; of equals the first. `nil` where no face was seen.
  public let mainIdentity: Int?
  /// Whether the records carry landmarks.
  public let hasLandmarks: Bool
  /// Where each picture's faces start among all; one more than there are pictures.
  private let starts: [Int]
  private let identities: [Int]
  private let numbers: Samples

  init(timesSeconds: [Double], starts: [Int], identities: [Int], numbers: Samples, hasLandmarks: Bool) {
    self.timesSeconds = timesSeconds
    self.starts = starts
    self.identities = identities
    self.numbers = numbers
    self.hasLandmarks = hasLandmarks
    let counts = identities.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    mainIdentity = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Every face seen, in order of its number.
  public var allIdentities: [Int] { Set(identities).sorted() }

  /// In how many pictures a face was seen.
  public func pictureCount(identity: Int) -> Int { identities.count { $0 == identity } }

  /// All faces of one picture.
  public func faces(inPicture index: Int) -> [FaceRecord] {
    (starts[index]..<starts[index + 1]).map { record($0) }
  }

  /// One face in one picture; `nil` where it is not there.
  public func face(identity: Int, inPicture index: Int) -> FaceRecord? {
    (starts[index]..<starts[index + 1]).first { identities[$0] == identity }.map { record($0) }
  }

  /// How many pictures a second were looked at within half a second of one; `nil` for a picture alone there.
  public func picturesPerSecond(aboutPicture index: Int) -> Double? {
    let middle = timesSeconds[index]
    var first = index
    while first > 0, timesSeconds[first - 1] >= middle - 0.5 { first -= 1 }
    var last = index
    while last + 1 < timesSeconds.count, timesSeconds[last + 1] <= middle + 0.5 { last += 1 }
    let seconds = timesSeconds[last] - timesSeconds[first]
    return seconds > 0 ? Double(last - first) / seconds : nil
  }

  private func record(_ index: Int) -> FaceRecord {
    let length = FaceRecordLayout.length(withLandmarks: hasLandmarks)
    return FaceRecordLayout.record(
      identity: identities[index], numbers[index * length..<(index + 1) * length])
  }
}

/// A face's record as numbers in a row; a value that is not finite stands for none.
private enum FaceRecordLayout {
  private static let poseStart = 1
  private static let ratioStart = 13
  private static let gazeStart = 17
  private static let blendshapeStart = 23
  private static let landmarkStart = blendshapeStart + Blendshape.allCases.count

  static func length(withLandmarks: Bool) -> Int {
    landmarkStart + (withLandmarks ? 3 * FaceLandmarks.count : 0)
  }

  static func numbers(of face: FaceRecord, withLandmarks: Bool) -> [Float] {
    var numbers = [face.presence]
    numbers += face.pose.matrix.prefix(12).map { Float($0) }
    numbers += [face.eyeAspectLeft, face.eyeAspectRight, face.mouthOpening].map { $0 ?? .nan }
    numbers.append(face.interocularPixels)
    for eye in [face.gaze?.left, face.gaze?.right] {
      let direction = eye ?? SIMD3(repeating: .nan)
      numbers += [Float(direction.x), Float(direction.y), Float(direction.z)]
    }
    numbers += face.blendshapes
    if withLandmarks {
      precondition(face.landmarks != nil, "a record that is to be kept with landmarks has them")
      for point in face.landmarks?.points ?? [] { numbers += [point.x, point.y, point.z] }
    }
    return numbers
  }

  static func record(identity: Int, _ numbers: Slice<Samples>) -> FaceRecord {
    let start = numbers.startIndex
    func value(_ index: Int) -> Float? {
      let number = numbers[start + index]
      return number.isFinite ? number : nil
    }
    func direction(_ index: Int) -> SIMD3<Double> {
      SIMD3(
        Double(numbers[start + index]), Double(numbers[start + index + 1]),
        Double(numbers[start + index + 2]))
    }
    let matrix = (poseStart..<ratioStart).map { Double(numbers[start + $0]) } + [0, 0, 0, 1]
    let isLookedAt = value(gazeStart) != nil && value(gazeStart + 3) != nil
    let landmarks = stride(from: landmarkStart, to: numbers.count, by: 3).map { index in
      SIMD3(numbers[start + index], numbers[start + index + 1], numbers[start + index + 2])
    }
    return FaceRecord(
      identity: identity, presence: numbers[start], pose: HeadPose(matrix: matrix),
      gaze: isLookedAt
        ? EyeDirections(left: direction(gazeStart), right: direction(gazeStart + 3)) : nil,
      eyeAspectLeft: value(ratioStart), eyeAspectRight: value(ratioStart + 1),
      mouthOpening: value(ratioStart + 2), interocularPixels: numbers[start + ratioStart + 3],
      blendshapes: (blendshapeStart..<landmarkStart).map { numbers[start + $0] },
      landmarks: landmarks.isEmpty ? nil : FaceLandmarks(points: landmarks))
  }
}
