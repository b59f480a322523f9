public import FeatureStore
internal import SignalCore

/// The recordings of a call that have no finished session in the results folder yet, each under the name that a
/// run over all of them gives it.
public struct RemainingRecordings: Sendable {
  /// One recording to measure.
  public struct Item: Sendable {
    /// With the session's name set.
    public let recording: Recording
    public let session: String
    /// What the session holds until now: imports, and what was measured before, with a transcript that a person
    /// may have corrected.
    public let earlier: SessionRecord?
  }

  /// In the order given.
  public let items: [Item]
  /// Recordings whose sessions are finished, with the same input, settings and version.
  public let finishedPaths: [String]

  /// - Parameters:
  ///   - overwrite: Whether finished sessions are to be made anew.
  ///   - store: Sessions already in the results folder; `nil` where there are none.
  ///   - neutrals: Faces at rest from earlier sessions, used for the same participants.
  public init(
    of recordings: [Recording], settings: ExtractionSettings, overwrite: Bool, writer: any ResultsWriter,
    store: FeatureStore?, neutrals: [StoredNeutral]
  ) throws(StoreError) {
    let names = SessionNames.assign(recordings, taken: try store?.recordingPaths() ?? [:], in: store)
    var items: [Item] = []
    var finishedPaths: [String] = []
    for (recording, session) in zip(recordings, names) {
      let earlier = try store?.session(named: session)
      var settings = settings
      settings.participant = recording.participantChoice ?? settings.participant
      // A recording that cannot be read is given out too: its task says so in its own words.
      var plan = earlier.flatMap { _ in
        try? SessionPlan(
          recording: recording, session: session, settings: settings, shelf: StageShelf(files: nil))
      }
      plan?.takeNeutral(among: neutrals)
      // Neither can one whose correction is unreadable be done: its task says so.
      if let earlier, (try? plan?.isDone(by: earlier, overwrite: overwrite, writer: writer)) == true {
        finishedPaths.append(recording.path)
        continue
      }
      var named = recording
      named.session = session
      items.append(Item(recording: named, session: session, earlier: earlier))
    }
    self.items = items
    self.finishedPaths = finishedPaths
  }
}
