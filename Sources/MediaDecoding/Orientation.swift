internal import CLibAV

/// How a stored picture is turned upright: x′ = a·x + c·y and y′ = b·x + d·y with y pointing down, the
/// entries −1, 0 or 1. Covers quarter turns and mirrorings.
struct Orientation: Equatable {
  let a: Int
  let b: Int
  let c: Int
  let d: Int

  static let upright = Orientation(a: 1, b: 0, c: 0, d: 1)

  init(a: Int, b: Int, c: Int, d: Int) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// The nearest of the eight orientations to a container's 3 × 3 display matrix, whose first two rows start
  /// with (a, b) and (c, d); ISO/IEC 14496-12, section 6.2.2.
  init(displayMatrix matrix: [Int32]) {
    precondition(matrix.count == 9, "a display matrix has nine entries")
    let (a, b, c, d) = (Int(matrix[0]), Int(matrix[1]), Int(matrix[3]), Int(matrix[4]))
    if a == 0, b == 0 || c == 0, d == 0 {
      self = .upright
    } else if abs(a) + abs(d) >= abs(b) + abs(c) {
      self.init(a: a < 0 ? -1 : 1, b: 0, c: 0, d: d < 0 ? -1 : 1)
    } else {
      self.init(a: 0, b: b < 0 ? -1 : 1, c: c < 0 ? -1 : 1, d: 0)
    }
  }

  /// A camera's orientation tag 1 to 8; Exif 2.32 (CIPA DC-008), section 4.6.4, Orientation.
  init?(exif: Int) {
    switch exif {
    case 1: self.init(a: 1, b: 0, c: 0, d: 1)
    case 2: self.init(a: -1, b: 0, c: 0, d: 1)
    case 3: self.init(a: -1, b: 0, c: 0, d: -1)
    case 4: self.init(a: 1, b: 0, c: 0, d: -1)
    case 5: self.init(a: 0, b: 1, c: 1, d: 0)
    case 6: self.init(a: 0, b: 1, c: -1, d: 0)
    case 7: self.init(a: 0, b: -1, c: -1, d: 0)
    case 8: self.init(a: 0, b: -1, c: 1, d: 0)
    default: return nil
    }
  }

  var swapsAxes: Bool { a == 0 }
  var isMirrored: Bool { a * d - b * c < 0 }

  /// Clockwise turn that makes the stored picture upright, after mirroring left and right where it is mirrored.
  var rotationDegrees: Int {
    switch (c, d) {
    case (0, 1): 0
    case (-1, _): 90
    case (0, _): 180
    default: 270
    }
  }
}

extension Orientation {
  /// What a stream, or else one of its frames, states: display matrix first, then the camera's tag.
  init(stream: UnsafeMutablePointer<AVStream>, frame: UnsafeMutablePointer<AVFrame>?) {
    if let matrix = unsafe av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, nil) {
      unsafe self.init(displayMatrix: nineEntries(matrix))
    } else if let frame = unsafe frame,
      let side = unsafe av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX)
    {
      unsafe self.init(displayMatrix: nineEntries(side.pointee.data))
    } else if let frame = unsafe frame,
      let entry = unsafe av_dict_get(frame.pointee.metadata, "Orientation", nil, 0)
    {
      let digits = unsafe String(cString: entry.pointee.value).filter(\.isWholeNumber)
      self = Int(digits).flatMap { Orientation(exif: $0) } ?? .upright
    } else {
      self = .upright
    }
  }
}

private func nineEntries(_ bytes: UnsafePointer<UInt8>) -> [Int32] {
  (0..<9).map { unsafe UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self) }
}
