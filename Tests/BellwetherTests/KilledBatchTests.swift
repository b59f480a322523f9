import Foundation
import TestSupport
import Testing

@Suite("A batch killed again and again, end to end", .serialized)
struct KilledBatchTests {
  private static let wanted = 50
  /// More than this never landed: the program would end before it is hit.
  private static let mostTries = 150

  /// 30 recordings of one second: speech, some with a transcript beside them, and moving faces.
  private func fill(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for number in 0..<30 {
      let name = "\(folder)/visit \(number < 10 ? "0" : "")\(number)"
      if number == 9 || number == 19 {
        try TinyRecordings.face(pictures: number / 3, to: name + ".mp4")
        continue
      }
      let start = 0.3 * Double(number)
      try TinyRecordings.speech(fromSecond: start, seconds: 1).write(to: URL(filePath: name + ".wav"))
      if number.isMultiple(of: 5) {
        let text = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Patient>My \(number) fellow Americans ask not\n"
        try Data(text.utf8).write(to: URL(filePath: name + ".vtt"))
      }
    }
  }

  private func command(_ folder: String, _ out: String) -> [String] {
    [
      "extract", "\(folder)/in", "--out", "\(folder)/\(out)", "--modalities", "speech,face", "--jobs", "2",
    ]
  }

  private func seconds(since begin: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - begin) / .seconds(1)
  }

  @Test(
    """
    a batch of 30 whose program and workers are killed at 50 random moments, and which is resumed each time, ends in \
    the bytes of an undisturbed run
    """)
  func fifty() throws {
    try withTemporaryFolder { folder in
      try fill("\(folder)/in")
      let begin = ContinuousClock.now
      let calm = try RunningProgram(command(folder, "whole") + ["--json-progress"])
      #expect(calm.line(with: "\"ended\"") != nil)
      let firstSeconds = seconds(since: begin)
      #expect(calm.end() == 0)
      let wholeSeconds = seconds(since: begin)
      let whole = try Program.contents(of: "\(folder)/whole")
      #expect(whole.keys.count { $0.hasSuffix("/tracks.h5") } == 30)

      var killing = Killing(firstSeconds: firstSeconds)
      var batch = 1
      while killing.landed < Self.wanted, killing.tries < Self.mostTries {
        guard try killing.disturb(command(folder, "killed\(batch)")) else { continue }
        // It came through: what a run that was hit in its workers alone lost is made up by the next.
        try expectWhole(folder, "killed\(batch)", whole)
        batch += 1
      }
      try expectWhole(folder, "killed\(batch)", whole)
      #expect(killing.landed >= 40)
      #expect(killing.programs >= 15 && killing.workers >= 15)
      print(
        "Kills: \(killing.tries) tried, \(killing.programs) hit the program and \(killing.workers) a worker, in \(batch)"
          + " batch(es); undisturbed \(Int(1000 * wholeSeconds)) ms, its first recording after"
          + " \(Int(1000 * firstSeconds)) ms")
    }
  }

  /// Runs to the end, undisturbed now, and compares with the bytes of a run that always was.
  private func expectWhole(_ folder: String, _ out: String, _ whole: [String: Data]) throws {
    let last = try Program.run(command(folder, out))
    #expect(last.status == 0, "\(last.errors)")
    let found = try Program.contents(of: "\(folder)/\(out)")
    #expect(found.keys.sorted() == whole.keys.sorted())
    let different = whole.keys.filter { found[$0] != whole[$0] }.sorted()
    #expect(different.isEmpty, "\(different)")
  }
}

/// Kills that come at random moments, the same ones in every run of the test: a worker first, then the program.
private struct Killing {
  private(set) var tries = 0
  private(set) var programs = 0
  private(set) var workers = 0
  private let longestSeconds: Double
  private var state: UInt64 = 20_261_122

  /// - Parameter firstSeconds: How long a run takes until its first recording is done: kills come within some of
  ///   that, so that most leave something done and much to do.
  init(firstSeconds: Double) { longestSeconds = 1.2 * firstSeconds }

  var landed: Int { programs + workers }

  /// Runs the program once and kills a worker of it, and later itself.
  /// - Returns: Whether it came to its end unhurt.
  mutating func disturb(_ command: [String]) throws -> Bool {
    let run = try RunningProgram(command + ["--quiet"])
    tries += 1
    wait(for: run, seconds: longestSeconds * unit())
    while run.isRunning {
      let found = run.workers
      if found.isEmpty {
        Thread.sleep(forTimeInterval: 0.002)
        continue
      }
      if kill(found[Int(unit() * Double(found.count))], SIGKILL) == 0 { workers += 1 }
      break
    }
    tries += 1
    wait(for: run, seconds: longestSeconds * unit())
    run.send(SIGKILL)
    let end = run.end()
    if end == SIGKILL { programs += 1 }
    return end != SIGKILL
  }

  private func wait(for run: RunningProgram, seconds: Double) {
    let end = ContinuousClock.now + .seconds(seconds)
    while run.isRunning, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.002) }
  }

  /// Evenly in 0..<1: SplitMix64 (Steele, Lea & Flood 2014).
  private mutating func unit() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
  }
}
