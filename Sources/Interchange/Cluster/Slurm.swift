internal import Foundation

/// Slurm's own commands: submitting scripts, looking at the queue, taking jobs back.
public struct Slurm: Sendable {
  /// One task of a job array, or a job without tasks, as the queue shows it.
  public struct Entry: Sendable, Hashable {
    /// Number of the array, or of the job.
    public let job: String
    /// `nil` for a job without tasks.
    public let task: Int?
    /// Slurm's word, for example `RUNNING` or `TIMEOUT`.
    public let state: String

    /// Whether it has come to its end, well or badly.
    public var isOver: Bool {
      [
        "COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "OUT_OF_MEMORY", "NODE_FAIL", "BOOT_FAIL", "DEADLINE",
        "PREEMPTED", "SPECIAL_EXIT",
      ].contains(state)
    }
    public var isWaiting: Bool { state == "PENDING" }
  }

  public init() {}

  /// Hands a script in.
  /// - Parameters:
  ///   - jobs: Jobs that must be over first, however they ended.
  ///   - isWaitedFor: Whether to return only when the job is over, however it ended.
  /// - Returns: The job's number.
  public func submit(
    _ path: String, after jobs: [String] = [], isWaitedFor: Bool = false
  ) throws(ClusterError) -> String {
    let dependency = jobs.isEmpty ? [] : ["--dependency=afterany:" + jobs.joined(separator: ":")]
    let answer = try call(["sbatch", "--parsable"] + dependency + (isWaitedFor ? ["--wait"] : []) + [path])
    // `JOB`, or `JOB;CLUSTER` where several clusters are known. A job that failed while it was waited for has a
    // number too.
    let job = answer.output.prefix { $0 != ";" && !$0.isNewline }
    guard !job.isEmpty, job.allSatisfy(\.isNumber) else { throw .slurmRefused(detail: answer.complaint) }
    return String(job)
  }

  /// This user's jobs of a name, also those that ended some minutes ago; the oldest first.
  public func entries(named name: String) throws(ClusterError) -> [Entry] {
    let answer = try successful([
      "squeue", "--me", "--noheader", "--array", "--states=all", "--sort=i", "--name=\(name)",
      "--format=%F|%K|%T",
    ])
    return answer.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      return cells.count == 3 ? Entry(job: cells[0], task: Int(cells[1]), state: cells[2]) : nil
    }
  }

  public func cancel(_ job: String) throws(ClusterError) { _ = try successful(["scancel", job]) }

  private struct Answer {
    let output: String
    let complaint: String
    let status: Int32
  }

  /// Standard output of a command that must succeed.
  private func successful(_ words: [String]) throws(ClusterError) -> String {
    let answer = try call(words)
    guard answer.status == 0 else { throw .slurmRefused(detail: answer.complaint) }
    return answer.output
  }

  private func call(_ words: [String]) throws(ClusterError) -> Answer {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    let (output, complaint) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaint
    do { try process.run() } catch { throw .noSlurm(command: words[0]) }
    // Complaints are far shorter than a pipe holds, so that they may be read second.
    let texts = [output, complaint].map {
      String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
    process.waitUntilExit()
    // `env` says 127 for a command that is not there.
    guard process.terminationStatus != 127 else { throw .noSlurm(command: words[0]) }
    return Answer(
      output: texts[0], complaint: texts[1].trimmingCharacters(in: .whitespacesAndNewlines),
      status: process.terminationStatus)
  }
}
