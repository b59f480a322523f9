internal import FeatureStore
internal import SpeechRecognition

extension SessionPlan {
  /// Takes up what a person corrected in an earlier result of the same recording and transcript.
  ///
  /// - Returns: Whether that result is all that this plan would make, so that there is nothing to do.
  /// - Throws: When the correction cannot be read.
  mutating func isDone(
    by earlier: SessionRecord, overwrite: Bool, writer: any ResultsWriter
  ) throws(TranscriptError) -> Bool {
    guard isOfSameInput(earlier) else { return false }
    corrected = try earlier.correctedTranscript(at: writer.transcriptPath(of: session))
    // A stage whose worker ended may do better next time.
    return !overwrite && isFulfilled(by: earlier) && writer.isComplete(earlier)
      && !earlier.failures.contains(where: WorkerError.isMeant)
  }
}
