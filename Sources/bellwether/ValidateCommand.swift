import ArgumentParser
import ClinicalAssessment
import Foundation
import Interchange
import Reporting
import SignalCore

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "validate", abstract: "x")
  func run() async throws {}
}
