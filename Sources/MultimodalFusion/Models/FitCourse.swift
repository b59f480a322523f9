internal import Foundation

/// Where unfinished trainings are kept, so that a killed fit goes on where it was. What cannot be kept or read back is
/// trained again: nothing depends on it but time.
public protocol FitStates: Sendable {
  /// What was last kept under a name; `nil` where nothing was.
  func state(_ name: String) -> [UInt8]?
  func keep(_ state: [UInt8], as name: String)
}

/// What a fit says while it runs.
public struct FitProgress: Sendable, Hashable {
  public let part: LossCurve.Part
  /// From 0.
  public let member: Int
  public let innerFold: Int?
  public let epoch: LossCurve.Epoch
}

/// Goes through a fit with it: takes its loss curves, keeps the states of trainings between two passes, tells how far it
/// is, and, where asked, takes what each session does to people held out.
public struct FitCourse {
  /// In the order in which trainings ended.
  public private(set) var curves: [LossCurve] = []
  /// Session → first-order influence on the loss of `judged`; above 0 it helps. Empty where nothing was asked or the
  /// learner has none.
  public var influences: [String: Double] = [:]
  /// Assessed people the fit does not learn from; what its sessions do to them is found out. `nil` asks nothing.
  public var judged: Cohort?
  /// Which of the inner folds the fits from now on are of.
  var innerFold: Int?
  private let states: (any FitStates)?
  private let report: (@Sendable (FitProgress) -> Void)?
  private var lastKept: ContinuousClock.Instant?
  private var keepingTook = Duration.zero

  /// Time between two states at least, in units of the time that keeping one takes.
  private static let restShare = 20

  public init(states: (any FitStates)? = nil, report: (@Sendable (FitProgress) -> Void)? = nil) {
    self.states = states
    self.report = report
  }

  private func name(_ part: LossCurve.Part, _ member: Int) -> String {
    (innerFold.map { "inner-\($0)-" } ?? "") + "\(part.rawValue)-\(member)"
  }

  /// What an earlier run reached.
  func kept<State: Decodable>(_ type: State.Type, _ part: LossCurve.Part, member: Int) -> State? {
    states?.state(name(part, member)).flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
  }

  /// After every pass.
  /// - Throws: `stopped` when the task is cancelled.
  mutating func reached(
    _ state: some Encodable, _ part: LossCurve.Part, member: Int, epoch: LossCurve.Epoch, isDone: Bool
  ) throws(FusionError) {
    report?(FitProgress(part: part, member: member, innerFold: innerFold, epoch: epoch))
    let begin = ContinuousClock.now
    if let states, isDone || lastKept.map({ begin - $0 >= keepingTook * Self.restShare }) ?? true,
      let data = try? JSONEncoder().encode(state)
    {
      states.keep([UInt8](data), as: name(part, member))
      let end = ContinuousClock.now
      (lastKept, keepingTook) = (end, end - begin)
    }
    guard !Task.isCancelled else { throw .stopped }
  }

  /// Once for every training, in this run or an earlier one.
  mutating func ended(_ part: LossCurve.Part, member: Int, epochs: [LossCurve.Epoch]) {
    curves.append(LossCurve(part: part, member: member, innerFold: innerFold, epochs: epochs))
  }
}
