/// A script that runs numbered tasks of one program and then a last command: as a job array of Slurm, or with plain
/// bash.
///
/// Each task is one call of the program. Whether a task is done already, the program itself finds out, so the
/// script may be run again at any time.
public struct ArrayScript: Sendable {
  /// A word of a task's call.
  public enum Word: Sendable, Hashable {
    case text(String)
    /// The task's number between two texts.
    case task(before: String, after: String)
    /// How many processors the task was given; 1 without Slurm.
    case processors

    fileprivate var shell: String {
      switch self {
      case .text(let text): ArrayScript.quoted(text)
      case .task(let before, let after):
        (before.isEmpty ? "" : ArrayScript.quoted(before)) + "\"$1\""
          + (after.isEmpty ? "" : ArrayScript.quoted(after))
      case .processors: "\"${SLURM_CPUS_PER_TASK:-1}\""
      }
    }
  }

  /// Names the array in the queue; letters, digits and `-`.
  public var jobName: String
  /// The partition asked for; `nil` leaves it to the cluster.
  public var partition: String?
  /// Numbers of the tasks to run, from 0.
  public var tasks: [Int]
  /// The program and its arguments for one task.
  public var call: [Word]
  /// What is called when no task runs any more.
  public var lastCall: [String]
  /// Folder the calls are made in; `nil` makes them where the script is called.
  public var callFolder: String?
  /// Where each task's output goes, as `task-NUMBER.log`.
  public var logFolder: String
  /// Which kernels OpenBLAS takes (`OPENBLAS_CORETYPE`), so that every machine computes the same bits.
  public var kernels: String?

  public init(
    jobName: String, partition: String? = nil, tasks: [Int], call: [Word], lastCall: [String],
    callFolder: String?, logFolder: String, kernels: String?
  ) {
    self.jobName = jobName
    self.partition = partition
    self.tasks = tasks
    self.call = call
    self.lastCall = lastCall
    self.callFolder = callFolder
    self.logFolder = logFolder
    self.kernels = kernels
  }

  public static func logName(_ task: Int) -> String { "task-\(task).log" }
  /// Holds the exit status of a task that plain bash saw fail.
  public static func exitName(_ task: Int) -> String { "task-\(task).exit" }

  /// The array. With plain bash: every task, as many at a time as the first argument says, then the last call.
  public var text: String {
    """
    \(head(jobName, lines: ["--array=\(Self.ranges(tasks))", "--cpus-per-task=1"]))
    logs=\(Self.quoted(logFolder))
    mkdir -p "$logs"
    start() {
      rm -f "$logs/task-$1.exit"
      exec \(call.map(\.shell).joined(separator: " ")) > "$logs/task-$1.log" 2>&1
    }
    if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then start "$SLURM_ARRAY_TASK_ID"; fi

    # Without Slurm: bash FILE [tasks at a time]
    trap 'kill $(jobs -pr) 2>/dev/null; wait; echo "Stopped. The same command goes on from here." >&2; exit 130' INT TERM
    declare -A task_of
    running=0
    finish() {
      local process status=0
      wait -n -p process || status=$?
      running=$((running - 1))
      [ "$status" = 0 ] || echo "$status" > "$logs/task-${task_of[$process]}.exit"
    }
    for task in \(tasks.map(String.init).joined(separator: " ")); do
      [ "$running" -lt "${1:-1}" ] || finish
      start "$task" &
      task_of[$!]=$task
      running=$((running + 1))
    done
    while [ "$running" -gt 0 ]; do finish; done
    \(lastLine)

    """
  }

  /// A job that makes the last call alone, for when the array is over.
  public func closingText(jobName: String) -> String {
    """
    \(head(jobName, lines: ["--cpus-per-task=1"]))
    \(lastLine)

    """
  }

  private func head(_ name: String, lines: [String]) -> String {
    let options =
      ["--job-name=\(name)"] + lines + (partition.map { ["--partition=\($0)"] } ?? [])
      + ["--output=/dev/null"]
    let chosen = kernels.map { "\nexport OPENBLAS_CORETYPE=\(Self.quoted($0))" } ?? ""
    let place = callFolder.map { "\ncd \(Self.quoted($0)) || exit 1" } ?? ""
    return """
      #!/bin/bash
      \(options.map { "#SBATCH \($0)" }.joined(separator: "\n"))
      set -uo pipefail\(chosen)\(place)
      """
  }

  private var lastLine: String { "exec " + lastCall.map(Self.quoted).joined(separator: " ") }

  /// As one word for a shell.
  static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,".contains($0)) }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// Numbers as Slurm writes them: `0-3,7`.
  static func ranges(_ numbers: [Int]) -> String {
    var parts: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = parts.last, last.upperBound + 1 == number {
        parts[parts.count - 1] = last.lowerBound...number
      } else {
        parts.append(number...number)
      }
    }
    return parts.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
