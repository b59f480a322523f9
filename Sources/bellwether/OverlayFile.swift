import ArgumentParser
import FacialFeatures
import Foundation
import MediaDecoding
import SignalCore

/// The video or picture `--overlay` names, drawn in a second walk through the recording, when it is known which
/// face is the main one and what happens where.
struct OverlayFile {
  private let path: String
  private let recordingPath: String
  private let framesPerSecond: Double?
  private let isVideo: Bool
  private let isStillPicture: Bool

  /// Refuses at once what could only fail after the recording has been looked at.
  init(path: String, of recordingPath: String, framesPerSecond: Double?) throws {
    let kind = URL(filePath: path).pathExtension.lowercased()
    guard ["mp4", "png"].contains(kind) else {
      throw ValidationError("--overlay takes a file name that ends in .mp4 or .png.")
    }
    isStillPicture = try MediaInfo.probe(recordingPath).video?.isStillPicture ?? false
    isVideo = kind == "mp4"
    if isVideo, isStillPicture {
      throw ValidationError("The overlay of a single picture is a picture: name a .png file.")
    }
    if let target = Self.identity(path), target == Self.identity(recordingPath) {
      throw ValidationError("--overlay would replace the recording itself: name another file.")
    }
    try requireWritable(path)
    self.path = path
    self.recordingPath = recordingPath
    self.framesPerSecond = framesPerSecond
  }

  /// - Parameter actionUnits: Tracks by the face's number; a face without one shows blendshapes.
  func draw(_ recording: FaceRecording, actionUnits: [Int: Track]) throws {
    let bars = BarSource(recording: recording, actionUnits: actionUnits)
    var reader = try VideoReader(path: recordingPath, framesPerSecond: framesPerSecond)
    if isVideo {
      try drawVideo(recording, bars, &reader)
    } else if isStillPicture {
      let overlay = FaceOverlay(pictureWidth: reader.picture.width, pictureHeight: reader.picture.height)
      try writePNG(frame(overlay, recording, bars, 0, reader.picture), to: path)
    } else {
      try drawSheet(recording, &reader)
    }
  }

  private func drawVideo(_ recording: FaceRecording, _ bars: BarSource, _ reader: inout VideoReader) throws {
    let overlay = FaceOverlay(pictureWidth: reader.picture.width, pictureHeight: reader.picture.height)
    var writer = try VideoWriter(path: path, width: overlay.width, height: overlay.height)
    for (index, seconds) in recording.timesSeconds.enumerated() {
      guard try reader.next() != nil else { break }
      try writer.write(frame(overlay, recording, bars, index, reader.picture), atSeconds: seconds)
    }
    try writer.finish()
  }

  private func drawSheet(_ recording: FaceRecording, _ reader: inout VideoReader) throws {
    let width = reader.picture.width
    let height = reader.picture.height
    let moments = recording.moments(
      count: ContactSheet.momentCount(pictureWidth: width, pictureHeight: height))
    var sheet = ContactSheet(
      of: recording, pictureWidth: width, pictureHeight: height, momentCount: moments.count)
    var wanted = moments[...]
    var index = 0
    while let moment = wanted.first, let seconds = try reader.next() {
      if index == moment.picture {
        sheet.add(
          reader.picture, faces: recording.faces(inPicture: index), moment: moment, atSeconds: seconds)
        wanted.removeFirst()
      }
      index += 1
    }
    try writePNG(sheet.picture, to: path)
  }

  private func frame(
    _ overlay: FaceOverlay, _ recording: FaceRecording, _ bars: BarSource, _ index: Int, _ picture: Picture
  ) -> Picture {
    let faces = recording.faces(inPicture: index)
    return overlay.frame(
      picture, faces: faces,
      caption: FaceOverlay.Caption(
        timeSeconds: recording.timesSeconds[index],
        picturesPerSecond: recording.picturesPerSecond(aboutPicture: index),
        mainIdentity: recording.mainIdentity, participantIdentity: nil,
        bars: bars.bars(inPicture: index)))
  }

  /// Device and number of the file a path leads to; `nil` where there is none.
  private static func identity(_ path: String) -> [Int]? {
    let resolved = URL(filePath: path).resolvingSymlinksInPath().path
    guard let facts = try? FileManager.default.attributesOfItem(atPath: resolved),
      let device = facts[.systemNumber] as? Int, let number = facts[.systemFileNumber] as? Int
    else { return nil }
    return [device, number]
  }
}

/// The values drawn beside a picture: the main face's action units, else its blendshapes.
private struct BarSource {
  let recording: FaceRecording
  let actionUnits: [Int: Track]

  func bars(inPicture index: Int) -> [OverlayBar] {
    guard let main = recording.mainIdentity else { return OverlayBar.expression(of: nil) }
    guard let track = actionUnits[main], let row = track.index(atSeconds: recording.timesSeconds[index])
    else { return OverlayBar.expression(of: recording.face(identity: main, inPicture: index)) }
    return OverlayBar.actionUnits { track.column($0)?.values[row] }
  }
}
