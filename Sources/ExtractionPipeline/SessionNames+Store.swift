internal import FeatureStore
internal import Foundation
internal import SignalCore

extension SessionNames {
  /// The same for the sessions of a store: a recording that was moved or renamed with its folder is known by its bytes.
  static func assign(_ recordings: [Recording], taken: [String: String], in store: FeatureStore?) -> [String]
  {
    assign(recordings, taken: taken) { session, recording in
      guard let path = taken[session], !FileManager.default.fileExists(atPath: path),
        let record = try? store?.session(named: session)
      else { return false }
      return (try? sha256Hex(ofFileAt: recording.path)) == record.input.sha256
    }
  }
}
