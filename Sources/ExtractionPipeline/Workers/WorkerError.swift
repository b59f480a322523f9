internal import FeatureStore
internal import SignalCore

/// A stage could not be done because the process that did it ended, twice.
struct WorkerError: UserFacingError, Equatable {
  /// Why a worker process ended.
  enum Cause: Hashable {
    case killed
    case usedTooMuchMemory(limitBytes: Int)
    case tookTooLong(limitSeconds: Double)
    case usedTooMuchProcessorTime
    case crashed(signal: Int32)
    case ended(code: Int32)
    case answeredNonsense
    case cannotStart(detail: String)
  }

  private static let memoryRemedy =
    "Run the same command again with a smaller --jobs, or on a computer with more memory."
  private static let timeRemedy =
    "Run the same command again when the computer has less to do; if it happens again, convert the recording anew."
  private static let crashRemedy =
    "Run the same command again; if it happens again, convert the recording anew (for instance with ffmpeg) and use "
    + "the copy."
  private static let startRemedy =
    "Close other programs, run ‘bellwether doctor’ and then the same command again."

  let cause: Cause

  var message: String {
    switch cause {
    case .killed:
      "The system ended the program part that worked on this recording, as it does when memory runs short."
    case .usedTooMuchMemory(let bytes):
      "Work on this recording took more than \(bytes >> 20) MB of memory and was ended."
    case .tookTooLong(let seconds):
      "Work on this recording was not done after \(Int(seconds / 60)) minutes and was ended."
    case .usedTooMuchProcessorTime:
      "Work on this recording took far more processor time than its length explains and was ended."
    case .crashed(let signal): "The program part that worked on this recording crashed (signal \(signal))."
    case .ended(let code):
      "The program part that worked on this recording ended before it was done (code \(code))."
    case .answeredNonsense:
      "The program part that worked on this recording gave an answer that makes no sense."
    case .cannotStart(let detail): "The program part that opens recordings could not be started: \(detail)."
    }
  }

  var remedy: String {
    switch cause {
    case .killed, .usedTooMuchMemory: Self.memoryRemedy
    case .tookTooLong, .usedTooMuchProcessorTime: Self.timeRemedy
    case .crashed, .ended, .answeredNonsense: Self.crashRemedy
    case .cannotStart: Self.startRemedy
    }
  }

  /// Whether a stored failure is of this kind: such a stage may do better next time, so it is tried again.
  static func isMeant(by failure: FailureRecord) -> Bool {
    [memoryRemedy, timeRemedy, crashRemedy, startRemedy].contains(failure.remedy)
  }
}

/// An error of a worker, in its words.
struct RelayedError: UserFacingError, Codable {
  let message: String
  let remedy: String

  init(_ error: any UserFacingError) {
    message = error.message
    remedy = error.remedy
  }
}
