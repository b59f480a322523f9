import Foundation
public import SignalCore

/// Draws what was measured on a copy of a picture: every face with its points, contours, axes, gaze and number,
/// and beside the picture, so that no face is covered, the main face's values.
public struct FaceOverlay: Sendable {
  /// Size of the frames drawn, in pixels; both even.
  public let width: Int
  public let height: Int

  /// The part of the frame that shows the recording.
  private let viewWidth: Int
  private let viewHeight: Int
  private let capHeight: Double

  /// Below this a picture's points would lie on each other, so it is shown enlarged.
  private static let leastSide = 480
  /// Larger pictures are shown smaller.
  private static let greatestSide = 1920

  /// - Parameters:
  ///   - pictureWidth: Of the recording's pictures; likewise height.
  public init(pictureWidth: Int, pictureHeight: Int) {
    precondition(pictureWidth > 0 && pictureHeight > 0, "a picture has a size")
    let shorter = min(pictureWidth, pictureHeight)
    let longer = max(pictureWidth, pictureHeight)
    let enlargement = max((Double(Self.leastSide) / Double(shorter)).rounded(.up), 1)
    let scale = min(enlargement, Double(Self.greatestSide) / Double(longer))
    viewWidth = max(Int((Double(pictureWidth) * scale / 2).rounded()), 1) * 2
    viewHeight = max(Int((Double(pictureHeight) * scale / 2).rounded()), 1) * 2
    capHeight = min(max((Double(min(viewWidth, viewHeight)) / 52).rounded(), 8), 18)
    width = viewWidth + Int(capHeight * 22 / 2) * 2
    height = viewHeight + Int(capHeight * 2.4 / 2) * 2
  }

  /// What one frame says besides its faces.
  public struct Caption: Sendable, Hashable {
    public var timeSeconds: Double
    /// How many pictures a second are looked at about this time; `nil` for a still picture.
    public var picturesPerSecond: Double?
    /// The face whose values are shown; `nil` where no face is in the whole recording.
    public var mainIdentity: Int?
    /// The participant's face, where it is known.
    public var participantIdentity: Int?
    public var bars: [OverlayBar]

    public init(
      timeSeconds: Double, picturesPerSecond: Double?, mainIdentity: Int?, participantIdentity: Int?,
      bars: [OverlayBar]
    ) {
      self.timeSeconds = timeSeconds
      self.picturesPerSecond = picturesPerSecond
      self.mainIdentity = mainIdentity
      self.participantIdentity = participantIdentity
      self.bars = bars
    }
  }

  /// - Parameters:
  ///   - picture: Of any size; where it is not that of the recording it is shown as large as it fits.
  ///   - faces: Those without landmarks are not drawn.
  public func frame(_ picture: Picture, faces: [FaceRecord], caption: Caption) -> Picture {
    var canvas = Canvas(width: width, height: height, colour: Self.background)
    let fit = PictureFit(
      pictureWidth: picture.width, pictureHeight: picture.height, frameWidth: viewWidth,
      frameHeight: viewHeight)
    canvas.put(picture.fitted(width: viewWidth, height: viewHeight), left: 0, top: 0)
    canvas.clip(left: 0, top: 0, width: viewWidth, height: viewHeight)
    let placement = PicturePlacement(scale: fit.scale, left: Double(fit.left), top: Double(fit.top))
    for face in faces {
      canvas.draw(
        face, at: placement, name: Self.name(face.identity, participant: caption.participantIdentity),
        capHeight: capHeight)
    }
    canvas.removeClip()
    drawPanel(on: &canvas, faces: faces, caption: caption)
    canvas.text(
      Self.notice, left: capHeight, baseline: Double(height) - 0.7 * capHeight,
      capHeight: Canvas.capHeight(
        of: Self.notice, room: Double(width) - 2 * capHeight, greatest: capHeight), Self.light)
    return canvas.picture
  }

  static let notice = "Bellwether. Not a diagnosis. Not validated on patients."
  static let background = Colour(24, 26, 30)
  static let light = Colour(235, 235, 235)
  private static let dim = Colour(150, 154, 160)
  private static let trough = Colour(56, 60, 66)

  static func name(_ identity: Int, participant: Int?) -> String {
    identity == participant ? "\(identity) participant" : "\(identity)"
  }

  private func drawPanel(on canvas: inout Canvas, faces: [FaceRecord], caption: Caption) {
    let left = Double(viewWidth) + 1.5 * capHeight
    let step = 2.2 * capHeight
    var baseline = 2.5 * capHeight
    func line(_ text: String, _ colour: Colour, scale: Double = 1) {
      guard baseline < Double(viewHeight) else { return }
      canvas.text(text, left: left, baseline: baseline, capHeight: capHeight * scale, colour)
      baseline += step
    }
    line(clockText(caption.timeSeconds), Self.light, scale: 1.3)
    if let rate = caption.picturesPerSecond {
      line("\(Self.decimals(rate, 2)) pictures/s", Self.dim)
    }
    guard let identity = caption.mainIdentity else { return line("no face", Self.dim) }
    baseline += 0.6 * step
    line("face " + Self.name(identity, participant: caption.participantIdentity), identityColour(identity))
    let face = faces.first { $0.identity == identity }
    if let face {
      for (name, radians) in [
        ("turned", face.pose.yawRadians), ("raised", face.pose.pitchRadians),
        ("tilted", face.pose.rollRadians),
      ] {
        line("\(name) \(Self.decimals(radians * 180 / .pi, 0)) deg", Self.dim)
      }
    } else {
      for text in ["not in view", "", ""] { line(text, Self.dim) }
    }
    baseline += 0.6 * step
    for bar in [OverlayBar(name: "presence", value: face?.presence)] + caption.bars {
      guard baseline < Double(viewHeight) else { return }
      draw(bar, on: &canvas, left: left, baseline: baseline, colour: identityColour(identity))
      baseline += step
    }
  }

  /// Draws name and bar in one row.
  private func draw(
    _ bar: OverlayBar, on canvas: inout Canvas, left: Double, baseline: Double, colour: Colour
  ) {
    canvas.text(
      bar.name, left: left, baseline: baseline,
      capHeight: Canvas.capHeight(of: bar.name, room: 10.8 * capHeight, greatest: 0.9 * capHeight),
      bar.value == nil ? Self.dim : Self.light)
    let start = Int(left + 11.5 * capHeight)
    let length = width - start - Int(1.5 * capHeight)
    let top = Int(baseline - capHeight)
    canvas.fill(left: start, top: top, width: length, height: Int(capHeight), Self.trough)
    if let value = bar.value {
      let filled = Int((Double(min(max(value, 0), 1)) * Double(length)).rounded())
      canvas.fill(left: start, top: top, width: filled, height: Int(capHeight), colour)
    }
  }

  /// A number with so many decimals, without the minus sign of a rounded zero.
  static func decimals(_ number: Double, _ count: Int) -> String {
    let text = String(format: "%.\(count)f", number)
    return text.contains { "123456789".contains($0) } ? text : text.replacing("-", with: "")
  }
}

/// Hours, minutes, seconds and hundredths, as `0:01:23.45`.
func clockText(_ seconds: Double) -> String {
  let hundredths = Int((abs(seconds) * 100).rounded())
  let sign = seconds < 0 && hundredths > 0 ? "-" : ""
  return sign
    + String(
      format: "%d:%02d:%02d.%02d", hundredths / 360_000, hundredths / 6000 % 60, hundredths / 100 % 60,
      hundredths % 100)
}
