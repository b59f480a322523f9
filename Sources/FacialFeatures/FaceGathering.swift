import SignalCore

/// Gathers what the tracker saw, picture after picture, into one track for each person.
///
/// A row is kept only where a face is seen: 4 bytes a column, so that three hours of one face at ten
/// pictures a second and 110 columns take 48 MB.
public struct FaceGathering: Sendable {
  /// Less than this of a face is left out.
  package static let leastSeconds = 1.0
  /// So many people are kept.
  package static let mostPeople = 4
  /// Joining compares all with all, so only the longest of so many stretches are.
  private static let mostStretches = 64
  /// Short stretches are left out while gathering once there are this many in all.
  private static let crowdedCount = 128

  private var stretches: [FaceStretch] = []
  private var placeOfIdentity: [Int: Int] = [:]
  private var together: Set<FaceJoining.Pair> = []
  private var fullSeconds: [Double] = []
  private var allSeconds: [Double] = []
  private var picturesWithSeveral = 0
  private var greatestCount = 0
  private var droppedStretches = 0

  public init() {}

  /// Adds a picture looked at in full; one that is not later than the last added is left out.
  public mutating func add(_ faces: [FollowedFace], atSeconds seconds: Double) {
    guard isLater(seconds) else { return }
    fullSeconds.append(seconds)
    allSeconds.append(seconds)
    greatestCount = max(greatestCount, faces.count)
    if faces.count > 1 { picturesWithSeveral += 1 }
    for (index, face) in faces.enumerated() {
      for other in faces[..<index] { together.insert(FaceJoining.Pair(face.identity, other.identity)) }
      let place = place(of: face.identity)
      stretches[place].add(
        face, row: fullSeconds.count - 1, eyeRow: allSeconds.count - 1, atSeconds: seconds)
    }
  }

  /// Adds a picture in which only landmarks were looked at; one that is not later than the last added is
  /// left out.
  public mutating func add(_ faces: [FollowedEyelids], atSeconds seconds: Double) {
    guard isLater(seconds) else { return }
    allSeconds.append(seconds)
    for face in faces {
      if let place = placeOfIdentity[face.identity] {
        stretches[place].addEyes(face.landmarks, presence: face.presence, row: allSeconds.count - 1)
      }
    }
  }

  /// Joins stretches into people and hands over their tracks.
  public consuming func finish() -> GatheredFaces {
    let step = usualStepSeconds
    let least = Self.leastPictures(stepSeconds: step)
    let seen = stretches.count
    stretches = Array(
      stretches.filter { $0.pictures >= least }
        .sorted { ($0.pictures, $1.identity) > ($1.pictures, $0.identity) }.prefix(Self.mostStretches))
    droppedStretches += seen - stretches.count
    let people = FaceJoining.people(of: stretches.compactMap(\.joining), together: together)
    let pictures = Dictionary(stretches.map { ($0.identity, $0.pictures) }) { first, _ in first }
    func count(_ person: FaceJoining.Person) -> Int {
      person.identities.reduce(0) { $0 + (pictures[$1] ?? 0) }
    }
    let kept = people.sorted { (count($0), $1.identities[0]) > (count($1), $0.identities[0]) }
      .prefix(Self.mostPeople).sorted { $0.identities[0] < $1.identities[0] }
    let wanted = Set(kept.flatMap(\.identities))
    stretches.removeAll { !wanted.contains($0.identity) }
    var faces: [GatheredFace] = []
    for person in kept { faces.append(gathered(person, stepSeconds: step)) }
    return GatheredFaces(
      faces: faces, droppedPeople: people.count - kept.count, droppedStretches: droppedStretches,
      timesSeconds: fullSeconds, picturesWithSeveral: picturesWithSeveral, greatestCount: greatestCount)
  }

  private func isLater(_ seconds: Double) -> Bool { allSeconds.last.map { seconds > $0 } ?? true }

  private mutating func place(of identity: Int) -> Int {
    if let place = placeOfIdentity[identity] { return place }
    if stretches.count >= Self.crowdedCount { dropShortStretches() }
    placeOfIdentity[identity] = stretches.count
    stretches.append(FaceStretch(identity: identity))
    return stretches.count - 1
  }

  /// Drops stretches that ended, too short to be kept, before the tracker's memory reaches.
  private mutating func dropShortStretches() {
    guard let now = allSeconds.last else { return }
    let least = Self.leastPictures(stepSeconds: usualStepSeconds)
    let kept = stretches.filter { stretch in
      stretch.pictures >= least || now - stretch.lastSeconds <= KnownFace.memorySeconds
    }
    droppedStretches += stretches.count - kept.count
    stretches = kept
    placeOfIdentity = Dictionary(
      stretches.enumerated().map { ($1.identity, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Median time between pictures looked at in full, 1 s at most; 1 s for a single picture.
  private var usualStepSeconds: Double {
    min(zip(fullSeconds, fullSeconds.dropFirst()).map { $1 - $0 }.median ?? 1, 1)
  }

  /// Times are rounded, so that ten pictures at a tenth of a second may fall short of 1 s.
  private static func leastPictures(stepSeconds: Double) -> Int {
    Int((leastSeconds / stepSeconds - 0.01).rounded(.up))
  }

  private mutating func gathered(_ person: FaceJoining.Person, stepSeconds: Double) -> GatheredFace {
    let members = stretches.indices.filter { person.identities.contains(stretches[$0].identity) }
    var faceColumns: [Track.Column] = []
    for (index, column) in FaceColumn.all.enumerated() {
      var values = TrackValues(missing: fullSeconds.count)
      for member in members { stretches[member].moveFaceColumn(index, into: &values) }
      faceColumns.append(
        Track.Column(
          name: column.name, unit: column.unit, values: values, missingReason: column.missingReason))
    }
    var eyeColumns: [Track.Column] = []
    for (index, column) in EyeColumn.allCases.enumerated() {
      var values = TrackValues(missing: allSeconds.count)
      for member in members { stretches[member].moveEyeColumn(index, into: &values) }
      eyeColumns.append(
        Track.Column(name: column.rawValue, unit: "1", values: values, missingReason: .noFace))
    }
    let faceTrack = Track(name: "face", timesSeconds: fullSeconds, columns: faceColumns)
    let interocular = faceTrack.column(FaceColumn.interocular)?.values.presentValues ?? []
    let pictures = members.reduce(0) { $0 + stretches[$1].pictures }
    let means = members.reduce(SIMD2<Double>.zero) { $0 + stretches[$1].sums } / Double(pictures)
    return GatheredFace(
      trackedIdentities: person.identities, faceTrack: faceTrack,
      eyesTrack: Track(name: "eyes", timesSeconds: allSeconds, columns: eyeColumns),
      seenSeconds: Double(pictures) * stepSeconds,
      medianInterocularPixels: interocular.map(Double.init).median, meanPlaceX: means.x, meanHeight: means.y,
      identityConfidence: person.confidence)
  }
}
