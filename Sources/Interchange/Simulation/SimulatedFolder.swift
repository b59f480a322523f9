internal import FeatureStore
internal import Foundation
public import MultimodalFusion
internal import SignalCore

/// Writes a study of people who do not exist as a results folder.
///
/// It is laid out as `extract` lays it out, with `assessments.csv`, `manifest.csv` and `simulation.json`, the truth, beside
/// the tables. Every record, page and table that is made of it says that nobody in it exists. The same study gives the
/// same bytes.
public struct SimulatedFolder {
  private let study: SimulatedStudy
  private let path: String

  /// - Throws: `SimulationError` where something is in the folder.
  public init(_ study: SimulatedStudy, path: String) throws(SimulationError) {
    let entries = try? FileManager.default.contentsOfDirectory(atPath: path)
    guard entries?.isEmpty ?? !FileManager.default.fileExists(atPath: path) else {
      throw .folderInUse(path: path)
    }
    self.study = study
    self.path = path
  }

  /// Of the assessments.
  public var assessmentsPath: String { "\(path)/\(SimulatedTables.assessments)" }

  /// - Parameter progress: Sessions written so far.
  /// - Throws: What the store and files throw.
  public func write(progress: (Int) -> Void) throws {
    let folder = try ResultsFolder(path: path)
    let store = try FeatureStore(path: folder.storePath)
    let settings = try JSONText.text(study.settings)
    let hash = Provenance.simulatedPrefix + sha256Hex(of: settings)
    let tables = SimulatedTables(study: study)
    for (index, session) in study.sessions.enumerated() {
      var simulated = SimulatedOutcome(session, seed: study.settings.seed)
      let outcome = simulated.outcome(settingsHash: hash, origin: origin)
      var record = outcome.record
      record.files = try folder.write(outcome)
      try store.save(record)
      progress(index + 1)
    }
    try folder.writeTables(from: store)
    try folder.files.write(tables.assessments, to: SimulatedTables.assessments)
    try folder.files.write(tables.manifest, to: SimulatedTables.manifest)
    try folder.files.write(try tables.truth(), to: SimulatedTables.truth)
    try store.compact()
  }

  private var origin: String {
    let settings = study.settings
    let effect = settings.effect.map { "d = \(CommaSeparated.cell($0))" } ?? "published size"
    let planted = settings.planted.map(\.rawValue).joined(separator: ", ")
    return
      "Drawn by ‘bellwether simulate’: \(settings.people) people, seed \(settings.seed), effects of \(effect) "
      + "in \(planted); \(SimulatedTables.truth) has the truth."
  }
}
