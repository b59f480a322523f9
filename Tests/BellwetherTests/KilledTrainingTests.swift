import Foundation
import TestSupport
import Testing

@Suite("A training killed again and again, end to end", .serialized)
struct KilledTrainingTests {
  /// Passes that are seen to be kept between two kills; not every pass is.
  private static let passes = [1, 1, 2]

  private func command(_ folder: String, _ out: String) -> [String] {
    [
      "train", "--sessions", folder + "/s", "--assessments", folder + "/s/assessments.csv",
      "--learner", "network", "--jobs", "2", "--out", "\(folder)/\(out)",
    ]
  }

  /// The files of a model and those beside it.
  private func made(_ folder: String, _ out: String) throws -> [String: Data] {
    try Program.contents(of: folder).filter { $0.key.hasPrefix(out) && !$0.key.contains(".work") }
      .reduce(into: [:]) { files, file in files[String(file.key.dropFirst(out.count))] = file.value }
  }

  @Test(
    """
    networks whose training is killed three times go on from the pass they had reached and end in the bytes of an \
    undisturbed run
    """)
  func killed() throws {
    try withTemporaryFolder { folder in
      #expect(
        try Program.run(["simulate", folder + "/s", "--people", "24", "--effect", "1", "--seed", "5"]).status
          == 0)
      let calm = try Program.run(command(folder, "calm"))
      #expect(calm.status == 0, "\(calm.errors)")

      var trainings = Trainings(folder: folder + "/killed.work")
      var landed = 0
      for passes in Self.passes {
        let run = try RunningProgram(command(folder, "killed"))
        let before = trainings.passes
        // Amid a training, not between two.
        while run.isRunning, try !trainings.look() || trainings.passes < before + passes { usleep(1000) }
        guard run.isRunning else { break }
        run.send(SIGKILL)
        if run.end() == SIGKILL { landed += 1 }
      }
      #expect(landed == Self.passes.count)
      let last = try Program.run(command(folder, "killed"))
      #expect(last.status == 0 && last.output == calm.output, "\(last.errors)")
      let (expected, found) = (try made(folder, "calm"), try made(folder, "killed"))
      #expect(expected.count >= 4 && found == expected)
    }
  }
}

/// What the states of unfinished trainings say, looked at while the program writes them.
private struct Trainings {
  let folder: String
  private var reached: [String: Int] = [:]

  init(folder: String) { self.folder = folder }

  /// Of all trainings seen.
  var passes: Int { reached.values.reduce(0, +) }

  /// Reads what is there; no training goes back.
  /// - Returns: Whether one is neither at its beginning nor at its end.
  mutating func look() throws -> Bool {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    var isAmidst = false
    for name in names where name.hasSuffix(".state") && !name.contains(".part-") {
      // It may be gone by now: its task is finished.
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
        let end = data.firstIndex(of: UInt8(ascii: "\n"))
      else { continue }
      let state = try #require(
        try JSONSerialization.jsonObject(with: data[(end + 1)...]) as? [String: Any])
      let history = try #require(state["history"] as? [Any])
      let isDone = try #require(state["isDone"] as? Bool)
      #expect(history.count >= reached[name] ?? 0)
      reached[name] = history.count
      isAmidst = isAmidst || (history.count > 1 && !isDone)
    }
    return isAmidst
  }
}
