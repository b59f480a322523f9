import Foundation
import Interchange
import PrivateFiles
import SignalCore
import TestSupport
import Testing

@Suite("Audit log")
struct AuditLogTests {
  private func log(_ folder: String, entries: Int = 5) throws -> AuditLog {
    let log = AuditLog(ResultsFiles(path: folder))
    for number in 0..<entries {
      try log.append(
        number == 0 ? .extract : .export, sessions: ["visit-\(number)"], details: ["number": "\(number)"])
    }
    return log
  }

  private func lines(_ folder: String) throws -> [String] {
    String(decoding: try Data(contentsOf: URL(filePath: folder + "/audit.jsonl")), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  private func put(_ lines: [String], _ folder: String) throws {
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: folder + "/audit.jsonl"))
  }

  @Test("entries say who did what when, with names for people and hashes in the file")
  func entries() throws {
    try withTemporaryFolder { folder in
      let review = try AuditReview(try log(folder))
      #expect(review.objections.isEmpty)
      #expect(review.entryCount == 5)
      let first = try #require(review.table.split(separator: "\n").first)
      #expect(first.contains("extract") && first.contains("visit-0") && first.contains(NSUserName()))
      #expect(first.contains(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/))
      #expect(try !lines(folder).joined().contains("visit"))
      #expect(throws: AuditError.noLog(path: folder + "/no")) {
        try AuditReview(AuditLog(ResultsFiles(path: folder + "/no")))
      }
    }
  }

  @Test("a line changed, taken out, put in, moved or cut off is found")
  func tampering() throws {
    try withTemporaryFolder { folder in
      let log = try log(folder)
      let whole = try lines(folder)
      var foreign: [String] = []
      try withTemporaryFolder { other in
        _ = try self.log(other)
        foreign = try lines(other)
      }
      let renamed = whole.map { $0.replacing("\"actor\":\"", with: "\"actor\":\"x") }
      let forgeries: [(String, [String])] = [
        ("changed", [whole[0], renamed[1]] + whole[2...]),
        (
          "changed detail",
          [whole[0], whole[1].replacing("\"number\":\"1\"", with: "\"number\":\"7\"")] + whole[2...]
        ),
        ("last changed", whole.dropLast() + [renamed[4]]), ("taken out", [whole[0]] + whole[2...]),
        ("first taken out", Array(whole[1...])), ("put in", whole[...1] + [foreign[1]] + whole[2...]),
        ("twice", Array(whole[...1] + whole[1...])), ("moved", [whole[0], whole[2], whole[1]] + whole[3...]),
        ("cut off", Array(whole.dropLast())), ("cut off more", Array(whole.prefix(1))), ("emptied", []),
        ("another log", foreign), ("added key", [whole[0].replacing("{", with: "{\"x\":1,")] + whole[1...]),
        ("half a line", whole.dropLast() + [String(whole[4].prefix(40))]),
      ]
      for (what, forged) in forgeries {
        try put(forged, folder)
        #expect(try !AuditReview(log).objections.isEmpty, "\(what)")
        // What is added later does not hide it.
        let head = try Data(contentsOf: URL(filePath: folder + "/.audit-head"))
        try log.append(.rank)
        #expect(try !AuditReview(log).objections.isEmpty, "\(what), then added to")
        try head.write(to: URL(filePath: folder + "/.audit-head"))
      }
      try put(whole, folder)
      #expect(try AuditReview(log).objections.isEmpty)
      try FileManager.default.removeItem(atPath: folder + "/.audit-head")
      #expect(try !AuditReview(log).objections.isEmpty)
    }
  }

  @Test("a stop between line and head is a remark, and the next entry goes on")
  func stoppedBetween() throws {
    try withTemporaryFolder { folder in
      let log = try log(folder)
      let head = try Data(contentsOf: URL(filePath: folder + "/.audit-head"))
      try log.append(.rank)
      try head.write(to: URL(filePath: folder + "/.audit-head"))
      var review = try AuditReview(log)
      #expect(review.objections.isEmpty)
      #expect(review.remarks.contains { $0.contains("newer") })
      try log.append(.rank)
      review = try AuditReview(log)
      #expect(review.objections.isEmpty)
      #expect(review.entryCount == 7)
    }
  }

  @Test("many at once lose no entry and break no chain")
  func concurrent() async throws {
    try await withTemporaryFolder { folder in
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<40 {
          group.addTask {
            try? AuditLog(ResultsFiles(path: folder)).append(.export, sessions: ["s\(number % 3)"])
          }
        }
      }
      let review = try AuditReview(AuditLog(ResultsFiles(path: folder)))
      #expect(review.objections.isEmpty)
      #expect(review.entryCount == 40)
    }
  }

  @Test("in an encrypted folder names and head are sealed, so that a forged log does not fit")
  func encrypted() throws {
    try withTemporaryFolder { folder in
      let files = try PrivateExample.files(folder, encrypted: true)
      let log = AuditLog(files)
      for _ in 0..<3 { try log.append(.export, sessions: ["visit"]) }
      #expect(try AuditReview(log).objections.isEmpty)
      #expect(try AuditReview(log).table.contains("visit"))
      #expect(try PrivateExample.traces(of: "visit", in: folder) == [])
      #expect(throws: PrivacyError.locked(folder: folder)) {
        try AuditReview(AuditLog(ResultsFiles(path: folder)))
      }
      try put(Array(try lines(folder).dropLast()), folder)
      #expect(try !AuditReview(log).objections.isEmpty)
    }
  }
}
