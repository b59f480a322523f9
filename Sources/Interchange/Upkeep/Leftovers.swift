internal import FeatureStore
internal import Foundation

/// What a stopped run left half-written; nothing of it is needed, since finished files have other names.
struct Leftovers {
  let files: ResultsFiles

  private var folder: String { files.path }

  func look(isRepairing: Bool, _ report: inout UpkeepReport) throws(InterchangeError) {
    if isRepairing {
      do {
        try ReplacedFolder.recover(in: folder)
      } catch { throw .notPermitted(path: folder) }
    }
    for name in names() {
      guard isRepairing else {
        report.wrong(
          name, "was left half-written by a run that was stopped.",
          remedy: ResultsUpkeep.repairRemedy + " Or run ‘bellwether extract’ again, which goes on from there."
        )
        continue
      }
      do {
        try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      } catch { throw .notPermitted(path: "\(folder)/\(name)") }
      report.repaired(name, "was left half-written by a run that was stopped; it was removed.")
    }
  }

  /// Paths below the folder, sorted.
  private func names() -> [String] {
    let manager = FileManager.default
    func entries(_ path: String) -> [String] {
      ((try? manager.contentsOfDirectory(atPath: "\(folder)/\(path)")) ?? []).map {
        path.isEmpty ? $0 : "\(path)/\($0)"
      }
    }
    let stages = entries(".stages").flatMap(entries)
    let sessions = SessionFolders.names(in: files).flatMap(entries)
    let halves = (entries("") + stages + sessions).filter {
      let name = $0.split(separator: "/").last ?? ""
      return name.hasPrefix(".part-") || name == "bellwether.sqlite.part"
    }
    // A run keeps its temporary files here while it lives.
    return (halves + entries(".work")).sorted()
  }
}
