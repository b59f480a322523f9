internal import FeatureStore
internal import SignalCore

extension ImportedSession {
  /// A session of DAIC-WOZ or E-DAIC with all the features its folder has.
  ///
  /// What concerns the voice is averaged over the participant's turns, and missing where it is not known which those
  /// are; the camera shows the participant alone.
  init(_ session: StudySession) throws {
    self.init(session: "\(session.number)", isNameChosen: true, participant: "\(session.number)", date: nil)
    let words = try session.transcript()
    if let path = session.audioPath {
      recording = InputRecord(path: path, sha256: try sha256Hex(ofFileAt: path), participant: participant)
    }
    if let words, let path = session.transcriptPath {
      add(
        words.transcript, speaker: words.participantLabel, tool: session.corpus.rawValue, path: path,
        sha256: try sha256Hex(ofFileAt: path), remarks: words.remarks)
    }
    let share = Self.share(words)
    for kind in StudyFeatures.allCases {
      guard let track = try session.features(kind) else { continue }
      try add([track], path: track.path, sha256: try sha256Hex(ofFileAt: track.path)) { modality in
        modality == .speech ? share : .everything(.wholeInterview)
      }
    }
    if sources.isEmpty { throw ImportError.nothingFound(path: session.folder) }
  }

  private static func share(_ words: StudyTranscript?) -> ForeignMeasures.Share {
    guard let words else { return .unknown("no transcript says when the participant speaks") }
    guard let participant = words.participant else { return .unknown("the transcript names no speakers") }
    guard words.timesMatchRecording else {
      return .unknown("the transcript’s times do not fit the recording")
    }
    let others = words.interviewer?.segments.compactMap(\.timeRange) ?? []
    return .turns(participant.segments.compactMap(\.timeRange).subtracting(others))
  }
}

extension StudyTranscript {
  /// As the transcript spells it. Where nobody is named it is nobody's label, so that nothing counts as theirs.
  var participantLabel: String {
    transcript.speakers.first { $0.lowercased() == "participant" } ?? "Participant"
  }

  var remarks: [String] {
    var remarks: [String] = []
    if speakers == .unknown { remarks.append("The transcript does not say who speaks.") }
    if speakers == .participantAlone { remarks.append("The interviewer’s turns are not in the transcript.") }
    if !timesMatchRecording { remarks.append("The transcript’s times do not fit the recording.") }
    if interruptedSegmentCount > 0 {
      remarks.append("\(interruptedSegmentCount) segments lie in an interruption and are left out.")
    }
    return remarks
  }
}
