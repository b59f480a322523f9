import FacialFeatures
import Foundation
import SignalCore
import Testing

@Suite("pictures with what was found drawn on them")
struct FaceOverlayTests {
  @Test(
    "a frame is even, shows the whole picture unchanged where nothing is drawn, and says what it is no use for",
    arguments: [(1280, 720), (640, 360), (1080, 1920), (65, 49), (3840, 2160), (2000, 90), (1, 1)])
  func sizes(width: Int, height: Int) {
    let overlay = FaceOverlay(pictureWidth: width, pictureHeight: height)
    #expect(overlay.width % 2 == 0 && overlay.height % 2 == 0)
    #expect(overlay.width > 0 && overlay.width < 2400 && overlay.height < 2000)
    let picture = plain(width: width, height: height, 201)
    let frame = overlay.frame(picture, faces: [], caption: caption(main: nil))
    #expect(frame.width == overlay.width && frame.height == overlay.height)
    // Most of the frame is the picture.
    let shown = stride(from: 0, to: frame.pixels.count, by: 3).count { frame.pixels[$0] == 201 }
    if min(width, height) >= 48 { #expect(Double(shown) > 0.5 * Double(frame.width * frame.height)) }
    #expect(frame.pixels.contains { $0 > 225 }, "some text is bright")
  }

  @Test("a face is drawn where it lies, and nothing of it beyond the picture")
  func placed() {
    let overlay = FaceOverlay(pictureWidth: 640, pictureHeight: 480)
    let picture = plain(width: 640, height: 480, 90)
    let none = overlay.frame(picture, faces: [], caption: caption(main: 1))
    let face = FaceRecord(
      identity: 1, observation: testFace(seconds: 0, centre: SIMD2(300, 240)),
      gaze: EyeDirections(left: SIMD3(0, 0, 1), right: SIMD3(0.6, 0, 0.8)))
    let drawn = overlay.frame(picture, faces: [face], caption: caption(main: 2))
    var inside = 0
    for row in 0..<480 {
      for column in 0..<640 {
        let place = (row * overlay.width + column) * 3
        let isChanged = drawn.pixels[place..<place + 3] != none.pixels[place..<place + 3]
        // The box has a margin, its name stands over it, axes and gaze reach out by 0.6 of the face's height.
        let isNear = abs(column - 300) < 130 && abs(row - 240) < 130
        if isNear { inside += isChanged ? 1 : 0 } else { #expect(!isChanged) }
      }
    }
    #expect(inside > 1500)
  }

  @Test("points anywhere, even far outside, leave panel and size as they are", arguments: 0..<12)
  func wild(seed: UInt64) {
    var random = Random(state: seed)
    let overlay = FaceOverlay(pictureWidth: 320, pictureHeight: 240)
    let picture = plain(width: 320, height: 240, 90)
    let reach = [500.0, 5e4, 1e9][Int(seed) % 3]
    let points = (0..<478).map { _ in
      SIMD3<Float>(Float((random.next() - 0.5) * reach), Float((random.next() - 0.5) * reach), 0)
    }
    let face = FaceRecord(
      identity: 3,
      observation: FaceObservation(
        timeSeconds: 0, landmarks: FaceLandmarks(points: points), presence: 0.9,
        blendshapes: [Float](repeating: 0.5, count: 52),
        pose: HeadPose(pitchRadians: 1, yawRadians: 2, rollRadians: 3), faceCount: nil))
    let none = overlay.frame(picture, faces: [], caption: caption(main: 1))
    let drawn = overlay.frame(picture, faces: [face], caption: caption(main: 1))
    // The view of 320 × 240 shown twice as large.
    for row in 0..<overlay.height {
      let start = (row * overlay.width + (row < 480 ? 640 : 0)) * 3
      let end = (row + 1) * overlay.width * 3
      #expect(drawn.pixels[start..<end] == none.pixels[start..<end])
    }
  }

  @Test("faces, participant, values and their absence change what is shown")
  func differs() {
    let overlay = FaceOverlay(pictureWidth: 640, pictureHeight: 480)
    let picture = plain(width: 640, height: 480, 90)
    let face = FaceRecord(identity: 1, observation: testFace(seconds: 0, centre: SIMD2(300, 240)))
    let other = FaceRecord(identity: 2, observation: testFace(seconds: 0, centre: SIMD2(300, 240)))
    var participant = caption(main: 1)
    participant.participantIdentity = 1
    var empty = caption(main: 1)
    empty.bars = OverlayBar.actionUnits { _ in nil }
    var full = caption(main: 1)
    full.bars = OverlayBar.actionUnits { $0 == "AU12_p" ? 0.75 : 0.25 }
    let frames = [
      overlay.frame(picture, faces: [face], caption: caption(main: 1)),
      overlay.frame(picture, faces: [other], caption: caption(main: 1)),
      overlay.frame(picture, faces: [face], caption: participant),
      overlay.frame(picture, faces: [face], caption: empty),
      overlay.frame(picture, faces: [face], caption: full),
      overlay.frame(picture, faces: [], caption: caption(main: nil)),
    ]
    #expect(Set(frames).count == frames.count)
    #expect(OverlayBar.expression(of: face).first == OverlayBar(name: "smile", value: 0.5))
    #expect(OverlayBar.expression(of: nil).allSatisfy { $0.value == nil })
  }

  @Test("seven faces in a row have seven colours")
  func colours() { #expect(Set((1...7).map(identityColour)).count == 7) }

  @Test(
    "a sheet is at most 2400 pixels wide and holds every moment",
    arguments: [(640, 360), (1080, 1920), (64, 48), (3840, 2160)])
  func sheet(width: Int, height: Int) {
    let recording = smilingOnce(pictures: 60)
    let count = ContactSheet.momentCount(pictureWidth: width, pictureHeight: height)
    let moments = recording.moments(count: count)
    // A notable picture may be one of those spread evenly.
    #expect((count - 1...count).contains(moments.count))
    var sheet = ContactSheet(
      of: recording, pictureWidth: width, pictureHeight: height, momentCount: count)
    let empty = sheet.picture
    #expect(empty.width <= 2400 && empty.width > 2200)
    let picture = plain(width: width, height: height, 90)
    for moment in moments.prefix(2) {
      sheet.add(
        picture, faces: recording.faces(inPicture: moment.picture), moment: moment,
        atSeconds: recording.timesSeconds[moment.picture])
    }
    let two = sheet.picture
    #expect(two.width == empty.width && two != empty)
  }

  @Test("a small face is shown enlarged, a large one is not")
  func enlarged() throws {
    let recording = smilingOnce(pictures: 4)
    let picture = plain(width: 640, height: 480, 90)
    func changedShare(size: Double) -> Double {
      var sheet = ContactSheet(of: recording, pictureWidth: 640, pictureHeight: 480, momentCount: 1)
      let face = FaceRecord(
        identity: 1, observation: testFace(seconds: 0, centre: SIMD2(150, 120), size: size))
      sheet.add(
        picture, faces: [face], moment: RecordingMoment(picture: 0, note: nil), atSeconds: 0)
      let result = sheet.picture
      // The tile's lower right quarter, away from the face.
      var changed = 0
      for row in 340..<450 {
        for column in 400..<560 where result.pixels[(row * result.width + column) * 3] != 90 { changed += 1 }
      }
      return Double(changed) / Double(110 * 160)
    }
    #expect(changedShare(size: 0.6) > 0.02)
    #expect(changedShare(size: 2) == 0)
  }

  @Test("moments are spread over the time and hold the biggest smile, the farthest turn and the longest loss")
  func moments() throws {
    let recording = smilingOnce(pictures: 200)
    let moments = recording.moments(count: 16)
    #expect(moments.count == 16)
    #expect(zip(moments, moments.dropFirst()).allSatisfy { $0.picture < $1.picture })
    #expect(moments.first?.picture == 0 && moments.last?.picture == 199)
    #expect(moments.first { $0.note == "biggest smile" }?.picture == 41)
    #expect(moments.first { $0.note == "most turned" }?.picture == 77)
    #expect(moments.first { $0.note == "face out of view" }?.picture == 111)
    let spread = moments.filter { $0.note == nil }.map(\.picture)
    #expect(zip(spread, spread.dropFirst()).allSatisfy { $1 - $0 < 36 })
    #expect(smilingOnce(pictures: 3).moments(count: 16).map(\.picture) == [0, 1, 2])
    #expect(FaceRecorder(keepsLandmarks: false).recording().moments(count: 16).isEmpty)
  }

  /// Picture 41 has the biggest smile, 77 the farthest turn; the face is away in 90 and from 111 to 115.
  private func smilingOnce(pictures: Int) -> FaceRecording {
    let recorder = FaceRecorder(keepsLandmarks: true)
    for index in 0..<pictures {
      let isAway = index == 90 || (111...115).contains(index)
      let observation = testFace(
        seconds: Double(index) / 10, smile: index == 41 ? 0.9 : 0.3,
        yawRadians: index == 77 ? 0.9 : 0.1)
      recorder.add(
        isAway ? [] : [FaceRecord(identity: 1, observation: observation)], atSeconds: Double(index) / 10)
    }
    return recorder.recording()
  }

  private func caption(main: Int?) -> FaceOverlay.Caption {
    FaceOverlay.Caption(
      timeSeconds: 83.456, picturesPerSecond: 29.97, mainIdentity: main, participantIdentity: nil,
      bars: [OverlayBar(name: "smile", value: 0.4)])
  }

  private func plain(width: Int, height: Int, _ level: UInt8) -> Picture {
    Picture(width: width, height: height, pixels: [UInt8](repeating: level, count: width * height * 3))
  }
}
