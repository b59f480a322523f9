import ArgumentParser
import ExtractionPipeline
import SignalCore

/// Format of what a command prints.
enum PrintedFormat: String, ExpressibleByArgument, CaseIterable {
  case csv, json
}

/// What every command about a single recording asks.
struct OneRecordingOptions: ParsableArguments {
  @Argument(help: "A sound or video file.")
  var file: String

  @Option(help: "Who is measured: channel:N, speaker:N, speaker:NAME or auto.")
  var participant: ParticipantChoice = .automatic

  func measured(_ modality: Measure.Modality) async throws -> SessionOutcome {
    try await ExtractionPipeline.measured(
      Recording(path: file),
      settings: ExtractionSettings(modalities: [modality], participant: participant))
  }
}

/// Ends a command with exit code 2 when a part of its work failed, after saying which.
func report(_ outcome: SessionOutcome) throws {
  for remark in outcome.record.remarks { Terminal.say("Note: \(remark)") }
  for failure in outcome.record.failures {
    Terminal.say("Error: \(failure.message)\nWhat to do: \(failure.remedy)")
  }
  if !outcome.record.failures.isEmpty { throw partlyDone }
}
