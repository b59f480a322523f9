internal import Foundation
internal import PrivateFiles

extension ScoreFiles {
  /// A session's score as `score` wrote it; `nil` where the session was not scored since it was last measured.
  /// - Throws: Where there is a score that cannot be read.
  public static func read(
    session: String, of files: ResultsFiles
  ) throws(ResultsReadingError) -> SessionScore? {
    let content: Data?
    do throws(PrivacyError) { content = try files.read("\(session)/score.json") } catch {
      throw .sealed(error)
    }
    guard let data = content else { return nil }
    guard let score = try? JSONDecoder().decode(SessionScore.self, from: data), score.session == session
    else {
      throw .scoreUnreadable(session: session)
    }
    return score
  }
}
