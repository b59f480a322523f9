import ExtractionPipeline
import SignalCore
import Testing

@Suite("Quality gate")
struct QualityGateTests {
  @Test(
    "more than one sample in a hundred clipped refuses a score; fewer do not",
    arguments: [(0.02, 1), (0.009, 0)])
  func clipping(share: Double, objections: Int) throws {
    let measure = try #require(MeasureCatalog.all.first { $0.name == "quality.sound.clipped_share" })
    let outcome = QualityGate().outcome([MeasureReading(measure, .value(share))])
    #expect(outcome.objections.count { $0.contains("clipped") } == objections)
    #expect(objections == 0 || outcome.objections.contains { $0.hasPrefix("2.0 % of the sound is clipped") })
  }
}
