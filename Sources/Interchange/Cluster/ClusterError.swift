public import SignalCore

/// Why work cannot be spread over tasks or put together again.
public enum ClusterError: UserFacingError, Equatable {
  /// A command of Slurm is not on this machine.
  case noSlurm(command: String)
  /// Slurm's own words.
  case slurmRefused(detail: String)
  /// Tasks of another call still work on the folder.
  case otherWorkUnderWay(jobs: [String])
  /// Tasks hold their folders: processes are at work in them.
  case tasksUnderWay([Int])
  /// A job is putting shards together.
  case mergeUnderWay(job: String)
  /// A recording's name or details do not survive a task list.
  case cannotHandOn(path: String)
  /// A study's corrected transcripts would lie readable in an encrypted folder.
  case readableTranscripts(folder: String)
  case cannotWrite(path: String)
  case cannotRead(path: String)
  /// There is no plain bash to run the tasks.
  case noBash

  public var message: String {
    switch self {
    case .noSlurm(let command): "There is no \(command) on this machine, so no job can be given to Slurm."
    case .slurmRefused(let detail): "Slurm refused: \(detail)"
    case .otherWorkUnderWay(let jobs):
      "Tasks of another call still work for this results folder (job \(jobs.joined(separator: ", ")))."
    case .tasksUnderWay(let tasks):
      "Tasks of another call are at work for this results folder (\(tasks.map(String.init).joined(separator: ", ")))."
    case .mergeUnderWay(let job): "Results are just being put together (job \(job))."
    case .cannotHandOn(let path):
      "‘\(path)’ cannot be written into a task list so that it reads back the same."
    case .readableTranscripts(let folder):
      "Transcripts of this study are corrected for the tasks, and would lie readable in the encrypted ‘\(folder)’."
    case .cannotWrite(let path): "‘\(path)’ cannot be written."
    case .cannotRead(let path): "‘\(path)’ cannot be read."
    case .noBash: "There is no /bin/bash on this machine."
    }
  }

  public var remedy: String {
    switch self {
    case .noSlurm: "Run the command where Slurm is, or use --engine local; --dry-run prints the scripts."
    case .slurmRefused:
      "Check --partition and --array-size with your cluster's administrator; --dry-run prints the scripts."
    case .otherWorkUnderWay(let jobs):
      "Wait for them (squeue --me), or take them back with scancel \(jobs.joined(separator: " ")), then call again."
    case .tasksUnderWay: "Wait for them, or stop the call that runs them, then call again."
    case .mergeUnderWay: "Wait until the job is done (squeue --me), then run the same command again."
    case .cannotHandOn:
      "Take spaces away from the ends of the file's name, or extract this recording without --engine."
    case .readableTranscripts: "Extract the study without --engine, or add --as-distributed."
    case .cannotWrite: "Check free disk space and that you may write there, then run the same command again."
    case .cannotRead: "Check that you may read there, then run the same command again."
    case .noBash: "Install bash, or extract without --engine."
    }
  }
}
