import ArgumentParser
import Foundation
import TestSupport

/// The night run as a whole: many short recordings, long ones, and what each stage costs, through the program itself.
struct BatchBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "A batch of short recordings, memory and time against length, and each stage's share.",
    discussion: """
      Runs .build/release/bellwether on recordings made of the sample interview with the ffmpeg command.

      Example: .build/release/Benchmarks batch --recordings 1000 --lengths 10,60,180
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

  func run() throws {
    guard let maker = SessionMaker() else {
      throw ValidationError("The ffmpeg command is needed to make the recordings.")
    }
    if recordings > 0 { print(try batch(maker)) }
    if !lengths.isEmpty { print(try long(maker)) }
    if session > 0 { print(try whole(maker)) }
  }

  /// Many short recordings, sound and words.
  private func batch(_ maker: SessionMaker) throws -> String {
    let folder = try maker.pieces(recordings, seconds: seconds)
    let first = try ProgramRun([
      "extract", folder, "--out", maker.place("batch"), "--modalities", "speech,language", "--jobs",
      "\(jobs)",
      "--quiet",
    ])
    let again = try ProgramRun([
      "extract", folder, "--out", maker.place("batch"), "--modalities", "speech,language", "--jobs",
      "\(jobs)",
      "--quiet",
    ])
    var table = MarkdownTable(
      "short recordings, sound and words", "wall (s)", "processor (s)", "recordings an hour",
      "processor s a minute of sound", "largest memory of all processes (MiB)", "called again, wall (s)")
    let minutes = Double(recordings) * seconds / 60
    table.add(
      "\(recordings) of \(number(seconds)) s", number(first.wallSeconds), number(first.processorSeconds),
      "\(Int(Double(recordings) / first.wallSeconds * 3600))", number(first.processorSeconds / minutes),
      "\(first.peakMebibytes)", number(again.wallSeconds))
    return table.text
  }

  /// Memory and time against length.
  private func long(_ maker: SessionMaker) throws -> String {
    var table = MarkdownTable(
      "one recording, sound and words", "wall (s)", "processor (s)", "processor s a minute",
      "largest memory of all processes (MiB)")
    for minutes in lengths.split(separator: ",").compactMap({ Double($0) }) {
      let path = try maker.session(minutes: minutes, height: nil)
      let run = try ProgramRun([
        "extract", path, "--out", maker.place("long-\(Int(minutes))"), "--modalities", "speech,language",
        "--jobs",
        "\(jobs)", "--quiet",
      ])
      table.add(
        "\(number(minutes)) min", number(run.wallSeconds), number(run.processorSeconds),
        number(run.processorSeconds / minutes), "\(run.peakMebibytes)")
    }
    return table.text
  }

  /// A whole session, and each of its modalities alone.
  private func whole(_ maker: SessionMaker) throws -> String {
    let path = try maker.session(minutes: session, height: 720)
    var table = MarkdownTable(
      "\(number(session)) min, 720p, face at 10 pictures a second", "wall (s)", "of its length",
      "processor (s)",
      "share of the processor time", "largest memory of all processes (MiB)")
    var all: Double?
    for modalities in ["speech,language,face", "speech", "language", "face"] {
      let run = try ProgramRun([
        "extract", path, "--out", maker.place("whole-" + modalities), "--modalities", modalities, "--jobs",
        "\(jobs)",
        "--quiet",
      ])
      all = all ?? run.processorSeconds
      table.add(
        modalities, number(run.wallSeconds), String(format: "%.3f", run.wallSeconds / (60 * session)),
        number(run.processorSeconds),
        String(format: "%.2f", run.processorSeconds / (all ?? run.processorSeconds)),
        "\(run.peakMebibytes)")
    }
    return table.text
  }

  private func number(_ value: Double) -> String { String(format: value < 100 ? "%.1f" : "%.0f", value) }
}
