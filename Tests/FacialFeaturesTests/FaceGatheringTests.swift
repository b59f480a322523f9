import FacialFeatures
import SignalCore
import Testing

private func face(
  _ identity: Int, _ seconds: Double, presence: Double = 0.9, x: Double = 0.5
) -> FollowedFace {
  var points = [SIMD3<Float>](repeating: .zero, count: FaceLandmarks.count)
  points[263] = SIMD3(100, 0, 0)
  points[133] = SIMD3(40, 0, 0)
  points[362] = SIMD3(60, 0, 0)
  return FollowedFace(
    identity: identity,
    observation: FaceObservation(
      timeSeconds: seconds, landmarks: FaceLandmarks(points: points), presence: presence,
      blendshapes: [Float](repeating: 0, count: 52),
      pose: HeadPose(pitchRadians: 0, yawRadians: 0, rollRadians: 0), faceCount: nil),
    place: SIMD2(x, 0.4), size: SIMD2(0.1, 0.2))
}

private func eyelids(_ identity: Int) -> FollowedEyelids {
  FollowedEyelids(
    identity: identity, landmarks: face(identity, 0).observation.landmarks, presence: 0.8)
}

@Suite struct FaceGatheringTests {
  @Test("each person gets a row for every picture, with values where the face was seen")
  func rows() throws {
    var gathering = FaceGathering()
    for step in 0..<30 {
      let seconds = Double(step) / 10
      gathering.add(
        step < 10
          ? [face(1, seconds, x: 0.2)] : [face(1, seconds, x: 0.2), face(2, seconds, presence: 0.7, x: 0.8)],
        atSeconds: seconds)
      gathering.add([eyelids(1)], atSeconds: seconds + 0.05)
    }
    let gathered = gathering.finish()
    #expect(gathered.faces.map(\.identity) == [1, 2])
    #expect(gathered.pictures == 30)
    #expect(gathered.picturesWithSeveral == 20)
    #expect(gathered.greatestCount == 2)
    let second = gathered.faces[1]
    #expect(second.faceTrack.name == "face")
    #expect(second.faceTrack.timesSeconds.count == 30)
    let presence = try #require(second.faceTrack.column("presence")).values
    #expect(Array(presence.prefix(10)) == [Float?](repeating: nil, count: 10))
    #expect(Array(presence.dropFirst(10)) == [Float?](repeating: 0.7, count: 20))
    #expect(second.faceTrack.column("illumination")?.missingReason == .noFace)
    // Between the full pictures only the first face's eyelids were seen.
    let eyes = gathered.faces.map { $0.eyesTrack.column("presence")?.values.presentValues.count }
    #expect(eyes == [60, 20])
    #expect(second.eyesTrack.columns.map(\.name) == ["presence", "eye_aspect_left", "eye_aspect_right"])
    #expect(second.eyesTrack.timesSeconds.count == 60)
    #expect(abs(second.seenSeconds - 2) < 1e-9)
    #expect(second.medianInterocularPixels == 100)
    #expect(abs(second.meanPlaceX - 0.8) < 1e-9)
    #expect(abs(second.meanHeight - 0.2) < 1e-9)
  }

  @Test("a picture that is not later than the last is left out")
  func backwards() {
    var gathering = FaceGathering()
    for seconds in [0, 0.5, 1, 1, 0.7, 1.5] { gathering.add([face(1, seconds)], atSeconds: seconds) }
    gathering.add([eyelids(1)], atSeconds: 1.5)
    let gathered = gathering.finish()
    #expect(gathered.faces.first?.faceTrack.timesSeconds == [0, 0.5, 1, 1.5])
    #expect(gathered.faces.first?.eyesTrack.timesSeconds == [0, 0.5, 1, 1.5])
  }

  @Test("stretches under a second are left out and counted; one of a second is not")
  func short() {
    var gathering = FaceGathering()
    for step in 0..<100 {
      let seconds = Double(step) / 10
      let number = step < 9 ? 1 : step < 19 ? 2 : 3
      gathering.add([face(number, seconds, x: Double(number) / 4)], atSeconds: seconds)
    }
    let gathered = gathering.finish()
    #expect(gathered.faces.map(\.identity) == [2, 3])
    #expect(gathered.droppedStretches == 1)
  }

  @Test("four people are kept, those seen longest, and the others counted")
  func people() {
    var gathering = FaceGathering()
    for step in 0..<60 {
      let seconds = Double(step) / 10
      // Face n is in view for n seconds.
      let faces = (1...6).filter { step < 10 * $0 }.map { face($0, seconds, x: Double($0) / 7) }
      gathering.add(faces, atSeconds: seconds)
    }
    let gathered = gathering.finish()
    #expect(gathered.faces.map(\.identity) == [3, 4, 5, 6])
    #expect(gathered.droppedPeople == 2)
    #expect(gathered.greatestCount == 6)
  }

  @Test("a flicker of hundreds of faces leaves the one who stays")
  func crowd() {
    var gathering = FaceGathering()
    for step in 0..<3_000 {
      let seconds = Double(step) / 10
      gathering.add([face(1, seconds, x: 0.2), face(step + 2, seconds, x: 0.8)], atSeconds: seconds)
    }
    let gathered = gathering.finish()
    #expect(gathered.faces.map(\.identity) == [1])
    #expect(gathered.droppedStretches == 3_000)
    #expect(gathered.faces.first?.faceTrack.column("presence")?.values.hasGaps == false)
  }

  @Test("nothing seen gives no faces, and the measures say so")
  func nobody() {
    var gathering = FaceGathering()
    gathering.add([FollowedFace](), atSeconds: 0)
    let gathered = gathering.finish()
    #expect(gathered.faces.isEmpty)
    let readings = FacePeopleMeasures.readings(of: gathered, participant: nil)
    #expect(readings.map(\.measure) == FacePeopleMeasures.all)
    #expect(
      readings.map(\.value) == [
        .value(0), .missing(.noFace), .value(0), .value(0), .missing(.noFace), .missing(.noFace),
      ])
    let none = FacePeopleMeasures.readings(of: FaceGathering().finish(), participant: nil)
    #expect(none == FacePeopleMeasures.missing(reason: .notRecorded))
  }

  @Test("every measure of who was seen has complete texts")
  func texts() {
    #expect(Set(FacePeopleMeasures.all.map(\.name)).count == FacePeopleMeasures.all.count)
    for measure in FacePeopleMeasures.all {
      for text in [
        measure.definition, measure.minimumData, measure.source, measure.depression, measure.caution,
      ] {
        #expect(text.count > 4 && text.hasSuffix(".") && !text.contains("  "), "\(measure.name): \(text)")
      }
    }
  }
}
