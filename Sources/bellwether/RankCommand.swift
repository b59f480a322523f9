import ArgumentParser
import Interchange
import SignalCore

struct RankCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Orders scored sessions, and says why and where to look.",
    discussion: """
      Reads what ‘bellwether score’ wrote. Prints sessions by score, what raises and lowers each, and the turns in \
      which the signs are strongest; writes the same to DIR/ranking.csv. Turns are ordered by the measures of the \
      composite index, whatever gave the score, and only when ten participants have turns to compare with.

      \(validationNotice)

      EXAMPLES:
        bellwether rank results
      """)

  @Argument(help: "A results folder with scores.", completion: .directory)
  var folder: String

  @OptionGroup var key: KeyOptions

  func run() async throws {
    try await Terminal.reportingErrors {
      let files = try key.open(folder)
      let scores = try ScoreFiles.read(files)
      let ranking = try Ranking(scores, path: folder)
      try files.write(ranking.table, to: "ranking.csv")
      try files.note(.rank, sessions: scores.map(\.session))
      Terminal.print(ranking.text)
      Terminal.say("\(ranking.notice ?? validationNotice)\nwritten  \(folder)/ranking.csv")
    }
  }
}
