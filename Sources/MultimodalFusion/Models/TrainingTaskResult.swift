internal import SignalCore

/// What one task of a training plan found; stored as a file by tasks that run on their own.
public struct TrainingTaskResult: Sendable, Hashable, Codable {
  public let fingerprint: String
  public let task: Int
  /// In the inner folds, one a session; `nil` where there is no prediction, empty where nothing was to be chosen.
  public var squaredErrors: [Double?] = []
  /// Of the people held out; empty for the round that has none.
  public var predictions: [StoredPrediction] = []
  public var failure: String?
  /// Of its long trainings; empty for settings that are solved for.
  public var curves: [LossCurve] = []
  /// What each session learned from does to the loss of the people held out, to first order; empty for settings that
  /// do not tell.
  public var influences: [String: Double] = [:]

  init(fingerprint: String, task: Int) {
    self.fingerprint = fingerprint
    self.task = task
  }
}

/// A prediction for one session by a model that has not seen its participant.
public struct StoredPrediction: Sendable, Hashable, Codable {
  public let session: String
  public let participant: String
  /// The assessment's total.
  public let truth: Double?
  public let total: Double?
  public let probability: Double?
  public let items: [Double]?
  /// Why there is no prediction.
  public let missing: String?

  func outOfFold(_ fold: Int) -> OutOfFoldPrediction? {
    truth.map { truth in
      OutOfFoldPrediction(
        session: session, participant: participant, fold: fold, total: truth,
        prediction: total.map { SessionPrediction(total: $0, probability: probability, items: items) },
        missing: missing.flatMap(MissingReason.init(text:)))
    }
  }

  init(_ session: CohortSession, _ prediction: Result<SessionPrediction, MissingReason>) {
    self.session = session.session
    participant = session.participant
    truth = session.total
    switch prediction {
    case .success(let value):
      (total, probability, items, missing) = (value.total, value.probability, value.items, nil)
    case .failure(let reason):
      (total, probability, items, missing) = (nil, nil, nil, reason.text)
    }
  }
}
