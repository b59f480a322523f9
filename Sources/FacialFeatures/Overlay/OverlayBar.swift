/// A named value that is shown as a bar.
public struct OverlayBar: Sendable, Hashable {
  public let name: String
  /// 0 to 1; `nil` where there is none.
  public let value: Float?

  public init(name: String, value: Float?) {
    self.name = name
    self.value = value
  }

  /// The blendshape channels that say most about an expression, left and right averaged.
  public static func expression(of face: FaceRecord?) -> [OverlayBar] {
    channels.map { name, shapes in
      OverlayBar(
        name: name, value: face.map { face in shapes.reduce(0) { $0 + face[$1] } / Float(shapes.count) })
    }
  }

  /// Proxies of FACS action units, under their numbers and names.
  ///
  /// - Parameter value: Of a column such as `AU12_p`; units without a value show an empty bar.
  public static func actionUnits(_ value: (_ column: String) -> Float?) -> [OverlayBar] {
    units.map { number, name in OverlayBar(name: "AU\(number) \(name)", value: value("AU\(number)_p")) }
  }

  private static let channels: [(String, [Blendshape])] = [
    ("smile", [.mouthSmileLeft, .mouthSmileRight]), ("frown", [.mouthFrownLeft, .mouthFrownRight]),
    ("brow down", [.browDownLeft, .browDownRight]), ("inner brow up", [.browInnerUp]),
    ("outer brow up", [.browOuterUpLeft, .browOuterUpRight]), ("squint", [.eyeSquintLeft, .eyeSquintRight]),
    ("eyes shut", [.eyeBlinkLeft, .eyeBlinkRight]), ("jaw open", [.jawOpen]),
    ("lips pressed", [.mouthPressLeft, .mouthPressRight]), ("lips pursed", [.mouthPucker]),
    ("mouth wide", [.mouthStretchLeft, .mouthStretchRight]),
    ("upper lip up", [.mouthUpperUpLeft, .mouthUpperUpRight]),
  ]

  private static let units = [
    ("01", "inner brow"), ("02", "outer brow"), ("04", "brow lower"), ("06", "cheek"), ("07", "lids tight"),
    ("10", "upper lip"), ("12", "smile"), ("14", "dimple"), ("15", "corners down"), ("17", "chin"),
    ("20", "stretch"), ("23", "lips tight"), ("25", "lips part"), ("26", "jaw drop"), ("45", "blink"),
  ]
}
