internal import Foundation
internal import SignalCore

/// What a recording is measured from was not the same from beginning to end.
enum ChangedInput: UserFacingError, Equatable {
  case changed(path: String)
  case removed(path: String)

  var message: String {
    switch self {
    case .changed(let path): "‘\(path)’ was changed while it was read, so nothing was measured of it."
    case .removed(let path): "‘\(path)’ was removed while it was read, so nothing was measured of it."
    }
  }

  var remedy: String {
    switch self {
    case .changed:
      "Wait until nothing writes into it any more, as a recording or a copy under way does, then run the same "
        + "command again."
    case .removed: "Put it back, then run the same command again."
    }
  }
}

extension SessionPlan {
  /// Does work that reads the recording and its transcript, and gives its outcome only if their bytes were the same
  /// before and after: what was measured is then of the recording whose checksum it carries.
  ///
  /// What was kept of stages in between goes. A file that changed and was put back meanwhile is not noticed.
  /// - Throws: `ChangedInput` rather than what the work threw; `ExtractionStopped` before either.
  func unchanged<Outcome>(_ work: () async throws -> Outcome) async throws -> Outcome {
    do {
      let outcome = try await work()
      try requireUnchanged()
      return outcome
    } catch let stopped as ExtractionStopped {
      throw stopped
    } catch let error as any UserFacingError {
      try requireUnchanged()
      throw error
    }
  }

  private func requireUnchanged() throws(ChangedInput) {
    do {
      try requireUnchanged(recording.path, sha256: inputSHA256)
      if let path = recording.transcriptPath { try requireUnchanged(path, sha256: transcriptSHA256) }
    } catch {
      for stage in StageName.allCases { drop(stage) }
      throw error
    }
  }

  /// - Parameter sha256: `nil` for a file that could not be read before either.
  private func requireUnchanged(_ path: String, sha256: String?) throws(ChangedInput) {
    if (try? sha256Hex(ofFileAt: path)) == sha256 { return }
    throw FileManager.default.fileExists(atPath: path) ? .changed(path: path) : .removed(path: path)
  }
}
