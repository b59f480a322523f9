internal import FeatureStore
internal import SignalCore

/// A recording has the name of a session whose imported values are another person's or day's.
struct ImportConflict: UserFacingError, Equatable {
  let session: String

  var message: String {
    "The session ‘\(session)’ holds imported values of another participant or another day than this recording."
  }
  var remedy: String {
    "Give the recording a session name of its own in a manifest, or import under another."
  }

  /// - Throws: Where both name a participant or a date and these differ.
  static func check(_ earlier: SessionRecord, _ recording: Recording) throws(ImportConflict) {
    guard earlier.provenance.isImportedOnly else { return }
    func differ(_ first: String?, _ second: String?) -> Bool {
      if let first, let second { first != second } else { false }
    }
    if differ(earlier.input.participant, recording.participant) || differ(earlier.input.date, recording.date)
    {
      throw ImportConflict(session: earlier.session)
    }
  }
}
