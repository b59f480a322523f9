/// The participant's words, to be quoted beside a turn's times.
struct QuotedTranscript: Sendable {
  private let words: ParticipantWords
  /// What a reader of the quotes must know.
  let note: String

  /// Words of a longer turn that are left out are marked by an ellipsis.
  static let mostWords = 60

  /// - Parameters:
  ///   - session: Name of the session's folder among the files.
  ///   - speaker: The participant in the transcript; `nil` = all that is said is theirs.
  /// - Returns: `nil` without words with a place in time.
  init?(_ files: ResultsFiles, session: String, speaker: String?) {
    guard let words = ParticipantWords(files, session: session, speaker: speaker) else { return nil }
    self.words = words
    note =
      files.exists("\(session)/masked.csv")
      ? "Words are quoted from a de-identified transcript: names, places and numbers found in it are masked."
      : "Words are quoted as they stand in transcript.json; they were not de-identified."
  }

  /// Words whose middle lies between two times; `nil` where there is none.
  func words(from startSeconds: Double, to endSeconds: Double) -> String? {
    let inside = words.inside(startSeconds, endSeconds)
    if inside.isEmpty { return nil }
    let text = inside.prefix(Self.mostWords).joined(separator: " ")
    return inside.count > Self.mostWords ? text + " …" : text
  }
}
