/// One recording to extract, and what the user said about it.
public struct Recording: Sendable, Hashable, Codable {
  /// As the user gave it, or found below a folder the user gave.
  public var path: String
  /// The session's name if the user chose one.
  public var session: String?
  public var participant: String?
  public var date: String?
  public var transcriptPath: String?
  /// Overrides the run's choice for this recording.
  public var participantChoice: ParticipantChoice?

  public init(
    path: String, session: String? = nil, participant: String? = nil, date: String? = nil,
    transcriptPath: String? = nil, participantChoice: ParticipantChoice? = nil
  ) {
    self.path = path
    self.session = session
    self.participant = participant
    self.date = date
    self.transcriptPath = transcriptPath
    self.participantChoice = participantChoice
  }
}
