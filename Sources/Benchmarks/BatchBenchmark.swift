import ArgumentParser
import Foundation
import TestSupport

/// The night run as a whole: many short recordings, long ones, and what each stage costs, through the program itself.
struct BatchBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "A batch of short recordings, memory and time against length, and each stage's share.",
    discussion: """
      Runs .build/release/bellwether on recordings made of the sample interview with the ffmpeg command. What is made \
      goes to a folder below TMPDIR, which takes some 3 GB for the figures below and is removed at the end.

      Example: .build/release/Benchmarks batch --recordings 1000 --lengths 10,60,180 --session 60
      Example: .build/release/Benchmarks batch --recordings 400 --lengths "" --session 0 --slurm
      """)

  @Option(help: "How many short recordings.")
  var recordings = 1000

  @Option(help: "Seconds of each short recording.")
  var seconds = 10.0

  @Option(help: "Minutes of the long recordings, joined by commas: sound only.")
  var lengths = "10,60,180"

  @Option(help: "Minutes of a whole two-person session with 720p pictures; 0 leaves it out.")
  var session = 60.0

  @Option(help: "Pieces of work at once.")
  var jobs = 2

  @Flag(help: "The short recordings also as tasks of a Slurm of this machine: one slot against two (root).")
  var slurm = false

  func validate() throws {
    guard recordings >= 0, seconds > 0, session >= 0, jobs >= 1, minutes != nil else {
      throw ValidationError("Numbers of recordings, seconds, minutes and jobs are wanted.")
    }
  }

  /// Of the long recordings; `nil` where one is no length.
  private var minutes: [Double]? {
    let found = lengths.split(separator: ",").map { Double($0) ?? 0 }
    return found.allSatisfy { $0 > 0 } ? found : nil
  }

  func run() throws {
    guard let maker = SessionMaker() else {
      throw ValidationError("The ffmpeg command is needed to make the recordings.")
    }
    if recordings > 0 { try batch(maker) }
    if let minutes, !minutes.isEmpty { try long(maker, minutes) }
    if session > 0 { try whole(maker) }
  }

  /// Many short recordings, sound and words, and the sound's measures alone: the rest is the words' share.
  private func batch(_ maker: SessionMaker) throws {
    let folder = try maker.pieces(recordings, seconds: seconds)
    var table = MarkdownTable(
      "\(recordings) recordings of \(number(seconds)) s", "wall (s)", "recordings an hour", "processor (s)",
      "processor s a minute of sound", "share of the processor time",
      "largest memory of all processes (MiB)", "called again, wall (s)")
    var all: Double?
    for modalities in ["speech,language", "speech"] {
      let out = maker.place("batch-" + modalities)
      let first = try extract(folder, modalities, to: out)
      let again = try extract(folder, modalities, to: out)
      all = all ?? first.processorSeconds
      table.add(
        modalities, number(first.wallSeconds), "\(Int(Double(recordings) / first.wallSeconds * 3600))",
        number(first.processorSeconds), fine(first.processorSeconds / (Double(recordings) * seconds / 60)),
        fine(first.processorSeconds / (all ?? first.processorSeconds)), "\(first.peakMebibytes)",
        number(again.wallSeconds))
      try FileManager.default.removeItem(atPath: out)
    }
    say(table)
    if slurm {
      try say(SlurmRace(maker: maker, recordings: folder, modalities: "speech,language").table())
    }
  }

  /// Memory and time against length.
  private func long(_ maker: SessionMaker, _ lengths: [Double]) throws {
    var table = MarkdownTable(
      "one recording, sound and words", "wall (s)", "processor (s)", "processor s a minute",
      "largest memory of all processes (MiB)", "without pages of files")
    for minutes in lengths {
      let path = try maker.session(minutes: minutes, height: nil)
      let run = try extract(path, "speech,language", to: maker.place("long-\(minutes)"))
      table.add(
        "\(number(minutes)) min", number(run.wallSeconds), number(run.processorSeconds),
        fine(run.processorSeconds / minutes), "\(run.peakMebibytes)", "\(run.peakAnonymousMebibytes)")
      try FileManager.default.removeItem(atPath: path)
    }
    say(table)
  }

  /// A whole session, then its sound's measures and its face alone: what is left of the whole is the words' share.
  private func whole(_ maker: SessionMaker) throws {
    let path = try maker.session(minutes: session, height: 720)
    var table = MarkdownTable(
      "\(number(session)) min, 720p, face at 10 pictures a second", "wall (s)", "of its length",
      "processor (s)", "processor s a minute", "share of the processor time",
      "largest memory of all processes (MiB)")
    var all: Double?
    for modalities in ["speech,language,face", "speech", "face"] {
      let run = try extract(path, modalities, to: maker.place("whole-" + modalities))
      all = all ?? run.processorSeconds
      table.add(
        modalities, number(run.wallSeconds), String(format: "%.3f", run.wallSeconds / (60 * session)),
        number(run.processorSeconds), fine(run.processorSeconds / session),
        fine(run.processorSeconds / (all ?? run.processorSeconds)), "\(run.peakMebibytes)")
    }
    say(table)
  }

  private func extract(_ path: String, _ modalities: String, to out: String) throws -> ProgramRun {
    try ProgramRun([
      "extract", path, "--out", out, "--modalities", modalities, "--jobs", "\(jobs)", "--quiet",
    ])
  }

  /// At once, also into a file: such a run takes hours.
  private func say(_ table: MarkdownTable) { say(table.text) }

  private func say(_ text: String) {
    print(text)
    fflush(nil)
  }

  private func number(_ value: Double) -> String { String(format: value < 100 ? "%.1f" : "%.0f", value) }

  private func fine(_ value: Double) -> String { String(format: "%.2f", value) }
}
