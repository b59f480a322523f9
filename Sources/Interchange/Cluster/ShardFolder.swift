internal import ExtractionPipeline
internal import Foundation
internal import PrivateFiles
internal import SignalCore

/// What lies in a results folder while tasks measure its recordings: `.shards`, readable by its owner alone.
///
/// `tasks/K.csv` lists the recordings of task K, folder `K` holds what the task has measured, `logs` what it said;
/// `transcripts` holds those of a study that were corrected.
/// A task's list and folder are gone once its results are taken over.
public struct ShardFolder: Sendable {
  /// Of the results folder, with its whole path.
  public let files: ResultsFiles

  /// - Parameter results: The results folder, which need not be there yet.
  public init(results: ResultsFiles) {
    files = ResultsFiles(path: URL(filePath: results.path).standardizedFileURL.path, key: results.key)
  }

  /// The results folder, as a whole path.
  public var results: String { files.path }
  public var path: String { results + "/.shards" }
  public var transcripts: String { path + "/transcripts" }
  var logs: String { path + "/logs" }
  private static let lists = ".shards/tasks"
  private var planPath: String { path + "/plan" }

  /// The task's list as its call names it; in an encrypted folder it lies there sealed.
  func list(_ task: Int) -> String { files.place(of: Self.listName(task)) }
  private static func listName(_ task: Int) -> String { "\(lists)/\(task).csv" }
  func shard(_ task: Int) -> String { "\(path)/\(task)" }
  func log(_ task: Int) -> String { "\(logs)/\(ArrayScript.logName(task))" }

  /// Tasks whose results are not taken over yet, in order.
  public var tasks: [Int] {
    files.names(in: Self.lists).compactMap { $0.hasSuffix(".csv") ? Int($0.dropLast(4)) : nil }.sorted()
  }

  /// Tasks in whose folders a process is at work, in order.
  var lockedTasks: [Int] { tasks.filter { Self.isLocked(shard($0)) } }

  private static func isLocked(_ folder: String) -> Bool {
    guard FileManager.default.fileExists(atPath: folder + "/.lock") else { return false }
    do throws(ResultsLockError) {
      _ = try ResultsLock(folder: folder)
      return false
    } catch {
      if case .taken = error { return true }
      return false
    }
  }

  /// What the tasks were planned for; `nil` when there is no whole plan.
  var plan: String? {
    FileManager.default.contents(atPath: planPath).map { String(decoding: $0, as: UTF8.self) }
  }

  func writePlan(_ fingerprint: String) throws(ClusterError) { try write(fingerprint, to: planPath) }

  /// The status plain bash saw a task end with, where that was not 0.
  func exitStatus(_ task: Int) -> Int? {
    FileManager.default.contents(atPath: "\(logs)/\(ArrayScript.exitName(task))").flatMap {
      Int(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  /// The results folder, made where a plain one is not there.
  func resultsFolder() throws(InterchangeError) -> ResultsFolder {
    files.isEncrypted ? ResultsFolder(files) : try ResultsFolder(path: results)
  }

  // MARK: Task lists

  /// Writes a task's list as a manifest and makes sure that it reads back as the same recordings.
  func writeList(_ items: [RemainingRecordings.Item], of task: Int) throws(ClusterError) {
    var table = CommaSeparated(header: [
      "path", "session", "participant", "date", "transcript", "participant_channel", "relative_to",
    ])
    for item in items {
      let recording = item.recording
      table.append([
        recording.path, item.session, recording.participant ?? "", recording.date ?? "",
        recording.transcriptPath ?? "", recording.participantChoice?.text ?? "", ".",
      ])
    }
    do { try files.writePrivately(Data(table.text.utf8), to: Self.listName(task)) } catch {
      throw .cannotWrite(path: list(task))
    }
    let back = try recordings(of: task)
    for (index, item) in items.enumerated() {
      guard back.indices.contains(index), back[index] == item.recording,
        SessionNames.assign([back[index]], taken: [:]) == [item.session]
      else { throw .cannotHandOn(path: item.recording.path) }
    }
  }

  /// The recordings of a task, each with its session's name.
  func recordings(of task: Int) throws(ClusterError) -> [Recording] {
    let path = list(task)
    do {
      guard let data = try files.read(Self.listName(task)) else { throw ClusterError.cannotRead(path: path) }
      return try RecordingFinder.recordings(at: [path], opened: [path: data])
    } catch { throw .cannotRead(path: path) }
  }

  // MARK: Files

  /// Makes a folder beneath `.shards`, and `.shards` itself, for the owner alone.
  func make(_ folder: String) throws(ClusterError) {
    do {
      try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw .cannotWrite(path: folder) }
  }

  /// Makes a task's folder, which opens with the key of the results folder.
  func makeShard(_ task: Int) throws(ClusterError) {
    try make(shard(task))
    guard files.isEncrypted else { return }
    do {
      try FolderLock.of(files.path)?.write(to: shard(task))
    } catch { throw .cannotWrite(path: shard(task)) }
  }

  /// A task's folder as a results folder.
  func shardFiles(_ task: Int) -> ResultsFiles { ResultsFiles(path: shard(task), key: files.key) }

  /// Writes a file for the owner alone, whole or not at all.
  func write(_ text: String, to filePath: String) throws(ClusterError) {
    try make(URL(filePath: filePath).deletingLastPathComponent().path)
    do { try WholeFile.write(text.utf8, to: filePath, isPrivate: true) } catch {
      throw .cannotWrite(path: filePath)
    }
  }

  /// Takes away what a task leaves behind, its list last.
  func remove(_ task: Int) throws(ClusterError) {
    try remove(shard(task))
    do { try files.remove(Self.listName(task)) } catch { throw .cannotWrite(path: list(task)) }
  }

  /// Takes everything away.
  func remove() throws(ClusterError) { try remove(path) }

  private func remove(_ item: String) throws(ClusterError) {
    guard FileManager.default.fileExists(atPath: item) else { return }
    do { try FileManager.default.removeItem(atPath: item) } catch { throw .cannotWrite(path: item) }
  }
}
