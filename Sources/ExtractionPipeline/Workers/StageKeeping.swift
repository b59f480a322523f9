internal import Foundation
internal import SignalCore

/// Where finished stages of a session are kept and found again.
protocol StageKeeping: Sendable {
  /// Whether anything is kept at all.
  var isKeeping: Bool { get }
  /// What was kept of a stage under this key, in JSON; `nil` for anything else.
  func bytes(of stage: String, session: String, key: String) -> Data?
  /// Keeps a stage in place of an earlier one.
  func keep(bytes: Data, of stage: String, session: String, key: String)
  /// Takes a stage away that was kept by an earlier run.
  func drop(_ stage: String, session: String)
}

extension StageKeeping {
  func content<Content: Codable>(of stage: String, session: String, key: String) -> Content? {
    bytes(of: stage, session: session, key: key).flatMap { try? JSONDecoder().decode(Content.self, from: $0) }
  }

  func keep(_ content: some Codable, of stage: String, session: String, key: String) {
    guard isKeeping, let bytes = Self.json(content) else { return }
    keep(bytes: bytes, of: stage, session: session, key: key)
  }

  /// The same bytes for the same content, in every process.
  private static func json(_ content: some Encodable) -> Data? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try? encoder.encode(content)
  }
}
