/// A picture of a recording that is worth showing.
public struct RecordingMoment: Sendable, Hashable {
  /// Number of the looked-at picture, from 0.
  public let picture: Int
  /// What happens there; `nil` for one of those spread evenly over the recording.
  public let note: String?

  package init(picture: Int, note: String?) {
    self.picture = picture
    self.note = note
  }
}

extension FaceRecording {
  /// A smile below this share is not pointed out, nor a head turned by less than so many radians.
  private static let leastSmile: Float = 0.25
  private static let leastTurnRadians = 0.25

  /// Pictures to look at: spread evenly over the recording's time, and those where the main face smiles most, is
  /// turned most away from the camera, and goes out of view for longest.
  ///
  /// - Parameter count: How many at most, at least 4; fewer where there are fewer pictures.
  /// - Returns: In the order of time.
  public func moments(count: Int) -> [RecordingMoment] {
    precondition(count >= 4, "moments leave room for those spread evenly")
    let notes = notable
    // Where a notable picture is one of those spread evenly anyway, these may be more.
    let spread =
      (count - notes.count...count).last { spread in
        Set(evenPictures(spread)).union(notes.keys).count <= count
      } ?? count - notes.count
    return Set(evenPictures(spread)).union(notes.keys).sorted().map { picture in
      RecordingMoment(picture: picture, note: notes[picture]?.joined(separator: ", "))
    }
  }

  /// The first picture at or after each of so many times from the first picture to the last.
  private func evenPictures(_ count: Int) -> [Int] {
    guard let first = timesSeconds.first, let last = timesSeconds.last, count > 1 else {
      return timesSeconds.isEmpty ? [] : [0]
    }
    return (0..<count).map { index in
      let wanted = first + (last - first) * Double(index) / Double(count - 1)
      return timesSeconds.firstIndex { $0 >= wanted } ?? timesSeconds.count - 1
    }
  }

  /// What happens in the most notable pictures.
  private var notable: [Int: [String]] {
    guard let mainIdentity else { return [:] }
    var smile: (value: Float, picture: Int)?
    var turn: (radians: Double, picture: Int)?
    var longestLoss: (seconds: Double, picture: Int)?
    var lossStart: Int?
    for (picture, seconds) in timesSeconds.enumerated() {
      if let face = face(identity: mainIdentity, inPicture: picture) {
        let smiling = (face[.mouthSmileLeft] + face[.mouthSmileRight]) / 2
        if smiling > smile?.value ?? Self.leastSmile { smile = (smiling, picture) }
        let angle = face.pose.angleRadians(from: HeadPose(pitchRadians: 0, yawRadians: 0, rollRadians: 0))
        if angle > turn?.radians ?? Self.leastTurnRadians { turn = (angle, picture) }
        lossStart = nil
      } else {
        let start = lossStart ?? picture
        lossStart = start
        let duration = seconds - timesSeconds[start]
        if duration > longestLoss?.seconds ?? -1 { longestLoss = (duration, start) }
      }
    }
    var notes: [Int: [String]] = [:]
    if let smile { notes[smile.picture, default: []].append("biggest smile") }
    if let turn { notes[turn.picture, default: []].append("most turned") }
    if let longestLoss { notes[longestLoss.picture, default: []].append("face out of view") }
    return notes
  }
}
