internal import Foundation
internal import NeuralRuntime

/// Measures one recording and keeps nothing: for commands that print.
public func measured(
  _ recording: Recording, settings: ExtractionSettings, voiceScope: VoiceScope = .everything
) async throws -> SessionOutcome {
  var plan = try SessionPlan(
    recording: recording, session: "recording", settings: settings,
    shelf: StageShelf(files: nil))
  plan.voiceScope = voiceScope
  plan.threads = ProcessInfo.processInfo.activeProcessorCount
  let catalog = try ModelCatalog.installed()
  let slots = WorkSlots(count: 1)
  let extractor = SessionExtractor(
    catalog: catalog, slots: slots, runner: InProcessRunner(catalog: catalog, slots: slots))
  return try await extractor.extract(plan) { _, _ in }
}
