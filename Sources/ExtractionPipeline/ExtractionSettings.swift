public import FacialFeatures
internal import Foundation
public import SignalCore
public import SpeechRecognition

/// What to extract and how: everything that can change a result.
public struct ExtractionSettings: Sendable, Hashable, Codable {
  /// Of `speech`, `language`, `face`; in no order.
  public var modalities: Set<Measure.Modality>
  public var participant: ParticipantChoice
  /// How many people are told apart where one channel carries several.
  public var speakers: SpeakerCount
  /// What writes speech down.
  public var recognitionModel: RecognitionModel
  /// What is spoken; `nil` has it detected.
  public var spokenLanguage: SpokenLanguage?
  /// Pictures a second to look at in full; `nil` looks at every one. Eyelids are followed in more (see
  /// `FaceStage`).
  public var faceFramesPerSecond: Double?
  /// Whose face the participant's is.
  public var face: FaceChoice
  /// What is masked in transcripts and everything derived from them; `nil` masks nothing.
  public var deidentification: Deidentification?

  public init(
    modalities: Set<Measure.Modality> = [.speech, .language, .face],
    participant: ParticipantChoice = .automatic, speakers: SpeakerCount = .expected(2),
    recognitionModel: RecognitionModel = .tinyEnglish, spokenLanguage: SpokenLanguage? = nil,
    faceFramesPerSecond: Double? = 10, face: FaceChoice = .automatic,
    deidentification: Deidentification? = nil
  ) {
    self.modalities = modalities
    self.participant = participant
    self.speakers = speakers
    self.recognitionModel = recognitionModel
    self.spokenLanguage = spokenLanguage
    self.faceFramesPerSecond = faceFramesPerSecond
    self.face = face
    self.deidentification = deidentification
  }

  /// SHA-256 over the settings written in one fixed way.
  public var hash: String {
    let fields = [
      "modalities=" + modalities.map(\.rawValue).sorted().joined(separator: ","),
      "participant=" + participant.text,
      "speakers=" + speakers.text,
      "recognitionModel=" + recognitionModel.rawValue,
      "spokenLanguage=" + (spokenLanguage?.code ?? "detected"),
      "faceFramesPerSecond=" + (faceFramesPerSecond.map { "\($0)" } ?? "all"),
      "face=" + face.text,
      "deidentification=" + (deidentification.map { sha256Hex(of: $0.siteNames) } ?? "none"),
    ]
    return sha256Hex(of: fields.joined(separator: "\n"))
  }
}

/// How names and the like are masked.
public struct Deidentification: Sendable, Hashable, Codable {
  /// The site's own list of names, as its file reads; empty without one.
  public var siteNames: String

  public init(siteNames: String = "") { self.siteNames = siteNames }
}
