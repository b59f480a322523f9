/// A script that runs every task of a training plan: as a Slurm array, or with plain bash.
public struct TrainingScript: Sendable {
  /// The program and its arguments, without those that choose a task.
  public var command: [String]
  public var taskCount: Int
  /// Where task results and logs go.
  public var workFolder: String
  /// Which kernels OpenBLAS takes (`OPENBLAS_CORETYPE`), so that every machine computes the same bits.
  public var kernels: String?

  public init(command: [String], taskCount: Int, workFolder: String, kernels: String?) {
    self.command = command
    self.taskCount = taskCount
    self.workFolder = workFolder
    self.kernels = kernels
  }

  /// Each task writes one file and is skipped when it is there, so a stopped run goes on where it was.
  public var text: String {
    ArrayScript(
      jobName: "bellwether-train", tasks: Array(0..<taskCount),
      call: command.map { .text($0) } + [.text("--task"), .task(before: "", after: "")],
      lastCall: command + ["--join"], callFolder: nil, logFolder: workFolder, kernels: kernels
    ).text
  }
}
