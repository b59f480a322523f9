import Foundation

/// Runs the built program, and other commands, as a user would.
enum Program {
  /// The checkout this test was built from.
  static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The release program, as `./bellwether` starts it.
  static let executable = home.appending(path: ".build/release/bellwether").path

  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  static func run(_ arguments: [String]) throws -> Outcome {
    try launch(executable, arguments)
  }

  static func launch(_ path: String, _ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = home
    let folder = FileManager.default.temporaryDirectory
    let files = [UUID(), UUID()].map { folder.appending(path: "bellwether-\($0.uuidString).txt") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try Data().write(to: file) }
    let handles = try files.map { try FileHandle(forWritingTo: $0) }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    for handle in handles { try handle.close() }
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  static func media(_ name: String) -> String { home.appending(path: "SampleMedia/\(name)").path }

  /// Relative path → content of every file below a folder, but the audit log, which holds clock times.
  static func contents(of folder: String) throws -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    var files: [String: Data] = [:]
    for name in names where !name.contains("audit") {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(name)") { files[name] = data }
    }
    return files
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }
}
