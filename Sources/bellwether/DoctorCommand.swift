import ArgumentParser
import FeatureStore
import Foundation
import NeuralRuntime
import SignalCore

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks the installation, the models and the disk, and says what to do.",
    discussion: "Example: bellwether doctor")

  /// Below this much free disk a night's run may not fit.
  private static let leastFreeGigabytes = 5.0

  func run() async throws {
    try await Terminal.reportingErrors {
      Terminal.output(
        "Bellwether \(Provenance.currentProgramVersion), measure set \(Provenance.currentMeasureSetVersion)")
      let catalog = try ModelCatalog.installed()
      var isWell = true
      for entry in catalog.entries {
        do throws(ModelError) {
          _ = try catalog.verifiedPath(entry.file)
          Terminal.output("good     \(entry.name) \(entry.version) (\(entry.licence)): \(entry.purpose)")
        } catch .notRequested {
          Terminal.output(
            "optional \(entry.name) \(entry.version) (\(entry.licence)): \(entry.purpose); not installed")
        } catch {
          isWell = false
          Terminal.output("missing  \(error.message) \(error.remedy)")
        }
      }
      let free = try? URL(filePath: ".").resourceValues(forKeys: [.volumeAvailableCapacityKey])
        .volumeAvailableCapacity
      if let free {
        let gigabytes = Double(free) / 1e9
        let isEnough = gigabytes >= Self.leastFreeGigabytes
        Terminal.output(
          "\(isEnough ? "good    " : "little  ") \(Int(gigabytes)) GB free on this disk"
            + (isEnough ? "" : ": make room before a long run."))
      }
      Terminal.output(
        "good     \(ProcessInfo.processInfo.activeProcessorCount) processors, "
          + "\(ProcessInfo.processInfo.physicalMemory / 1_073_741_824) GiB of memory")
      if !isWell { throw ExitCode(1) }
    }
  }
}
