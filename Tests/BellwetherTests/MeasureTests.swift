import ExtractionPipeline
import Foundation
import Testing

@Suite("Measures")
struct MeasureTests {
  @Test("every measure is fully described, under a name of its own in its modality's tree")
  func complete() {
    var seen: Set<String> = []
    for measure in MeasureCatalog.all {
      #expect(seen.insert(measure.name).inserted, "\(measure.name) is there twice")
      #expect(measure.name.hasPrefix(measure.modality.rawValue + "."), "\(measure.name)")
      #expect(
        measure.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "." || $0 == "_" }, "\(measure.name)"
      )
      for text in [
        measure.title, measure.unit, measure.definition, measure.minimumData, measure.source,
        measure.depression,
        measure.caution,
      ] {
        #expect(!text.isEmpty, "\(measure.name) lacks a text")
      }
      if let low = measure.lowerBound, let high = measure.upperBound { #expect(low < high) }
    }
    for modality in ["speech", "language", "face", "quality"] {
      #expect(MeasureCatalog.all.contains { $0.modality.rawValue == modality })
    }
  }

  @Test("Documentation/MEASURES.md is what the program prints")
  func documented() throws {
    let printed = try Program.run(["measures"])
    #expect(printed.status == 0)
    let file = Program.home.appending(path: "Documentation/MEASURES.md").path
    #expect(
      try Program.text(file) == printed.output, "run: ./bellwether measures > Documentation/MEASURES.md")
  }
}
