import FeatureStore
import Interchange
import MultimodalFusion
import NeuralRuntime
import SignalCore

/// The program's own versions, and whether its models are there and whole.
struct InstallationChecks {
  let catalog: ModelCatalog

  var checks: [HealthCheck] { [version] + catalog.entries.map(model) + [index, demonstration] }

  private var version: HealthCheck {
    HealthCheck(
      "version", .good,
      "Bellwether \(Provenance.currentProgramVersion), measure set \(Provenance.currentMeasureSetVersion)")
  }

  private var index: HealthCheck {
    let name = "model \(CompositeIndex.fileName)"
    do throws(CompositeIndexError) {
      let index = try CompositeIndex(folder: catalog.home.appending(path: "Models").path)
      guard index.card.measureSetVersion == Provenance.currentMeasureSetVersion else {
        throw .otherMeasureSet(
          index: index.card.measureSetVersion, results: Provenance.currentMeasureSetVersion)
      }
      if let unknown = ScoringByIndex.unknownMeasure(of: index) {
        throw .impossible(
          path: CompositeIndex.fileName, detail: "this program has no measure ‘\(unknown)’")
      }
      return HealthCheck(
        name, .good, "\(index.card.name) \(index.card.version): \(index.terms.count) terms, not validated")
    } catch { return HealthCheck(name, .missing, error.message, remedy: error.remedy) }
  }

  private var demonstration: HealthCheck {
    let name = "model \(DemoModel.option)"
    do throws(ModelFileError) {
      let file = try ModelFile(path: catalog.home.appending(path: DemoModel.folder).path)
      return HealthCheck(name, .good, "\(file.card.name): what ‘score --model \(DemoModel.option)’ shows")
    } catch { return HealthCheck(name, .missing, error.message, remedy: error.remedy) }
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
