import FeatureStore
import Foundation
import Interchange

/// The place results go to: room, rights, kind of file system, encryption.
struct PlaceChecks {
  let folder: String
  let plan: PlannedBatch?

  /// Below this much free disk a night's run may not fit.
  private static let leastFreeBytes = 5e9

  var checks: [HealthCheck] {
    let place = StoragePlace(of: folder)
    return [place.map(room), place.map(fileSystem), recordings, rights, readers, encryption].compactMap { $0 }
  }

  private func room(_ place: StoragePlace) -> HealthCheck {
    let free = Double(place.freeBytes)
    let needed = plan?.bytes
    let finding =
      "\(Self.size(free)) free where ‘\(folder)’ lies"
      + (needed.map { "; this batch takes about \(Self.size($0))" } ?? "")
    if free >= max(Self.leastFreeBytes, needed ?? 0) { return HealthCheck("free disk", .good, finding) }
    return HealthCheck(
      "free disk", .little, finding,
      remedy: "Make room before a long run, or name a folder on a larger disk with --out.")
  }

  private func fileSystem(_ place: StoragePlace) -> HealthCheck {
    guard place.isNetwork else {
      return HealthCheck("file system", .good, "‘\(folder)’ lies on a local disk (\(place.fileSystem))")
    }
    return HealthCheck(
      "file system", .little,
      "‘\(folder)’ lies on a network file system (\(place.fileSystem)): the store works without its write-ahead log",
      remedy: "Let one machine at a time write there; a local disk is faster.")
  }

  private var recordings: HealthCheck? {
    guard let plan else { return nil }
    let length =
      plan.hours < 1
      ? String(format: "%.1f minutes", plan.hours * 60) : String(format: "%.1f hours", plan.hours)
    let finding = "\(plan.recordings) recordings, \(length)"
    if plan.unreadable.isEmpty { return HealthCheck("recordings", .good, finding) }
    let named = plan.unreadable.prefix(3).map { "‘\($0)’" }.joined(separator: ", ")
    return HealthCheck(
      "recordings", .little, finding + "; \(plan.unreadable.count) cannot be opened: \(named)",
      remedy:
        "Copy these again from where they were made, or leave them out; the others are not held up by them.")
  }

  private var rights: HealthCheck {
    var nearest = URL(filePath: folder).standardizedFileURL
    while !FileManager.default.fileExists(atPath: nearest.path), nearest.path != "/" {
      nearest.deleteLastPathComponent()
    }
    guard (try? nearest.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true else {
      return HealthCheck(
        "write permission", .missing, "‘\(folder)’ is a file, not a folder",
        remedy: "Name a folder with --out.")
    }
    if FileManager.default.isWritableFile(atPath: nearest.path) {
      return HealthCheck("write permission", .good, "you may write to ‘\(folder)’")
    }
    let error = StoreError.notPermitted(path: folder)
    return HealthCheck("write permission", .missing, error.message, remedy: error.remedy)
  }

  /// Who else may look into a results folder that is there already.
  private var readers: HealthCheck? {
    guard holdsResults,
      let mode = try? FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
    else { return nil }
    if mode & 0o077 == 0 { return HealthCheck("readers", .good, "nobody else may look into ‘\(folder)’") }
    return HealthCheck(
      "readers", .little, "other users of this machine may look into ‘\(folder)’",
      remedy: "If that is not wanted, run ‘chmod 700 \(folder)’.")
  }

  private var encryption: HealthCheck? {
    guard holdsResults else { return nil }
    if (try? ResultsFiles.isEncrypted(folder)) == true {
      return HealthCheck("encryption", .good, "‘\(folder)’ is encrypted")
    }
    return HealthCheck(
      "encryption", .optional, "‘\(folder)’ is not encrypted: whoever gets the disk can read what was said",
      remedy: "Keep it on an encrypted disk, or make a new one with ‘bellwether extract --encrypt’.")
  }

  private var holdsResults: Bool { ResultsFiles(path: folder).exists("bellwether.sqlite") }

  private static func size(_ bytes: Double) -> String {
    bytes < 1e9
      ? String(format: "%.0f MB", (bytes / 1e6).rounded(.up))
      : String(format: bytes < 10e9 ? "%.1f GB" : "%.0f GB", bytes / 1e9)
  }
}
