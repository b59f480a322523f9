import DenseMath

/// How well sentiment is foretold: sign, distance and likeness, over utterances or resampled videos.
struct SentimentScores {
  var accuracy = 0.0
  var meanAbsoluteError = 0.0
  /// Pearson's; 0 where nothing varies.
  var correlation = 0.0

  /// - Parameter rows: Places of the utterances that count, repeated where drawn repeatedly.
  init(_ predictions: [Double], _ utterances: [SentimentCorpus.Utterance], rows: [Int]) {
    let count = Double(rows.count)
    var (correct, error) = (0.0, 0.0)
    var (sumX, sumY, sumXX, sumYY, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for row in rows {
      let (found, truth) = (predictions[row], utterances[row].sentiment)
      correct += (found > 0) == utterances[row].isPositive ? 1 : 0
      error += abs(found - truth)
      sumX += found
      sumY += truth
      sumXX += found * found
      sumYY += truth * truth
      sumXY += found * truth
    }
    accuracy = correct / count
    meanAbsoluteError = error / count
    let product = (sumXX - sumX * sumX / count) * (sumYY - sumY * sumY / count)
    correlation = product > 0 ? (sumXY - sumX * sumY / count) / product.squareRoot() : 0
  }

  private init() {}

  /// The mean over runs.
  init(meanOf scores: [SentimentScores]) {
    for score in scores {
      accuracy += score.accuracy / Double(scores.count)
      meanAbsoluteError += score.meanAbsoluteError / Double(scores.count)
      correlation += score.correlation / Double(scores.count)
    }
  }

  /// Mean over runs in each of 2,000 draws of as many videos as there are, with replacement.
  static func resampled(
    _ runs: [[Double]], _ utterances: [SentimentCorpus.Utterance]
  ) -> [SentimentScores] {
    var places: [String: [Int]] = [:]
    for (index, utterance) in utterances.enumerated() { places[utterance.video, default: []].append(index) }
    let videos = places.keys.sorted()
    var generator = SeededGenerator(seed: 1, stream: "bootstrap.videos")
    return (0..<2_000).map { _ in
      let rows = videos.indices.flatMap { _ in places[videos[generator.whole(below: videos.count)]] ?? [] }
      return SentimentScores(meanOf: runs.map { SentimentScores($0, utterances, rows: rows) })
    }
  }
}
