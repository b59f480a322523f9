import ArgumentParser
import Interchange
import MultimodalFusion
import SignalCore

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Makes a results folder of people who do not exist, with effects that are known.",
    discussion: """
      For trying the commands, for teaching, and to see what a study of so many people would find. FOLDER gets sessions \
      with measures, words, turns and tracks, as ‘extract’ writes them, and assessments.csv with PHQ-8 forms, sex, age, \
      site and device. train, score, rank, report, export, validate and phq take them as they are.

      Each measure of the composite index follows severity in its published direction. Without --effect it has its \
      published size: it correlates with severity by its weight in the index. --effect 0.5 gives each of them a Cohen's \
      d of 0.5 between people at or above the PHQ-8's cut-off and others, --effect 0 none. All other measures have no \
      effect. Sex, age, device and talkativeness move measures and severity by known amounts; a tenth of the sessions \
      came by telephone, without a face, and others lack a modality or single values. simulation.json tells the truth: \
      every d, every influence, every person's severity.

      Measures are drawn, not measured on the words and tracks. Every file says SIMULATED PEOPLE or calls people SIM-…, \
      and so do pages, scores, exports and models made of them. The same call gives the same bytes. Nobody who exists \
      can be extracted or imported into such a folder.

      EXAMPLES:
        bellwether simulate practice --people 20
        bellwether simulate made-up --people 20 --effect 0.5 --planted speech,face --seed 7
      """)

  @Argument(help: "Folder to write; must not hold anything.")
  var folder: String

  @Option(help: "How many people: 1 to 9999.")
  var people: Int

  @Option(help: "Cohen's d of every planted measure, 0 to 3; otherwise each one's published size.")
  var effect: Double?

  @Option(help: "Modalities whose measures are planted, joined by commas.")
  var planted: ModalityList = ModalityList(chosen: [.speech, .language, .face])

  @Option(help: "Sessions of each person, a month apart: 1 to 24.")
  var sessionsPerPerson = 1

  @Option(help: "Decides everything that is drawn.")
  var seed: UInt64 = 1

  func validate() throws {
    guard (1...9999).contains(people) else { throw ValidationError("--people is 1 to 9999.") }
    guard (1...24).contains(sessionsPerPerson) else {
      throw ValidationError("--sessions-per-person is 1 to 24.")
    }
    if let effect, !SimulatedStudy.effects.contains(effect) {
      throw ValidationError("--effect is 0 to \(SimulatedStudy.effects.upperBound).")
    }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      var settings = SimulatedStudy.Settings()
      settings.people = people
      settings.sessionsPerPerson = sessionsPerPerson
      settings.effect = effect
      settings.planted = Measure.Modality.allCases.filter(planted.chosen.contains)
      settings.seed = seed
      let simulated = try SimulatedFolder(
        try SimulatedStudy(settings, index: .installed()), path: folder)
      let count = people * sessionsPerPerson
      try simulated.write { done in
        if Terminal.errorIsTerminal { Terminal.saySameLine("drawing  \(done) of \(count) sessions") }
      }
      if Terminal.errorIsTerminal { Terminal.say("") }
      Terminal.say(
        "\(simulatedNotice)\nwritten  \(folder): \(counted(count, "session"))\nwritten  \(simulated.assessmentsPath)"
      )
    }
  }
}
