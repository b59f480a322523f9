internal import SignalCore

/// A task ended before it had measured a recording.
struct UnfinishedTask: UserFacingError {
  /// What is known of a task's end.
  enum End {
    /// Slurm's word for the state.
    case slurm(String)
    /// The status plain bash saw; above 128, a signal.
    case status(Int)
    case unknown
  }

  let path: String
  let end: End
  /// Where the task's own words are.
  let log: String

  var message: String { "The task that was to measure ‘\(path)’ ended before it was done: \(cause)." }

  private var cause: String {
    switch end {
    case .slurm("TIMEOUT"), .slurm("DEADLINE"): "it ran longer than the cluster allows"
    case .slurm("OUT_OF_MEMORY"): "it needed more memory than the cluster gave it"
    case .slurm("CANCELLED"): "it was cancelled"
    case .slurm("NODE_FAIL"), .slurm("BOOT_FAIL"): "its machine failed"
    case .slurm("PREEMPTED"): "other work took its place"
    case .slurm(let state): "it failed or was killed (Slurm says \(state))"
    case .status(let status) where status > 128: "it was killed (signal \(status - 128))"
    case .status(let status): "it ended with status \(status)"
    case .unknown: "nothing recorded why"
    }
  }

  var remedy: String {
    let again = "run the same command again: only what is missing is done."
    return switch end {
    case .slurm("TIMEOUT"), .slurm("DEADLINE"):
      "Put SBATCH_TIMELIMIT=24:00:00 before the command, or what your cluster allows, and " + again
    case .slurm("OUT_OF_MEMORY"): "Put SBATCH_MEM_PER_NODE=8G before the command, or more, and " + again
    case .slurm("CANCELLED"), .slurm("PREEMPTED"), .slurm("NODE_FAIL"), .slurm("BOOT_FAIL"):
      "R" + again.dropFirst()
    default: "Read \(log), then " + again
    }
  }
}
