public import FacialFeatures
package import FeatureStore
internal import Foundation
public import SignalCore

/// A person's face at rest as one session showed it, so that later sessions can be measured against the same.
public struct StoredNeutral: Sendable, Hashable, Codable {
  public static let fileName = "neutral_face.json"

  /// The session it comes from.
  public let session: String
  public let participant: String?
  /// As the manifest gives it.
  public let date: String?
  public let neutral: NeutralFace
  /// The recording it was found in, as the session's summary tells it; no part of the file.
  package private(set) var input: InputRecord?

  /// Checksum of the face alone: two folders may hold different ones under the same session's name.
  var checksum: String { SessionPlan.checksum(neutral) }

  private enum CodingKeys: CodingKey { case session, participant, date, neutral }

  /// The part of a session's summary that is read back.
  private struct Summary: Decodable {
    let input: InputRecord
  }

  /// All that the sessions of a results folder hold, in order of session name.
  /// - Parameter files: The folder's files, where they are not plain.
  /// - Throws: `.unreadable` for a folder that is not there, or a file that is no such neutral.
  public static func all(in folder: String, files: (any KeptFiles)? = nil) throws(NeutralError)
    -> [StoredNeutral]
  {
    guard let sessions = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .unreadable(path: folder)
    }
    var found: [StoredNeutral] = []
    for session in sessions.sorted() {
      func content(_ name: String) -> Data? {
        let name = "\(session)/\(name)"
        return files.map { $0.kept(name) } ?? FileManager.default.contents(atPath: "\(folder)/\(name)")
      }
      guard let data = content(fileName) else { continue }
      guard var neutral = try? JSONDecoder().decode(StoredNeutral.self, from: data) else {
        throw .unreadable(path: "\(folder)/\(session)/\(fileName)")
      }
      let summary = content("summary.json").flatMap { try? JSONDecoder().decode(Summary.self, from: $0) }
      neutral.input = summary?.input
      found.append(neutral)
    }
    guard !found.isEmpty else { throw .none(path: folder) }
    return found
  }

  /// The earliest by date, then by session name, of a participant; `nil` for one not named or not known.
  static func earliest(of participant: String?, in neutrals: [StoredNeutral]) -> StoredNeutral? {
    guard let participant else { return nil }
    return neutrals.filter { $0.participant == participant }
      .min { ($0.date ?? "~", $0.session) < ($1.date ?? "~", $1.session) }
  }
}

/// Why faces at rest cannot be taken from earlier results.
public enum NeutralError: UserFacingError, Equatable {
  case unreadable(path: String)
  case none(path: String)

  public var message: String {
    switch self {
    case .unreadable(let path): "‘\(path)’ cannot be read as faces at rest of earlier sessions."
    case .none(let path): "No session in ‘\(path)’ holds a face at rest."
    }
  }

  public var remedy: String {
    switch self {
    case .unreadable: "Name a results folder that ‘extract’ has written."
    case .none: "Extract recordings with at least 10 s of the face there first, or leave the option out."
    }
  }
}
