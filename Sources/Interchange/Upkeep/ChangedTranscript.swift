internal import Foundation
internal import SignalCore
internal import SpeechRecognition

/// What became of a `transcript.json` whose bytes are no longer those that were written.
enum ChangedTranscript {
  /// It says the same in other bytes: an editor laid it out anew.
  case same
  /// A person changed what it says.
  case corrected
  /// It is text that a person may have changed, with a slip in it.
  case unreadable
  /// Nobody's work: empty, cut off, or overwritten with zeros.
  case broken

  /// Zeros in a row that no text has, in whatever encoding.
  private static let zeroRun = [UInt8](repeating: 0, count: 16)

  /// - Parameter stored: The bytes that were written.
  init(path: String, stored: [UInt8], transcript: Transcript?) {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    if let there = try? JSONDecoder().decode(Transcript.self, from: data), there == transcript {
      self = .same
    } else if (try? TranscriptFile.read(path)) != nil {
      self = .corrected
    } else if stored.starts(with: data) || data.firstRange(of: Data(Self.zeroRun)) != nil {
      self = .broken
    } else {
      self = .unreadable
    }
  }
}
