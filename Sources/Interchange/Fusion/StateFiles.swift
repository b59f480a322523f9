internal import Foundation
public import MultimodalFusion

/// States of unfinished trainings as files of one folder, one a training, so that a killed task goes on from them.
///
/// A file begins with the fingerprint of the plan it belongs to; those of other plans are not taken. A state that
/// cannot be written costs time after a stop, nothing else.
public struct StateFiles: FitStates {
  let folder: String
  private let head: [UInt8]

  init(folder: String, fingerprint: String) {
    self.folder = folder
    head = Array("\(fingerprint)\n".utf8)
  }

  private func path(_ name: String) -> String { "\(folder)/\(name).state" }

  public func state(_ name: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: path(name)), data.starts(with: head) else {
      return nil
    }
    return [UInt8](data.dropFirst(head.count))
  }

  public func keep(_ state: [UInt8], as name: String) {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? StreamedFile.write(head + state, to: path(name))
  }
}

extension TaskFiles {
  /// Where the unfinished trainings of a task are kept; `nil` for those of the model that is kept.
  public func states(of task: Int?, of plan: TrainingPlan) -> StateFiles {
    StateFiles(folder: stateFolder(task), fingerprint: plan.fingerprint)
  }

  func stateFolder(_ task: Int?) -> String {
    "\(folder)/" + (task.map { "states-\($0)" } ?? "states-kept")
  }
}
