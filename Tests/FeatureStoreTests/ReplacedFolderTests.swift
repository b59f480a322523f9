import FeatureStore
import Foundation
import SignalCore
import Synchronization
import TestSupport
import Testing

@Suite("A folder in place of an earlier one")
struct ReplacedFolderTests {
  private func make(_ path: String, _ text: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path + "/transcript.json"))
  }

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path + "/transcript.json").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("the new one has the name, and nothing of the earlier one is left, in one step and in two")
  func replaced() throws {
    try withTemporaryFolder { folder in
      for isInOneStep in [true, false] {
        try make(folder + "/visit", "earlier")
        try make(folder + "/.part-visit", "new")
        if isInOneStep {
          try ReplacedFolder.replace(folder + "/visit", with: folder + "/.part-visit")
        } else {
          try ReplacedFolder.replaceStepwise(folder + "/visit", with: folder + "/.part-visit")
        }
        #expect(try names(folder) == ["visit"])
        #expect(text(folder + "/visit") == "new")
      }
      try make(folder + "/.part-first", "first")
      try ReplacedFolder.replace(folder + "/first", with: folder + "/.part-first")
      #expect(try names(folder) == ["first", "visit"])
    }
  }

  @Test("at no moment does a reader find the name without a folder")
  func always() throws {
    try withTemporaryFolder { folder in
      try make(folder + "/visit", "earlier")
      let seen = Watcher(folder: folder + "/visit")
      for number in 0..<300 {
        try make(folder + "/.part-visit", "\(number)")
        try ReplacedFolder.replace(folder + "/visit", with: folder + "/.part-visit")
      }
      let (looks, missing) = seen.end()
      #expect(looks > 0 && missing == 0, "\(missing) of \(looks)")
    }
  }

  @Test("where it takes two steps, what was broken off between them is put right and nothing is lost")
  func recovered() throws {
    try withTemporaryFolder { folder in
      try make(folder + "/.earlier-visit", "corrected by hand")
      try make(folder + "/.part-visit", "new")
      try make(folder + "/.earlier-other", "old")
      try make(folder + "/other", "new")
      try ReplacedFolder.recover(in: folder)
      #expect(try names(folder) == [".part-visit", "other", "visit"])
      #expect(text(folder + "/visit") == "corrected by hand")
      #expect(text(folder + "/other") == "new")
    }
  }

  @Test("a folder that cannot be replaced is an error, and the earlier one stays")
  func refused() throws {
    try withTemporaryFolder { folder in
      try make(folder + "/visit", "earlier")
      #expect(throws: WholeFileError.self) {
        try ReplacedFolder.replace(folder + "/visit", with: folder + "/.part-not-there")
      }
      #expect(text(folder + "/visit") == "earlier")
    }
  }
}

/// Opens a folder again and again from a thread of its own.
private final class Watcher: Sendable {
  private let counts = Mutex((looks: 0, missing: 0))
  private let isOver = Atomic(false)
  private let done = DispatchSemaphore(value: 0)

  init(folder: String) {
    Thread { [self] in
      while !isOver.load(ordering: .acquiring) {
        let file = unsafe open(folder, O_RDONLY | O_DIRECTORY)
        if file >= 0 { close(file) }
        counts.withLock { $0 = ($0.looks + 1, $0.missing + (file < 0 ? 1 : 0)) }
      }
      done.signal()
    }.start()
  }

  func end() -> (looks: Int, missing: Int) {
    isOver.store(true, ordering: .releasing)
    done.wait()
    return counts.withLock { $0 }
  }
}
