package import FeatureStore
internal import Foundation
internal import SignalCore
internal import SpeechRecognition

extension SessionRecord {
  /// This session's transcript as a person left it in the results folder; `nil` when nobody changed it.
  ///
  /// A correction stays, also when the session is made anew: it is a person's work.
  /// - Throws: When the file was changed into something that is no transcript.
  func correctedTranscript(at path: String) throws(TranscriptError) -> Transcript? {
    let isCorrected = provenance.correction != nil
    guard let data = FileManager.default.contents(atPath: path) else { return isCorrected ? transcript : nil }
    if let there = try? JSONDecoder().decode(Transcript.self, from: data), there == transcript {
      return isCorrected ? there : nil
    }
    let edited = try TranscriptFile.read(path)
    return transcript.map { edited.reconciled(after: $0) } ?? edited
  }

  /// Whether a person changed this session's transcript in the results folder, be it into none that can be read.
  package func isTranscriptChanged(at path: String) -> Bool {
    do throws(TranscriptError) { return try correctedTranscript(at: path) != nil } catch { return true }
  }
}
