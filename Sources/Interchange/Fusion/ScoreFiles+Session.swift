internal import Foundation

extension ScoreFiles {
  /// A session's score as `score` wrote it; `nil` where the session was not scored since it was last measured.
  /// - Throws: Where there is a score that cannot be read.
  public static func read(session: String, of path: String) throws(ResultsReadingError) -> SessionScore? {
    guard let data = FileManager.default.contents(atPath: "\(path)/\(session)/score.json") else { return nil }
    guard let score = try? JSONDecoder().decode(SessionScore.self, from: data), score.session == session
    else {
      throw .scoreUnreadable(session: session)
    }
    return score
  }
}
