import Foundation
public import SignalCore

/// One picture that shows a whole recording: some of its pictures in rows, each with its time and what was
/// found in it.
public struct ContactSheet: Sendable {
  /// Width of the finished sheet is never more.
  static let greatestWidth = 2400
  private static let gap = 12
  private static let capHeight = 13.0
  private static let captionHeight = 30
  private static let headerHeight = 46
  private static let footerHeight = 36
  /// A face less high than this share of its picture is shown enlarged as well.
  private static let smallFace = 0.34
  /// Side of that enlargement as a share of the tile's shorter side.
  private static let insetShare = 0.52

  private let columns: Int
  private let tileWidth: Int
  private let tileHeight: Int
  private let summary: String
  private let mainIdentity: Int?
  private let participantIdentity: Int?
  private var tiles: [Picture] = []

  /// How many pictures make a good sheet of a recording.
  /// - Parameters:
  ///   - pictureWidth: Of the recording's pictures; likewise height.
  public static func momentCount(pictureWidth: Int, pictureHeight: Int) -> Int {
    pictureWidth >= pictureHeight ? 16 : 18
  }

  /// - Parameters:
  ///   - pictureWidth: Of the recording's pictures; likewise height.
  ///   - momentCount: How many pictures will be added.
  ///   - participantIdentity: The participant's face, where it is known.
  public init(
    of recording: FaceRecording, pictureWidth: Int, pictureHeight: Int, momentCount: Int,
    participantIdentity: Int? = nil
  ) {
    columns = min(pictureWidth >= pictureHeight ? 4 : 6, max(momentCount, 1))
    let room = (Self.greatestWidth - Self.gap) / (pictureWidth >= pictureHeight ? 4 : 6) - Self.gap
    tileWidth = room
    tileHeight = max(Int((Double(room) * Double(pictureHeight) / Double(pictureWidth)).rounded()), 1)
    mainIdentity = recording.mainIdentity
    self.participantIdentity = participantIdentity
    summary = Self.summary(of: recording)
  }

  /// Adds the picture of a moment; give them in the order of time.
  public mutating func add(
    _ picture: Picture, faces: [FaceRecord], moment: RecordingMoment, atSeconds seconds: Double
  ) {
    let fit = PictureFit(
      pictureWidth: picture.width, pictureHeight: picture.height, frameWidth: tileWidth,
      frameHeight: tileHeight)
    var canvas = Canvas(
      width: tileWidth, height: tileHeight + Self.captionHeight, colour: FaceOverlay.background)
    canvas.put(picture.fitted(width: tileWidth, height: tileHeight), left: 0, top: 0)
    canvas.clip(left: 0, top: 0, width: tileWidth, height: tileHeight)
    let placement = PicturePlacement(scale: fit.scale, left: Double(fit.left), top: Double(fit.top))
    for face in faces {
      canvas.draw(
        face, at: placement, name: FaceOverlay.name(face.identity, participant: participantIdentity),
        capHeight: Self.capHeight)
    }
    let shown = faces.first { $0.identity == participantIdentity ?? mainIdentity } ?? faces.first
    if let shown { drawEnlarged(shown, of: picture, on: &canvas) }
    canvas.removeClip()
    let baseline = Double(tileHeight) + 21
    canvas.text(
      clockText(seconds), left: 4, baseline: baseline, capHeight: Self.capHeight, FaceOverlay.light)
    let note = moment.note ?? (faces.isEmpty ? "no face" : "")
    let start = Double(tileWidth) - 4 - Canvas.textWidth(note, capHeight: Self.capHeight)
    canvas.text(
      note, left: start, baseline: baseline, capHeight: Self.capHeight,
      moment.note == nil ? Colour(150, 154, 160) : Colour(240, 228, 66))
    tiles.append(canvas.picture)
  }

  /// The sheet of all pictures added.
  public var picture: Picture {
    let rows = max((tiles.count + columns - 1) / columns, 1)
    let stepX = tileWidth + Self.gap
    let stepY = tileHeight + Self.captionHeight + Self.gap
    var canvas = Canvas(
      width: columns * stepX + Self.gap, height: Self.headerHeight + rows * stepY + Self.footerHeight,
      colour: FaceOverlay.background)
    let room = Double(columns * stepX - Self.gap)
    canvas.text(
      summary, left: Double(Self.gap) + 4, baseline: 31,
      capHeight: Canvas.capHeight(of: summary, room: room, greatest: 15), FaceOverlay.light)
    for (index, tile) in tiles.enumerated() {
      canvas.put(
        tile, left: Self.gap + index % columns * stepX, top: Self.headerHeight + index / columns * stepY)
    }
    canvas.text(
      FaceOverlay.notice, left: Double(Self.gap) + 4,
      baseline: Double(Self.headerHeight + rows * stepY) + 20,
      capHeight: Canvas.capHeight(of: FaceOverlay.notice, room: room, greatest: 13), FaceOverlay.light)
    return canvas.picture
  }

  /// Draws a face that is small in its picture large in the corner farthest from it.
  private func drawEnlarged(_ face: FaceRecord, of picture: Picture, on canvas: inout Canvas) {
    guard let box = face.landmarks?.box, box.height > 0,
      box.height < Self.smallFace * Double(picture.height)
    else { return }
    let side = Int(Self.insetShare * Double(min(tileWidth, tileHeight)))
    // The face with a quarter of its height around it.
    let cut = max(Int((1.5 * max(box.width, box.height)).rounded()), 8)
    let cutLeft = Int(((box.left + box.right) / 2).rounded()) - cut / 2
    let cutTop = Int(((box.top + box.bottom) / 2).rounded()) - cut / 2
    let enlarged = picture.cropped(left: cutLeft, top: cutTop, width: cut, height: cut)
      .scaled(width: side, height: side)
    var inset = Canvas(enlarged)
    let scale = Double(side) / Double(cut)
    inset.draw(
      face,
      at: PicturePlacement(scale: scale, left: -Double(cutLeft) * scale, top: -Double(cutTop) * scale),
      name: nil, capHeight: Self.capHeight)
    let isLeft = (box.left + box.right) / 2 > Double(picture.width) / 2
    let isTop = (box.top + box.bottom) / 2 > Double(picture.height) / 2
    let left = isLeft ? 6 : tileWidth - side - 6
    let top = isTop ? 6 : tileHeight - side - 6
    canvas.fill(
      left: left - 3, top: top - 3, width: side + 6, height: side + 6, identityColour(face.identity))
    canvas.put(inset.picture, left: left, top: top)
  }

  private static func summary(of recording: FaceRecording) -> String {
    let times = recording.timesSeconds
    let seconds = (times.last ?? 0) - (times.first ?? 0)
    var parts = [
      "\(clockText(seconds)) long", "\(times.count) picture\(times.count == 1 ? "" : "s") looked at",
    ]
    if seconds > 0 {
      parts.append("\(FaceOverlay.decimals(Double(times.count - 1) / seconds, 2)) a second")
    }
    let identities = recording.allIdentities
    parts.append(identities.count == 1 ? "1 face" : "\(identities.count) faces")
    if let main = recording.mainIdentity {
      let share = Double(recording.pictureCount(identity: main)) / Double(times.count)
      parts.append("face \(main) in view \(FaceOverlay.decimals(100 * share, 1)) % of the time")
    }
    return parts.joined(separator: "   ")
  }
}
