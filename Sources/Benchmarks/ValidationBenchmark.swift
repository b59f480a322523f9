import ArgumentParser
import Foundation
import TestSupport

struct ValidationBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validation",
    abstract: "How long ‘bellwether validate’ takes on made-up studies of 60 and 50,000 people.",
    discussion: """
      The studies are the same on every machine. Their tables and the pages stay in the folder.

      Example: swift run -c release Benchmarks validation /tmp/studies
      """)

  @Argument(help: "Folder for the tables and the pages.")
  var folder: String

  @Option(help: "People in each study.")
  var people: [Int] = [60, 50_000]

  func run() throws {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "bellwether")
    var table = MarkdownTable("People", "wall, s", "processor, s", "page, kB")
    for count in people {
      let home = "\(folder)/\(count)"
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      let study = StudyMaker(people: count)
      try study.scores.write(toFile: "\(home)/scores.csv", atomically: true, encoding: .utf8)
      try study.assessments.write(toFile: "\(home)/assessments.csv", atomically: true, encoding: .utf8)
      let process = Process()
      process.executableURL = program
      process.arguments = [
        "validate", "\(home)/scores.csv", "--assessments", "\(home)/assessments.csv", "--out", home,
        "--prevalence", "0.1",
      ]
      let before = Self.childSeconds()
      let (_, wall, _) = try timedOverThreads {
        try process.run()
        process.waitUntilExit()
      }
      guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
      let page = try FileManager.default.attributesOfItem(atPath: "\(home)/validation.html")[.size] as? Int
      table.add(
        "\(count)", String(format: "%.2f", wall), String(format: "%.2f", Self.childSeconds() - before),
        "\((page ?? 0) / 1000)")
    }
    print(table.text)
  }

  /// Processor time of all programs this one has started and waited for.
  private static func childSeconds() -> Double {
    var ticks = tms()
    unsafe times(&ticks)
    return Double(ticks.tms_cutime + ticks.tms_cstime) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
