internal import Foundation
public import SignalCore

/// What to extract and how: everything that can change a result.
public struct ExtractionSettings: Sendable, Hashable, Codable {
  /// Of `speech`, `language`, `face`; in no order.
  public var modalities: Set<Measure.Modality>
  public var participant: ParticipantChoice
  /// Pictures a second to look at; `nil` looks at every one.
  public var faceFramesPerSecond: Double?

  public init(
    modalities: Set<Measure.Modality> = [.speech, .language, .face],
    participant: ParticipantChoice = .automatic, faceFramesPerSecond: Double? = nil
  ) {
    self.modalities = modalities
    self.participant = participant
    self.faceFramesPerSecond = faceFramesPerSecond
  }

  /// SHA-256 over the settings written in one fixed way.
  public var hash: String {
    let fields = [
      "modalities=" + modalities.map(\.rawValue).sorted().joined(separator: ","),
      "participant=" + participant.text,
      "faceFramesPerSecond=" + (faceFramesPerSecond.map { "\($0)" } ?? "all"),
    ]
    return sha256Hex(of: fields.joined(separator: "\n"))
  }
}
