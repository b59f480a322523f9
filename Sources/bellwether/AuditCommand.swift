import ArgumentParser
import Interchange
import SignalCore

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Shows who did what with a results folder, and whether the record is whole.",
    discussion: """
      Prints when, who, what, how much, and the sessions concerned. With --verify it checks instead: lines that were \
      changed, taken out, put in or moved are found, and lines cut off at the end by the file .audit-head. It cannot \
      see that the whole folder was put back to an earlier state, or that somebody wrote all of it anew (in an \
      encrypted folder that takes the key): note the last hash, which it prints, elsewhere and compare.

      EXAMPLES:
        bellwether audit results
        bellwether audit results --verify
      """)

  @Argument(help: "A results folder.")
  var folder: String

  @Flag(help: "Check the record; ends with 1 when it is not as it was written.")
  var verify = false

  @OptionGroup var key: KeyOptions

  func run() async throws {
    try await Terminal.reportingErrors {
      let review = try AuditReview(AuditLog(try key.open(folder)))
      guard verify else { return Terminal.print(review.table) }
      for objection in review.objections { Terminal.output("wrong    \(objection)") }
      for remark in review.remarks { Terminal.output("note     \(remark)") }
      guard review.objections.isEmpty else { throw AuditError.notSound(path: folder) }
      Terminal.output("good     \(review.entryCount) entries, each as it was written")
      if let hash = review.lastHash { Terminal.output("last     \(hash)") }
    }
  }
}
