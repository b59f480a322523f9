import FeatureStore
import NeuralRuntime
import SignalCore

/// The program's own versions, and whether its models are there and whole.
struct InstallationChecks {
  let catalog: ModelCatalog

  var checks: [HealthCheck] { [version] + catalog.entries.map(model) }

  private var version: HealthCheck {
    HealthCheck(
      "version", .good,
      "Bellwether \(Provenance.currentProgramVersion), measure set \(Provenance.currentMeasureSetVersion)")
  }

  private func model(_ entry: ModelCatalog.Entry) -> HealthCheck {
    let name = "model \(entry.file)"
    let about = "\(entry.name) \(entry.version) (\(entry.licence)): \(entry.purpose)"
    do throws(ModelError) {
      _ = try catalog.verifiedPath(entry.file)
      return HealthCheck(name, .good, about)
    } catch .notRequested(let model, let option) {
      let error = ModelError.notRequested(name: model, option: option)
      return HealthCheck(name, .optional, about + "; not installed", remedy: error.remedy)
    } catch {
      return HealthCheck(name, .missing, error.message, remedy: error.remedy)
    }
  }
}
