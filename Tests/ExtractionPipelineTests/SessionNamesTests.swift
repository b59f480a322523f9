import ExtractionPipeline
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

  @Test("no name is hidden, empty, a step up, or that of a results file")
  func unsafe() {
    for path in ["/x/..wav", "/x/.wav", "/x/measures.csv.wav", "/x/bellwether.sqlite.mp4"] {
      let name = names([path])[0]
      #expect(!name.isEmpty && !name.hasPrefix(".") && name != "measures.csv" && name != "bellwether.sqlite")
    }
  }
}
