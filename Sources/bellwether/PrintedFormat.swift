import ArgumentParser
import ExtractionPipeline

/// Format of what a command prints.
enum PrintedFormat: String, ExpressibleByArgument, CaseIterable {
  case csv, json
}

/// Ends a command with exit code 2 when a part of its work failed, after saying which.
func report(_ outcome: SessionOutcome) throws {
  for remark in outcome.record.remarks { Terminal.say("Note: \(remark)") }
  for failure in outcome.record.failures {
    Terminal.say("Error: \(failure.message)\nWhat to do: \(failure.remedy)")
  }
  if !outcome.record.failures.isEmpty { throw partlyDone }
}
