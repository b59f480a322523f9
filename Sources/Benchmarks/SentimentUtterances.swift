import Foundation
import MultimodalFusion

/// The CMU-MOSI utterances with the features of the bc-LSTM repository, as turns: a video is a session, an utterance
/// a turn, its sentiment from −3 to 3 the turn's outcome.
struct SentimentUtterances {
  struct Video {
    let name: String
    /// The bc split's training half.
    let isTraining: Bool
    let turns: [Turn]
  }

  let modalities: [TurnModality]
  let videos: [Video]

  /// - Parameter folder: Holds `utterances.csv`, `text.csv`, `audio.csv` and `video.csv`, their rows in one order.
  init(folder: URL) throws {
    let inputs = try ["text", "audio", "video"].map { name in
      try Self.rows(folder.appending(path: name + ".csv")).map { row in
        row.dropFirst().compactMap(Double.init)
      }
    }
    modalities = zip(["text", "audio", "video"], inputs).map { name, rows in
      TurnModality(name: name, width: rows.first?.count ?? 1)
    }
    var names: [String] = []
    var isTraining: [String: Bool] = [:]
    var turns: [String: [(clip: Int, turn: Turn)]] = [:]
    for (index, row) in try Self.rows(folder.appending(path: "utterances.csv")).enumerated() {
      guard row.count > 8, let clip = Int(row[2]), let sentiment = Double(row[5]) else { continue }
      if turns[row[1]] == nil { names.append(row[1]) }
      isTraining[row[1]] = row[3] == "train"
      turns[row[1], default: []].append(
        (
          clip,
          Turn(
            startSeconds: Double(row[7]) ?? 0, endSeconds: Double(row[8]) ?? 0, isParticipant: true,
            inputs: inputs.map { $0[index] }, outcome: sentiment)
        ))
    }
    videos = names.map { name in
      Video(
        name: name, isTraining: isTraining[name] ?? false,
        turns: (turns[name] ?? []).sorted { $0.clip < $1.clip }.map(\.turn))
    }
  }

  /// Only the named modalities.
  func sequence(_ video: Video, _ names: [String]) -> TurnSequence {
    let kept = modalities.indices.filter { names.contains(modalities[$0].name) }
    return TurnSequence(
      modalities: kept.map { modalities[$0] },
      turns: video.turns.map { turn in
        var turn = turn
        turn.inputs = kept.map { turn.inputs[$0] }
        return turn
      })
  }

  func examples(_ videos: [Video], _ names: [String]) -> [TurnExample] {
    videos.map { TurnExample(participant: $0.name, sequence: sequence($0, names)) }
  }

  /// Fields of every line after the heading; the columns read here hold no commas.
  private static func rows(_ file: URL) throws -> [[String]] {
    try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
