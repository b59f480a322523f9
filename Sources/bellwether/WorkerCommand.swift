import ArgumentParser
import ExtractionPipeline
import Foundation
import SignalCore

/// What `extract` starts to open recordings: a process that may crash alone. Not for people.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Started by extract; opens recordings.", shouldDisplay: false)

  func run() throws {
    do {
      try WorkerProcess.serve()
    } catch let error as any UserFacingError {
      Terminal.say("Error: \(error.message)\nWhat to do: \(error.remedy)")
      throw ExitCode(1)
    }
  }
}
