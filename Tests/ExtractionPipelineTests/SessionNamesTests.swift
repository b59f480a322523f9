import ExtractionPipeline
import Foundation
import Testing

@Suite("Session names")
struct SessionNamesTests {
  private func names(_ paths: [String], taken: [String: String] = [:]) -> [String] {
    SessionNames.assign(paths.map { Recording(path: $0) }, taken: taken)
  }

  @Test("a name is the file's own")
  func plain() {
    #expect(names(["/a/visit 1.mp4", "/a/Žofie.wav"]) == ["visit_1", "Žofie"])
  }

  @Test("two files of one name in different folders stay apart")
  func folders() {
    #expect(names(["/x/a/visit.mp4", "/x/b/visit.mp4"]) == ["a_visit", "b_visit"])
  }

  @Test("two kinds of file of one name in one folder stay apart")
  func endings() {
    let both = names(["/x/visit.mp4", "/x/visit.wav"])
    #expect(Set(both).count == 2)
    #expect(both.allSatisfy { $0.contains("visit") })
  }

  @Test("names that clash only after cleaning stay apart")
  func cleaning() {
    #expect(Set(names(["/x/a?.wav", "/x/a!.wav", "/x/a_.wav"])).count == 3)
  }

  @Test("a recording measured before keeps its name, and nobody else gets it")
  func resuming() {
    #expect(names(["/x/a/visit.mp4"], taken: ["a_visit": "/x/a/visit.mp4"]) == ["a_visit"])
    #expect(names(["/x/b/visit.mp4"], taken: ["visit": "/x/a/visit.mp4"]) == ["b_visit"])
  }

  @Test("a recording is the same however its path is written, and a moved one where its bytes say so")
  func samePath() {
    let here = FileManager.default.currentDirectoryPath
    for path in ["in/visit.wav", "./in/visit.wav", "\(here)/in/visit.wav", "in/../in/visit.wav"] {
      #expect(names([path], taken: ["visit": "in/visit.wav"]) == ["visit"], "\(path)")
    }
    let moved = [Recording(path: "/y/visit.wav")]
    let taken = ["visit": "/x/visit.wav"]
    #expect(SessionNames.assign(moved, taken: taken) { _, _ in true } == ["visit"])
    #expect(SessionNames.assign(moved, taken: taken) { _, _ in false } == ["y_visit"])
  }

  @Test("two people in one recording have a session each, and keep it")
  func twoPeople() {
    let both = [Recording(path: "/x/a.wav", session: "one"), Recording(path: "/x/a.wav", session: "two")]
    #expect(SessionNames.assign(both, taken: [:]) == ["one", "two"])
    #expect(SessionNames.assign(both, taken: ["two": "/x/a.wav", "one": "/x/a.wav"]) == ["one", "two"])
  }

  @Test("no name is hidden, empty, a step up, or that of a results file")
  func unsafe() {
    for path in ["/x/..wav", "/x/.wav", "/x/measures.csv.wav", "/x/bellwether.sqlite.mp4"] {
      let name = names([path])[0]
      #expect(!name.isEmpty && !name.hasPrefix(".") && name != "measures.csv" && name != "bellwether.sqlite")
    }
  }
}
