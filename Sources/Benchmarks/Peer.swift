import Foundation

/// A program Bellwether is compared with, kept running and asked one file at a time.
final class Peer {
  struct NotAnswering: Error, CustomStringConvertible {
    let description: String
  }

  private let process = Process()
  private let requests = Pipe()
  private let replies = Pipe()
  private var pending = Data()

  /// Installs the peers if they are not there and starts the script that asks them.
  /// - Parameters:
  ///   - script: In Scripts/peers.
  ///   - threads: As many as Bellwether has in the comparison.
  ///   - set: Packages that do not go together with the others, in a folder of their own.
  init(home: URL, script: String = "acoustics.py", threads: Int = 1, set: String? = nil) throws {
    let install = Process()
    install.executableURL = home.appending(path: "Scripts/peers/install")
    install.arguments = set.map { [$0] } ?? []
    try install.run()
    install.waitUntilExit()
    guard install.terminationStatus == 0 else {
      throw NotAnswering(description: "The peers could not be installed.")
    }

    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", home.appending(path: "Scripts/peers/\(script)").path]
    var environment = ProcessInfo.processInfo.environment
    // What is too large to install for everybody, as PyTorch, is found where the caller has it.
    environment["PYTHONPATH"] = [
      home.appending(path: set.map { ".deps/peers-\($0)" } ?? ".deps/peers").path, environment["PYTHONPATH"],
    ]
    .compactMap(\.self).joined(separator: ":")
    environment["TOKENIZERS_PARALLELISM"] = "false"
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"] { environment[name] = "\(threads)" }
    process.environment = environment
    process.standardInput = requests
    process.standardOutput = replies
    try process.run()
  }

  deinit {
    try? requests.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// What a tool says of a file.
  func ask<Answer: Decodable>(_ tool: String, about file: String, as type: Answer.Type) throws -> Answer {
    let request = try JSONEncoder().encode(["tool": tool, "file": file]) + Data("\n".utf8)
    try requests.fileHandleForWriting.write(contentsOf: request)
    var answer = Data()
    var fresh = pending
    pending = Data()
    while true {
      if let end = fresh.firstIndex(of: 10) {
        answer.append(fresh[..<end])
        pending = Data(fresh[(end + 1)...])
        return try JSONDecoder().decode(type, from: answer)
      }
      answer.append(fresh)
      fresh = replies.fileHandleForReading.availableData
      guard !fresh.isEmpty else { throw NotAnswering(description: "\(tool) gave up on \(file).") }
    }
  }
}

/// openSMILE 2.6.0's answer.
struct OpenSmileAnswer: Decodable {
  let seconds: Double
  let functionals: [String: Double?]
  let descriptors: [String: [Double?]]
}

/// Praat's answer, through parselmouth 0.4.7.
struct PraatAnswer: Decodable {
  let seconds: Double
  let values: [String: Double?]
  let pitchTimes: [Double]
  let pitch: [Double?]
}

/// faster-whisper 1.2.1's answer.
struct FasterWhisperAnswer: Decodable {
  let wallSeconds: Double
  let processorSeconds: Double
  let text: String
}
