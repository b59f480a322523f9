public import SignalCore

/// What made a result: enough to make it again and to see that two results are comparable.
///
/// Holds no clock time, so that the same input, settings and version give the same bytes.
public struct Provenance: Sendable, Hashable, Codable {
  /// Version of the program that is running.
  public static let currentProgramVersion = "0.1.0"
  /// Raised whenever any measure is added, removed or redefined.
  public static let currentMeasureSetVersion = "2026.3"

  public var programVersion: String
  public var measureSetVersion: String
  /// SHA-256 over every setting that can change a result.
  public var settingsHash: String
  /// Model file → SHA-256, of the models this session used.
  public var models: [String: String]
  /// SHA-256 of the transcript file the user gave, if any.
  public var transcriptSHA256: String?
  /// What a person corrected in the transcript; `nil` when it is as it was given or recognised.
  public var correction: TranscriptCorrection?
  /// The earlier session whose neutral face stood in for this one's own; `nil` for its own.
  public var neutralFace: String?
  /// SHA-256 over that face; `nil` also where an earlier version of the program used one.
  public var neutralFaceSHA256: String?
  /// Files of other tools whose values were imported, in order of their place; `nil` without any.
  public var foreign: [ForeignSource]?
  /// How the session was drawn; `nil` for people who exist.
  public var simulated: String?

  public init(
    programVersion: String = currentProgramVersion,
    measureSetVersion: String = currentMeasureSetVersion, settingsHash: String,
    models: [String: String], transcriptSHA256: String?, correction: TranscriptCorrection? = nil,
    neutralFace: String? = nil, neutralFaceSHA256: String? = nil, foreign: [ForeignSource]? = nil,
    simulated: String? = nil
  ) {
    self.programVersion = programVersion
    self.measureSetVersion = measureSetVersion
    self.settingsHash = settingsHash
    self.models = models
    self.transcriptSHA256 = transcriptSHA256
    self.correction = correction
    self.neutralFace = neutralFace
    self.neutralFaceSHA256 = neutralFaceSHA256
    self.foreign = foreign
    self.simulated = simulated
  }
}
