import SignalCore
import Testing

@Suite("Samples in memory and in a nameless file")
struct SampleSpoolTests {
  private func samples(_ count: Int) -> [Float] { (0..<count).map { Float($0 % 977) / 977 } }

  @Test(
    "what goes into a spool comes out, whether it stayed in memory or went to a file",
    arguments: [0, 1, 700_001])
  func roundTrip(count: Int) {
    let all = samples(count)
    for limit in [count + 1, 1000] {
      let spool = SampleSpool(samplesInMemory: limit)
      for start in stride(from: 0, to: count, by: 12_345) {
        spool.append(Array(all[start..<min(start + 12_345, count)]))
      }
      let kept = spool.samples()
      #expect(kept.count == count && kept.elementsEqual(all))
    }
  }

  @Test("samples let go of can be read again")
  func readAgain() {
    let all = samples(700_001)
    let spool = SampleSpool(samplesInMemory: 1000)
    spool.append(all)
    let kept = spool.samples()
    kept.letGo(before: 600_000)
    #expect(kept.elementsEqual(all))
    let span = kept.span
    #expect(span[0] == all[0] && span[599_999] == all[599_999] && span[700_000] == all[700_000])
  }

  @Test("samples taken from a list are the list")
  func list() {
    let signal = Signal(samples: [1, 2, 3, 4], sampleRateHz: 2)
    #expect(signal.samples == [1, 2, 3, 4] && signal.samples != [1, 2, 3])
    #expect(signal.slice(TimeRange(startSeconds: 0.5, endSeconds: 1.5)).samples == [2, 3])
  }
}
