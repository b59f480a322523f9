import ArgumentParser
import Interchange
import LanguageFeatures
import MultimodalFusion
import NeuralRuntime
import SignalCore

struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores the sessions of a results folder, with what speaks for and against each score.",
    discussion: """
      Without --model: the literature-weighted composite index. It is unitless, estimates no questionnaire, and holds \
      each session against a reference: a results folder given with --reference, or the folder's own sessions. Either \
      needs 10 participants above the quality gate; with fewer, only the values and their directions are written. \
      --terms prints the index's table, Models/composite_index.json: a weight or a term changed there, and sealed \
      anew as its checksum asks, changes the index.

      With --model: a model of ‘bellwether train’. It is refused when it was made for another measure set, lacks \
      measures, or was changed. DIR/domain_shift.csv says how far each measure lies from the people it learned from, \
      and a warning is given where they differ. ‘--model demo’ is a model of made-up people, to see what a score is made \
      of; its scores mean nothing.

      Writes DIR/scores.csv and DIR/SESSION/score.json. A session below the quality gate gets no score. \
      \(validationNotice)

      EXAMPLES:
        bellwether score results
        bellwether score results --reference clinic-2025
        bellwether score results --model demo
      """)

  @Argument(help: "A results folder.", completion: .directory)
  var folder: String?

  @Option(
    help: ArgumentHelp("A model that ‘bellwether train’ wrote, or demo.", valueName: "folder"),
    completion: .directory)
  var model: String?

  @Option(
    help: ArgumentHelp("A results folder to hold the index against.", valueName: "folder"),
    completion: .directory)
  var reference: String?

  @OptionGroup var key: KeyOptions

  @Flag(help: "Print the composite index's terms, weights and sources as JSON, and nothing else.")
  var terms = false

  func validate() throws {
    guard terms != (folder != nil) else {
      throw ValidationError(terms ? "--terms takes no folder." : "Give a results folder.")
    }
    if model != nil, reference != nil {
      throw ValidationError("--reference belongs to the index, not to a model.")
    }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      let index = try CompositeIndex.installed()
      guard let folder else { return Terminal.print(index.text) }
      let results = try StoredResults(try key.open(folder), withTurns: true)
      let scores = try scores(of: results, index: index)
      try ScoreFiles.write(scores, of: results)
      try results.files.note(
        .score, sessions: scores.map(\.session), details: ["with": model == nil ? "index" : "model"])
      let count = scores.count { $0.score != nil }
      Terminal.say(
        "\(scores.first?.notice ?? validationNotice)\nwritten  \(folder)/scores.csv: \(count) of \(scores.count) sessions scored"
      )
      for score in scores where score.score == nil {
        Terminal.say("no score  \(score.session): \(score.objections ?? score.missing.map(Self.plain) ?? "")")
      }
      if count < scores.count { throw count == 0 ? ExitCode(1) : partlyDone }
    }
  }

  /// A reason without the code that stands before it in tables.
  private static func plain(_ reason: String) -> String {
    if case .notApplicable(let what) = MissingReason(text: reason) { what } else { reason }
  }

  private func scores(of results: StoredResults, index: CompositeIndex) throws -> [SessionScore] {
    if let model {
      let path =
        model == DemoModel.option
        ? try ModelCatalog.installed().home.appending(path: DemoModel.folder).path : model
      var results = results
      let card = try ModelFile(path: path).card
      let gates = card.structure.needsEncoder ? try GateEncoder(catalog: .installed()) : nil
      if card.turnInputs != nil {
        results.addSignals(
          encoder: try SentenceEncoder(catalog: .installed()), tokenizer: gates?.tokenizer)
      }
      let scoring = try ScoringByModel(
        results, modelAt: path, index: index, encoder: gates, programVersion: programVersion)
      if let shift = scoring.shift {
        try results.files.write(ScoreFiles.table(shift, model: scoring.name), to: "domain_shift.csv")
        if let warning = shift.warning { Terminal.say("Warning: \(warning)") }
      }
      return scoring.scores()
    }
    let cohort = try reference.map { try StoredResults(try key.open($0), withTurns: true) }
    let scoring = try ScoringByIndex(
      results, index: index, reference: cohort, programVersion: programVersion)
    if let refusal = scoring.refusal { Terminal.say("Note: \(refusal)") }
    return scoring.scores()
  }
}

extension CompositeIndex {
  /// The index of the installation this program runs from.
  static func installed() throws -> CompositeIndex {
    try CompositeIndex(folder: ModelCatalog.installed().home.appending(path: "Models").path)
  }
}
