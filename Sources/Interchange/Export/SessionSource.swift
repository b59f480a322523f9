/// Sessions that are gone through one at a time, as often as a format needs, always in the same order.
protocol SessionSource: Sendable {
  /// - Throws: `ExportError`, or what `body` throws.
  func forEach(_ body: (ExportedSession) throws -> Void) throws
}

/// Sessions that are in memory already.
struct LoadedSessions: SessionSource {
  let sessions: [ExportedSession]

  func forEach(_ body: (ExportedSession) throws -> Void) throws { try sessions.forEach(body) }
}
