import Foundation
import TestSupport
import Testing

@Suite("Workers, end to end", .serialized)
struct WorkerTests {
  /// A moving face with sound, and speech alone.
  private func fill(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (source, name) in [("moving-face.mp4", "clip.mp4"), ("jfk.wav", "visit.wav")] {
      try FileManager.default.copyItem(
        atPath: Program.media("unpacked/\(source)"), toPath: "\(folder)/\(name)")
    }
  }

  private func command(_ folder: String, _ out: String) -> [String] {
    [
      "extract", "\(folder)/in", "--out", "\(folder)/\(out)", "--modalities", "speech,face", "--face-fps",
      "2",
      "--jobs", "1",
    ]
  }

  @Test(
    """
    a worker killed each time costs its stage until the next run; one that crashes once, Ctrl-C and kill -9 of the program \
    cost nothing: the folder ends in the bytes of an undisturbed run
    """)
  func disturbed() throws {
    try withTemporaryFolder { folder in
      try fill("\(folder)/in")
      #expect(try Program.run(command(folder, "whole")).status == 0)
      let whole = try Program.contents(of: "\(folder)/whole")

      try killEachTime(folder)
      try crashOnce(folder)
      #expect(try Program.contents(of: "\(folder)/killed") == whole)

      try interrupt(folder)
      try shoot(folder)
      let resumed = try Program.run(command(folder, "stopped"))
      #expect(resumed.status == 0 && resumed.errors.contains("kept     clip"), "\(resumed.errors)")
      #expect(try Program.contents(of: "\(folder)/stopped") == whole)
    }
  }

