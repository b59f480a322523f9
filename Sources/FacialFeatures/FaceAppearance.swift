/// How a face is lit, how sharp it is and what it looks like in one picture.
public struct FaceAppearance: Sendable, Hashable {
  /// Mean luma of both cheeks, 0 (black) to 1 (white).
  public let illumination: Double
  /// Share of the face's contrast that lies in its finest detail; see `FaceDetail`. `nil` for a face without
  /// contrast or out of the picture.
  public let sharpness: Double?
  /// Colours around the face and its shape, to tell people apart.
  package let signature: FaceSignature

  package init(illumination: Double, sharpness: Double?, signature: FaceSignature) {
    self.illumination = illumination
    self.sharpness = sharpness
    self.signature = signature
  }
}

extension FaceColumn {
  static let appearance: [FaceColumn] = [
    FaceColumn(name: "illumination", unit: "1") { $0.appearance?.illumination },
    FaceColumn(name: "sharpness", unit: "1") { $0.appearance?.sharpness },
  ]
}
