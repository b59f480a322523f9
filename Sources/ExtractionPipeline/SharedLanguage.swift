internal import LanguageFeatures
internal import NeuralRuntime
internal import Synchronization

/// What reads words, loaded when the first session has some and shared by all of a run: it takes a second and the
/// sentence encoder's 91 MB.
final class SharedLanguage: Sendable {
  private let catalog: ModelCatalog
  private let loaded = Mutex<LanguageAnalysis?>(nil)

  init(catalog: ModelCatalog) { self.catalog = catalog }

  func analysis() throws(LanguageError) -> LanguageAnalysis {
    try loaded.withLock { loaded throws(LanguageError) in
      if let loaded { return loaded }
      let analysis = try LanguageAnalysis(catalog: catalog)
      loaded = analysis
      return analysis
    }
  }
}
