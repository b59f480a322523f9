internal import FacialFeatures
internal import MediaDecoding
internal import SignalCore

/// What is seen in a recording before the participant's face is told apart: the costly part of the pictures.
struct Seeing: Sendable {
  var faces: GatheredFaces
  var report: DecodingReport
  /// Manifest names of the models used, in order.
  var models: [String]
}

/// What became of looking at a recording.
enum Sight: Sendable {
  case seen(Seeing)
  /// Nothing was looked at, for this reason.
  case missing(MissingReason)
  case broken(any UserFacingError)
}
