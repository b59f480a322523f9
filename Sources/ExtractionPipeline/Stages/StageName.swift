internal import FeatureStore
internal import Foundation
internal import NeuralRuntime
internal import SignalCore

/// The stages of a recording that are kept, each under a checksum of what it reads and the settings it uses.
enum StageName: String, CaseIterable {
  /// What decoding tells of the sound.
  case sound
  /// When somebody speaks on each channel.
  case speech
  /// What is said. Never kept where names are to be masked.
  case words
  /// Who speaks when, told apart by voice.
  case speakers
  /// The words with names masked.
  case masking
  /// The participant's voice.
  case voice
  /// Measures of the participant's words.
  case language
  /// Every face. Kept by the main process.
  case face
}

extension SessionPlan {
  func kept<Content: Codable>(_ stage: StageName, _ key: String) -> Content? {
    shelf.content(of: stage.rawValue, session: session, key: key)
  }

  func keep(_ content: some Codable, _ stage: StageName, _ key: String) {
    shelf.keep(content, of: stage.rawValue, session: session, key: key)
  }

  func drop(_ stage: StageName) { shelf.drop(stage.rawValue, session: session) }
}

extension SessionPlan {
  /// Checksum of something a stage reads; the same for the same content.
  static func checksum(_ content: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return sha256Hex(ofBytes: Array(try encoder.encode(content)))
    } catch {
      preconditionFailure("what stages read can be written: \(error)")
    }
  }
}

extension MeasureCatalog {
  /// Changes with the places of measures in the catalogue, which stand for them in kept readings.
  static let placesChecksum = sha256Hex(of: all.map(\.name).joined(separator: "\n"))
}
