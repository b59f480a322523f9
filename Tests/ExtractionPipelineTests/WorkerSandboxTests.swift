import CSandbox
import ExtractionPipeline
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("What a worker gives up")
struct WorkerSandboxTests {
  /// What came of a few things a worker might try; numbers are of errors, 0 for success.
  private struct Tried {
    var entered: Int32 = -1
    var internet: Int32 = 0
    var local: Int32 = 0
    var outside: Int32 = 0
    var overwriting: Int32 = 0
    var removing: Int32 = 0
    var inside: Int32 = -1
    var reading: Int32 = -1
  }

  private static func errorNumber(of result: Int32) -> Int32 {
    guard result < 0 else { return 0 }
    return errno
  }

  /// Does it all on a thread of its own: what a thread gives up, others keep.
  private func tried(_ terms: sandbox_terms, writing: String, elsewhere: String) -> Tried {
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    Thread {
      var terms = terms
      var found = Tried()
      found.entered = Self.errorNumber(of: unsafe sandbox_enter(&terms))
      found.internet = Self.errorNumber(of: socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
      found.local = Self.errorNumber(of: socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
      let new = O_CREAT | O_WRONLY
      found.outside = Self.errorNumber(of: unsafe open("\(elsewhere)/new", new, 0o600))
      found.overwriting = Self.errorNumber(of: unsafe open("\(elsewhere)/there", O_WRONLY))
      found.removing = Self.errorNumber(of: unsafe unlink("\(elsewhere)/there"))
      found.inside = Self.errorNumber(of: unsafe open("\(writing)/new", new, 0o600))
      found.reading = Self.errorNumber(of: unsafe open("\(elsewhere)/there", O_RDONLY))
      outcome.set(found)
      done.signal()
    }.start()
    done.wait()
    return outcome.value
  }

  private final class Outcome: Sendable {
    private let kept = Mutex(Tried())
    var value: Tried { kept.withLock { $0 } }
    func set(_ tried: Tried) { kept.withLock { $0 = tried } }
  }

  @Test(
    "it writes nowhere but in the folder it may, opens no socket, and still reads",
    .enabled(
      if: WorkerIsolation.available.confinesWriting && WorkerIsolation.available.refusesSockets,
      "this kernel has no Landlock or cannot filter calls"))
  func sandbox() throws {
    try withTemporaryFolder { folder in
      for name in ["mine", "others"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      }
      try Data("kept".utf8).write(to: URL(filePath: "\(folder)/others/there"))
      let rules = unsafe sandbox_rules_writing_beneath("\(folder)/mine")
      #expect(rules >= 0)
      let tried = tried(
        sandbox_terms(rules: rules, refuses_sockets: true), writing: "\(folder)/mine",
        elsewhere: "\(folder)/others")
      close(rules)
      #expect(tried.entered == 0)
      #expect(tried.internet == EAFNOSUPPORT && tried.local == EAFNOSUPPORT)
      #expect(tried.outside == EACCES && tried.overwriting == EACCES && tried.removing == EACCES)
      #expect(tried.inside == 0 && tried.reading == 0)
      #expect(FileManager.default.fileExists(atPath: "\(folder)/others/there"))
      #expect(FileManager.default.fileExists(atPath: "\(folder)/mine/new"))
    }
  }

  @Test("what the machine cannot do is said in as many words")
  func honest() {
    let neither = WorkerIsolation(confinesWriting: false, refusesSockets: false).sentences.joined()
    #expect(
      neither.contains("not kept from writing elsewhere") && neither.contains("not kept from the network"))
  }
}