  private func killEachTime(_ folder: String) throws {
    let run = try RunningProgram(command(folder, "killed") + ["--json-progress"])
    #expect(run.line(with: "\"progress\"", "\"clip\"", "\"face\"") != nil)
    let parent = run.processID
    let killer = Thread {
      while !Thread.current.isCancelled {
        for worker in RunningProgram.workers(of: parent) { kill(worker, SIGKILL) }
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
    killer.start()
    #expect(run.line(with: "\"ended\"", "\"clip\"", "\"part\"") != nil)
    killer.cancel()
    #expect(run.end() == 2)
    let failed = try Program.text("\(folder)/killed/failures.csv").split(separator: "\n").dropFirst()
    #expect(failed.count == 1)
    #expect(failed.first?.contains(",face,") == true, "\(failed)")
    #expect(failed.first?.contains("as it does when memory runs short") == true, "\(failed)")
    #expect(failed.first?.contains("--jobs") == true, "the remedy stands beside it")

    // The sound of the same recording, and all of the other, are as they would have been.
    let measures = try Program.text("\(folder)/killed/measures.csv").split(separator: "\n")
    let wanted = try Program.text("\(folder)/whole/measures.csv").split(separator: "\n")
    #expect(measures[0] == wanted[0] && measures[2] == wanted[2])
    let speech = wanted[0].split(separator: ",").prefix { !$0.hasPrefix("face.") }.count
    func cells(_ row: Substring) -> ArraySlice<Substring> {
      row.split(separator: ",", omittingEmptySubsequences: false).prefix(speech)
    }
    #expect(cells(measures[1]) == cells(wanted[1]) && speech > 50)
    #expect(measures[1] != wanted[1])
  }

  private func crashOnce(_ folder: String) throws {
    let run = try RunningProgram(command(folder, "killed") + ["--json-progress"])
    #expect(run.line(with: "\"progress\"", "\"clip\"", "\"face\"") != nil)
    let workers = run.workers
    #expect(workers.count == 1, "one job, one worker")
    for worker in workers { kill(worker, SIGSEGV) }
    for _ in 0..<100 where workers.contains(where: isRunning) { Thread.sleep(forTimeInterval: 0.02) }
    #expect(workers.allSatisfy { !isRunning($0) }, "a crash ends it at once")
    #expect(run.line(with: "\"ended\"", "\"clip\"", "\"done\"") != nil)
    #expect(run.line(with: "\"ended\"", "\"visit\"", "\"kept\"") != nil)
    #expect(run.end() == 0)
  }

  private func interrupt(_ folder: String) throws {
    let run = try RunningProgram(command(folder, "stopped") + ["--json-progress"])
    #expect(run.line(with: "\"progress\"", "\"clip\"", "\"face\"") != nil)
    let workers = run.workers
    run.send(SIGINT)
    #expect(run.line(with: "\"stopped\"", "\"open\":2") != nil)
    #expect(run.end() == 130)
    #expect(workers.count == 1 && workers.allSatisfy { !isRunning($0) })
    #expect(FileManager.default.fileExists(atPath: "\(folder)/stopped/measures.csv"), "tables are there")
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/stopped/.work"))
  }

  private func shoot(_ folder: String) throws {
    let run = try RunningProgram(command(folder, "stopped") + ["--json-progress"])
    #expect(run.line(with: "\"progress\"", "\"visit\"", "\"sound\"") != nil)
    let workers = run.workers
    run.send(SIGKILL)
    #expect(run.end() == SIGKILL)
    for _ in 0..<100 where workers.contains(where: isRunning) { Thread.sleep(forTimeInterval: 0.02) }
    #expect(workers.count == 1 && workers.allSatisfy { !isRunning($0) }, "workers die with the program")
    #expect(FileManager.default.fileExists(atPath: "\(folder)/stopped/.lock"), "a lock is left behind")
    // Half-written files such a moment can leave.
    for left in [".work/rest", ".part-clip/summary.json", ".stages/clip/.part-face.json"] {
      let path = URL(filePath: "\(folder)/stopped/\(left)")
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("rest".utf8).write(to: path)
    }
  }

  @Test("a second run on the same folder refuses, names the first, and does it no harm; SIGTERM stops it")
  func second() throws {
    try withTemporaryFolder { folder in
      let command = ["extract", Program.media("unpacked/jfk.wav"), "--out", "\(folder)/out"]
      let first = try RunningProgram(command + ["--json-progress"])
      #expect(first.line(with: "\"progress\"") != nil)
      first.send(SIGSTOP)
      let second = try Program.run(command)
      #expect(second.status == 1)
      #expect(second.errors.contains("process \(first.processID) on "), "\(second.errors)")
      #expect(second.errors.contains("What to do:"))
      first.send(SIGTERM)
      first.send(SIGCONT)
      #expect(first.end() == 143)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out/.lock"))
    }
  }

  @Test("another setting redoes what depends on it and nothing else")
  func settings() throws {
    try withTemporaryFolder { folder in
      let picture = "\(folder)/in/visit.png"
      try FileManager.default.createDirectory(atPath: "\(folder)/in", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: Program.media("unpacked/astronaut.png"), toPath: picture)
      let sound = "\(folder)/in/talk.wav"
      try FileManager.default.copyItem(atPath: Program.media("unpacked/jfk.wav"), toPath: sound)
      let stages = "\(folder)/out/.stages"
      func run(_ options: String..., status: Int32 = 0) throws -> (face: Int?, speakers: Int?) {
        let outcome = try Program.run(
          ["extract", "\(folder)/in", "--out", "\(folder)/out", "--modalities", "speech,face"] + options)
        #expect(outcome.status == status, "\(outcome.errors)")
        return (fileNumber("\(stages)/visit/face.json"), fileNumber("\(stages)/talk/speakers.json"))
      }
      let first = try run()
      #expect(first.face != nil && first.speakers != nil)
      #expect(try run("--face", "largest") == first, "the choice of a face")
      // The one voice there is has no number: that fails what follows from the choice, not what was heard.
      #expect(try run("--participant", "speaker:1", status: 2) == first, "the choice of a participant")
      let rate = try run("--face-fps", "5")
      #expect(rate.face != first.face && rate.speakers == first.speakers)
      let speakers = try run("--face-fps", "5", "--speakers", "3")
      #expect(speakers.face == rate.face && speakers.speakers != first.speakers)
    }
  }

  /// Changes whenever a file is written anew under another name and renamed.
  private func fileNumber(_ path: String) -> Int? {
    try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
  }

  @Test("quiet says nothing of what went well; a worker started by hand says what it is")
  func quiet() throws {
    try withTemporaryFolder { folder in
      let outcome = try Program.run([
        "extract", Program.media("unpacked/jfk.wav"), "--out", "\(folder)/out", "--modalities", "speech",
        "--quiet",
      ])
      #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output.isEmpty, "\(outcome.errors)")
      try Data().write(to: URL(filePath: "\(folder)/empty.wav"))
      let failing = try Program.run(["extract", "\(folder)/empty.wav", "--out", "\(folder)/out", "--quiet"])
      #expect(failing.status == 1 && failing.errors.contains("failed   empty"), "\(failing.errors)")
    }
    #expect(try Program.run(["worker"]).errors.contains("is started by ‘bellwether extract’ itself"))
    #expect(try Program.run(["extract", "x", "--out", "y", "--quiet", "--json-progress"]).status == 64)
  }

  private func isRunning(_ process: Int32) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return false
    }
    return !text.contains(") Z ")
  }
}
