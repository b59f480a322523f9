internal import GRDB

/// People who do not exist are told from others by how the hash of the settings begins: it goes wherever a session does.
extension Provenance {
  public static let simulatedPrefix = "SIMULATED-"

  public static func isSimulated(settingsHash: String) -> Bool { settingsHash.hasPrefix(simulatedPrefix) }

  public var isSimulated: Bool { Self.isSimulated(settingsHash: settingsHash) }
}

extension SessionOverview {
  public var isSimulated: Bool { Provenance.isSimulated(settingsHash: settingsHash) }
}

extension FeatureStore {
  /// Whether any session is of people who do not exist.
  public func holdsSimulatedPeople() throws(StoreError) -> Bool {
    let count = try read { database in
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM session WHERE substr(settingsHash, 1, ?) = ?",
        arguments: [Provenance.simulatedPrefix.count, Provenance.simulatedPrefix])
    }
    return count ?? 0 > 0
  }

  /// Keeps people who exist apart from those who do not.
  /// - Throws: `.simulatedPeople`.
  public func refuseSimulatedPeople() throws(StoreError) {
    if try holdsSimulatedPeople() { throw .simulatedPeople(path: path) }
  }
}
