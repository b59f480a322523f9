internal import Foundation
public import MultimodalFusion

/// Results of training tasks as files, one a task.
public struct TaskFiles: Sendable {
  public let folder: String

  public init(folder: String) { self.folder = folder }

  private func path(_ task: Int) -> String { "\(folder)/task-\(task).json" }

  /// A finished task of this plan; `nil` when it is still to do.
  public func result(_ task: Int, of plan: TrainingPlan) -> TrainingTaskResult? {
    guard let data = FileManager.default.contents(atPath: path(task)),
      let result = try? JSONDecoder().decode(TrainingTaskResult.self, from: data), result.task == task,
      result.fingerprint == plan.fingerprint
    else { return nil }
    return result
  }

  public func write(_ result: TrainingTaskResult) throws(InterchangeError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw .cannotWrite(path: folder) }
    try StreamedFile.write(JSONText.text(result, for: path(result.task)).utf8, to: path(result.task))
    try? FileManager.default.removeItem(atPath: stateFolder(result.task))
  }

  /// Takes the files away once they are joined.
  public func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
