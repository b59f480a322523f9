public import Foundation
public import SignalCore
import Synchronization

/// The model files of this installation, as `Models/manifest.json` lists them.
///
/// A file is handed out only after its SHA-256 agrees with the manifest; each is checked once a process.
public struct ModelCatalog: Sendable {
  /// One row of the manifest.
  public struct Entry: Sendable, Hashable, Codable {
    public let name: String
    public let version: String
    /// Path below the models folder.
    public let file: String
    public let sha256: String
    public let licence: String
    public let source: String
    public let purpose: String
    /// The launcher's option that installs a model not everybody needs; `nil` for one always installed.
    public let onRequest: String?
  }

  private struct Manifest: Codable {
    let models: [Entry]
  }

  /// The installation's top folder.
  public let home: URL
  public let entries: [Entry]

  private static let verified = Mutex<Set<String>>([])

  /// Reads the manifest of an installation.
  /// - Parameter home: The folder that holds `Models/manifest.json`.
  public init(home: URL) throws(ModelError) {
    let path = home.appending(path: "Models/manifest.json")
    guard let data = try? Data(contentsOf: path),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
    else { throw .notInstalled }
    self.home = home
    entries = manifest.models
  }

  /// The installation this program runs from: the folder above the executable that holds the manifest.
  /// - Parameter executable: Another one than the running program's own.
  public static func installed(above executable: String = "/proc/self/exe") throws(ModelError) -> ModelCatalog
  {
    var folder = URL(filePath: executable).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: folder.appending(path: "Models/manifest.json").path) {
        return try ModelCatalog(home: folder)
      }
    }
    throw .notInstalled
  }

  /// Path of a model file whose content has been checked.
  /// - Parameter file: The manifest's `file`, for example `whisper/tiny.en.bin`.
  public func verifiedPath(_ file: String) throws(ModelError) -> String {
    guard let entry = entries.first(where: { $0.file == file }) else { throw .unknown(file: file) }
    let path = home.appending(path: ".deps/models").appending(path: file).path
    if Self.verified.withLock({ $0.contains(path) }) { return path }
    guard let digest = try? sha256Hex(ofFileAt: path) else {
      if let option = entry.onRequest { throw .notRequested(name: entry.name, option: option) }
      throw .absent(name: entry.name)
    }
    guard digest == entry.sha256 else { throw .altered(name: entry.name) }
    Self.verified.withLock { _ = $0.insert(path) }
    return path
  }
}

/// A model cannot be used.
public enum ModelError: UserFacingError, Equatable {
  case notInstalled
  case unknown(file: String)
  case absent(name: String)
  /// One of those installed only for who asks.
  case notRequested(name: String, option: String)
  case altered(name: String)
  /// The runtime refused to load or run the model.
  case unusable(name: String, detail: String)

  public var message: String {
    switch self {
    case .notInstalled: "Bellwether's models were not found beside the program."
    case .unknown(let file): "No model called ‘\(file)’ is listed in Models/manifest.json."
    case .absent(let name): "The model ‘\(name)’ is not installed."
    case .notRequested(let name, _): "The model ‘\(name)’ is not installed: it is fetched on request only."
    case .altered(let name): "The model ‘\(name)’ is damaged: its checksum is not the published one."
    case .unusable(let name, let detail): "The model ‘\(name)’ could not be used: \(detail)."
    }
  }

  public var remedy: String {
    switch self {
    case .notInstalled: "Start the program through ./bellwether in its own folder."
    case .unknown: "Update the program and its Models folder together."
    case .absent, .altered: "Remove the folder .deps and start ./bellwether again to set it up anew."
    case .notRequested(_, let option):
      "Run ‘Scripts/setup \(option)’ in the program's folder while there is a network."
    case .unusable: "Run ‘bellwether doctor’; if the model is whole, report this message."
    }
  }
}
