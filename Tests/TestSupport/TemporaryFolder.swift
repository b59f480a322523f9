import Foundation

/// Runs a test with a folder of its own and removes it afterwards.
public func withTemporaryFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  let folder = try makeTemporaryFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// The same for a test that waits.
public func withTemporaryFolder<Value: Sendable>(
  _ body: @Sendable (String) async throws -> Value
) async throws -> Value {
  let folder = try makeTemporaryFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try await body(folder)
}

private func makeTemporaryFolder() throws -> String {
  let folder = FileManager.default.temporaryDirectory.appending(path: "bellwether-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder.path
}
