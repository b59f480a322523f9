import ExtractionPipeline
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Handbook of measures")
struct HandbookTests {
  private static let entries = MeasureCatalog.all.map { MeasureEntry($0) }

  @Test("the handbook says something in every field of every measure")
  func complete() {
    for entry in Self.entries {
      #expect(entry.lacking.isEmpty, "\(entry.measure.name) lacks \(entry.lacking.map(\.rawValue))")
    }
  }

  @Test("a field without a text is found in any measure")
  func incomplete() {
    for measure in MeasureCatalog.all {
      func entry(without field: MeasureEntry.Field) -> MeasureEntry {
        func text(_ own: MeasureEntry.Field, _ text: String) -> String { own == field ? " \n" : text }
        return MeasureEntry(
          Measure(
            name: text(.name, measure.name), title: text(.title, measure.title), modality: measure.modality,
            unit: text(.unit, measure.unit), definition: text(.definition, measure.definition),
            minimumData: text(.minimumData, measure.minimumData), source: text(.source, measure.source),
            depression: text(.depression, measure.depression), caution: text(.caution, measure.caution),
            trust: measure.trust), qualityNeeds: text(.qualityNeeds, "None."))
      }
      let fields: [MeasureEntry.Field] = [
        .name, .title, .unit, .definition, .minimumData, .qualityNeeds, .source, .depression, .caution,
      ]
      for field in fields {
        #expect(entry(without: field).lacking == [field])
      }
    }
  }

  @Test("sizes, intervals, publications and contrary findings are taken out of a measure's text")
  func findings() throws {
    let entry = try #require(
      Self.entries.first { $0.measure.name == "language.pronoun.first_person_singular.rate" })
    #expect(entry.text(.effects) == "r = .13; r = .10; d = .44")
    #expect(entry.text(.intervals) == "[.10, .16]; [.07, .13]")
    for work in [
      "Edwards & Holtzman 2017", "Tackman 2019", "Language Works", "Stade 2023", "Trifu 2024",
      "10.3389/fpsyg.2024.1355734",
    ] {
      #expect(entry.text(.citations).contains(work), "\(work)")
    }
    #expect(entry.text(.contrary).hasPrefix("Against it: 62 Romanian patients"))
    #expect(entry.findings.filter(\.isContrary).count == 1)
    let quality = try #require(Self.entries.first { $0.measure.name == "quality.sound.snr" })
    #expect(quality.findings.isEmpty && quality.text(.citations) == "no publication known to us")
    #expect(quality.qualityNeeds.contains("speech under 10 dB above the noise"))
  }

  @Test("no size and no year of a publication in any text is left out of its findings")
  func nothingLost() {
    for entry in Self.entries {
      let text = entry.measure.depression
      for match in text.matches(of: /\b[rd]\|? [=>] [−\-]?[0-9]*\.[0-9]+/) {
        #expect(entry.text(.effects).contains(match.output), "\(entry.measure.name): \(match.output)")
      }
      for match in text.matches(of: /[\p{Lu}][\p{L}’\-]+ (?:et al\. )?(?:19|20)[0-9]{2}\b/) {
        let year = match.output.suffix(4)
        #expect(entry.text(.citations).contains(year), "\(entry.measure.name): \(match.output)")
      }
    }
  }

  @Test("measures are found by name, by pattern and by words; an unknown name is told the nearest")
  func lookup() throws {
    func names(_ wanted: [String], _ search: String? = nil) throws -> [String] {
      try MeasureLookup.choose(Self.entries, names: wanted, search: search).map(\.measure.name)
    }
    #expect(try names([]).count == Self.entries.count)
    #expect(
      try names(["speech.pitch.f0.mean", "speech.pitch.f0.median"])
        == ["speech.pitch.f0.median", "speech.pitch.f0.mean"])
    #expect(try names(["face.eye.blink_*"]).allSatisfy { $0.hasPrefix("face.eye.blink_") })
    #expect(try names([], "EYE contact").contains("face.gaze.away_share"))
    #expect(try names(["language.*"], "Stade").contains("language.negation.rate"))
    #expect(throws: MeasureLookupError.nothingFound(words: "xylophone")) { try names([], "xylophone") }
    do {
      _ = try names(["speech.pitch.medain"])
      Issue.record("an unknown name was taken")
    } catch let error as MeasureLookupError {
      guard case .noSuchMeasure("speech.pitch.medain", let nearest) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(nearest.count == 3 && nearest.contains("speech.pitch.f0.median"))
    }
  }

  @Test("the program prints one measure, and all of them as JSON and CSV with every field")
  func printed() throws {
    let one = try Program.run(["measures", "speech.pitch.f0.median"])
    #expect(one.status == 0 && one.output.hasPrefix("### Median pitch\n"))
    #expect(one.output.contains("| Quality needed | Sampled at 4000 Hz or more"))
    let wrong = try Program.run(["measures", "speech.pitch.f0.medain"])
    #expect(wrong.status == 1 && wrong.output.isEmpty)
    #expect(wrong.errors.contains("‘speech.pitch.f0.median’"))
    let json = try Program.run(["measures", "--format", "json"])
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(objects.count == MeasureCatalog.all.count)
    for object in objects {
      for field in MeasureEntry.Field.allCases {
        #expect((object[field.rawValue] as? String)?.isEmpty == false, "\(field.rawValue)")
      }
    }
    let csv = try Program.run(["measures", "speech.timing.*", "--format", "csv"])
    let header = try #require(csv.output.split(separator: "\n").first)
    let fields = MeasureEntry.Field.allCases.map(\.rawValue)
    #expect(header == "version,modality," + fields.joined(separator: ","))
  }
}
