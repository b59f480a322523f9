/// The lines of a face that people look at, as numbers of landmarks in mediapipe's numbering.
enum FaceContours {
  /// Lines that lead back to their start.
  static let closed: [[Int]] = [oval, rightEye, leftEye, outerLips, innerLips]
  static let open: [[Int]] = [
    [70, 63, 105, 66, 107], [46, 53, 52, 65, 55], [300, 293, 334, 296, 336], [276, 283, 282, 295, 285],
  ]
  /// An iris' middle and the four points around it; the participant's right eye first.
  static let irises: [(middle: Int, rim: ClosedRange<Int>)] = [(468, 469...472), (473, 474...477)]
  static let noseTip = 1

  private static let oval = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176,
    149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
  ]
  private static let rightEye = [
    33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246,
  ]
  private static let leftEye = [
    263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466,
  ]
  private static let outerLips = [
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
  ]
  private static let innerLips = [
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
  ]
}
