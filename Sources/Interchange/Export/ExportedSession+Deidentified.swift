internal import SignalCore

extension ExportedSession {
  /// The session without what says whose it is: pseudonyms for its names, no date, no hash of the recording.
  func deidentified(_ pseudonyms: ExportPseudonyms) throws(ExportError) -> ExportedSession {
    var session = self
    session.session = try pseudonyms.session(self.session)
    if let participant { session.participant = try pseudonyms.participant(participant) }
    session.date = nil
    session.origin?.inputSHA256 = nil
    session.isDeidentified = true
    return session
  }

  /// Stands in data dictionaries where a date was.
  static let withheldDate = "Withheld: dates were taken out when this was de-identified"
}

/// Said wherever a format has room for it, of sessions that were de-identified for the export.
let deidentifiedNotice = """
  De-identified: pseudonyms stand for participants and sessions; dates, names of files and hashes of recordings were \
  withheld. Numbers of voice and face stay, by which somebody who has other recordings may still know a person.
  """

/// What stands beside numbers of sessions.
func exportNotice(isSimulated: Bool, isDeidentified: Bool) -> String {
  notice(ofSimulatedPeople: isSimulated) + (isDeidentified ? " " + deidentifiedNotice : "")
}
