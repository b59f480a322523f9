/// A script that runs every task of a training plan: as a Slurm array, or one after another with plain bash.
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

  /// Arguments that run one task, and that join all results.
  public static let taskOption = "--task"
  public static let joinOption = "--join"

  /// Each task writes one file and is skipped when it is there, so a stopped run goes on where it was.
  public var text: String {
    let chosen = kernels.map { "export OPENBLAS_CORETYPE=\(Self.quoted($0))\n" } ?? ""
    let call = command.map(Self.quoted).joined(separator: " ")
    return """
      #!/bin/bash
      # Slurm: sbatch --wait FILE, then the last command of this file. Without Slurm: bash FILE.
      #SBATCH --job-name=bellwether-train
      #SBATCH --array=0-\(taskCount - 1)
      #SBATCH --cpus-per-task=1
      #SBATCH --output=/dev/null
      set -euo pipefail
      \(chosen)work=\(Self.quoted(workFolder))
      mkdir -p "$work"
      run() { \(call) \(Self.taskOption) "$1" > "$work/task-$1.log" 2>&1 || { cat "$work/task-$1.log" >&2; return 1; }; }
      if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
        run "$SLURM_ARRAY_TASK_ID"
        exit
      fi
      for task in $(seq 0 \(taskCount - 1)); do run "$task"; done
      \(call) \(Self.joinOption)

      """
  }

  /// As one word for a shell.
  static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,".contains($0)) }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
