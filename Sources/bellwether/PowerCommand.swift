import ArgumentParser
import Foundation
import Interchange
import MultimodalFusion
import SignalCore

struct PowerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "How many people a study needs: the chance to find effects of a given size.",
    discussion: """
      For every effect and number of people it prints the chance that a t test finds a measure's difference between \
      people at or above the PHQ-8's cut-off and others, that a correlation with severity is found, and that a model of \
      all measures foretells the total of people it has not seen better than chance (the 95 % interval of r lies above \
      0). The first two are computed; the last is counted over made-up studies, those of ‘bellwether simulate’, with \
      sex, age, device and talkativeness moving measures and severity, and with missing values. These alone can lift a \
      model's r above 0: add the row of --effect 0 and compare. The same call gives the same table.

      A planted measure is one of the composite index, all of which get the effect, unless --planted names \
      modalities; the model reads all measures there are.

      EXAMPLES:
        bellwether power --effect 0.5 --people 60,120 --studies 10
        bellwether power --effect 0.8 --people 40 --studies 5 --format csv
      """)

  @Option(help: "Cohen's d, one or several joined by commas: 0 to 2.5.")
  var effect: NumberList = NumberList([0.3, 0.5, 0.8])

  @Option(help: "Numbers of people, joined by commas: 30 to 2000.")
  var people: NumberList = NumberList([50, 100, 200])

  @Option(help: "Modalities whose measures are planted, joined by commas.")
  var planted: ModalityList = ModalityList(chosen: [.speech, .language, .face])

  @Option(help: "Made-up studies for every row, 1 to 10000: of 100, the model's share is known to ±0.1.")
  var studies = 100

  @Option(help: "Decides everything that is drawn.")
  var seed: UInt64 = 1

  @Option(help: "How it is printed: text or csv.")
  var format: PowerFormat = .text

  @Option(help: "Studies made at a time.")
  var jobs = max(1, ProcessInfo.processInfo.activeProcessorCount)

  func validate() throws {
    guard effect.numbers.allSatisfy(SimulatedStudy.effects.contains) else {
      throw ValidationError("--effect is 0 to \(SimulatedStudy.effects.upperBound).")
    }
    let range = Double(SimulatedPower.leastPeople)...2000
    guard people.numbers.allSatisfy({ range.contains($0) && $0 == $0.rounded() }) else {
      throw ValidationError("--people is \(SimulatedPower.leastPeople) to 2000.")
    }
    guard (1...10_000).contains(studies) else { throw ValidationError("--studies is 1 to 10000.") }
    guard jobs >= 1 else { throw ValidationError("--jobs is at least 1.") }
  }

  func run() async throws {
    try await Terminal.reportingErrors {
      let index = try CompositeIndex.installed()
      var rows: [SimulatedPower] = []
      for effect in self.effect.numbers {
        for people in self.people.numbers {
          if Terminal.errorIsTerminal { Terminal.saySameLine("d \(effect), \(Int(people)) people") }
          var settings = SimulatedStudy.Settings()
          settings.people = Int(people)
          settings.effect = effect
          settings.planted = Measure.Modality.allCases.filter(planted.chosen.contains)
          settings.seed = seed
          rows.append(try await SimulatedPower(settings, index: index, studies: studies, jobs: jobs))
        }
      }
      if Terminal.errorIsTerminal { Terminal.saySameLine("") }
      let table = PowerTable(rows)
      switch format {
      case .text: Terminal.print(table.text)
      case .csv: Terminal.print(table.csv)
      }
    }
  }
}

/// How `power` prints its table.
enum PowerFormat: String, ExpressibleByArgument, CaseIterable {
  case text, csv
}

/// Numbers written with commas between them.
struct NumberList: ExpressibleByArgument {
  let numbers: [Double]

  init(_ numbers: [Double]) { self.numbers = numbers }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    numbers = parts.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }.filter(\.isFinite)
    if numbers.isEmpty || numbers.count != parts.count { return nil }
  }

  var defaultValueDescription: String {
    numbers.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }.joined(separator: ",")
  }
}
