internal import FeatureStore
public import MultimodalFusion

/// What a results folder holds of one session.
public struct SessionResults: Sendable, Hashable {
  /// Measures and, where they were asked for, turns. The participant is the session itself where none is named.
  public var measured: MeasuredSession
  /// Quality measure → value.
  public var quality: [String: Double]
  /// Whether the quality gate let the session pass, and what stood against it.
  public var passedGate: Bool
  public var objections: String
  public var origin: Origin

  /// What a model remembers the person by: the participant's code. Made-up people of two studies have the same codes and
  /// are not the same.
  var rememberedPerson: String {
    Provenance.isSimulated(settingsHash: origin.settingsHash)
      ? "\(origin.settingsHash) \(measured.participant)" : measured.participant
  }

  /// From `summary.json`: where the session comes from and what measured it.
  public struct Origin: Sendable, Hashable {
    public var inputSHA256: String
    public var namedParticipant: String?
    /// The participant in the transcript; `nil` where all that is said is theirs.
    public var participantSpeaker: String?
    public var date: String?
    public var programVersion: String
    public var measureSetVersion: String
    public var settingsHash: String
    /// Files of other tools whose values were imported.
    var foreign: [ForeignSource] = []
  }
}

/// The part of `summary.json` that is read back.
struct SummaryOrigin: Decodable {
  struct Input: Decodable {
    let sha256: String
    let participant: String?
    let participantSpeaker: String?
    let date: String?
  }
  struct Made: Decodable {
    let programVersion: String
    let measureSetVersion: String
    let settingsHash: String
    let foreign: [ForeignSource]?
  }
  let input: Input
  let provenance: Made

  var origin: SessionResults.Origin {
    SessionResults.Origin(
      inputSHA256: input.sha256, namedParticipant: input.participant,
      participantSpeaker: input.participantSpeaker, date: input.date,
      programVersion: provenance.programVersion,
      measureSetVersion: provenance.measureSetVersion, settingsHash: provenance.settingsHash,
      foreign: provenance.foreign ?? [])
  }
}
