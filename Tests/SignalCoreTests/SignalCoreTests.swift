import SignalCore
import Testing

@Suite("Signal core")
struct SignalCoreTests {
  @Test("ranges that touch or overlap merge; covered time counts shared time once")
  func merging() {
    let ranges = [
      TimeRange(startSeconds: 4, endSeconds: 5), TimeRange(startSeconds: 0, endSeconds: 2),
      TimeRange(startSeconds: 1, endSeconds: 3),
    ]
    #expect(
      ranges.merged() == [
        TimeRange(startSeconds: 0, endSeconds: 3), TimeRange(startSeconds: 4, endSeconds: 5),
      ])
    #expect(ranges.coveredSeconds == 4)
    #expect(
      ranges.merged(closingGapsUpTo: 1) == [TimeRange(startSeconds: 0, endSeconds: 5)])
  }

  @Test("a frame grid holds whole windows, centred in the signal")
  func grid() {
    let grid = FrameGrid(startSeconds: 10, durationSeconds: 1, windowSeconds: 0.04, hopSeconds: 0.01)
    #expect(grid.count == 97)
    #expect(abs(grid.centreSeconds(0) - 10.02) < 1e-9)
    #expect(abs(grid.centreSeconds(96) - 10.98) < 1e-9)
    let none = FrameGrid(
      startSeconds: 0, durationSeconds: 0.039, windowSeconds: 0.04, hopSeconds: 0.01)
    #expect(none.count == 0)
  }

  @Test("slicing keeps the clock and never leaves the signal")
  func slicing() {
    let signal = Signal(samples: [0, 1, 2, 3, 4, 5], sampleRateHz: 2, startSeconds: 1)
    let part = signal.slice(TimeRange(startSeconds: 2, endSeconds: 9))
    #expect(part.samples == [2, 3, 4, 5])
    #expect(part.startSeconds == 2)
  }

  @Test("a number that is not finite or not admitted is missing, never written")
  func impossibleValues() {
    let share = Measure(
      name: "quality.test.share", title: "", modality: .quality, unit: "%", lowerBound: 0,
      upperBound: 100, definition: "", minimumData: "", source: "", depression: "", caution: "",
      trust: .checked)
    #expect(MeasuredValue(.nan, orMissing: .unvoiced) == .missing(.unvoiced))
    #expect(MeasureReading(share, .value(50)).value.number == 50)
    #expect(MeasureReading(share, .value(101)).value.reason?.code == "failed")
  }

  @Test("every missing reason is read back from its text")
  func reasonText() {
    for reason in [MissingReason.noFace, .unvoiced, .failed("disk (full)"), .failed("")] {
      #expect(MissingReason(text: reason.text) == reason)
    }
    #expect(MissingReason.failed("").text == "failed")
    #expect(MissingReason(text: "0") == nil)
  }

  @Test("quantiles agree with R's type 7")
  func quantiles() {
    // R 4.2: quantile(c(1, 2, 4, 8), c(.25, .5, .9)) gives 1.75 3.00 6.80.
    let values: [Double] = [8, 1, 4, 2]
    #expect(values.quantile(0.25) == 1.75)
    #expect(values.median == 3)
    #expect(abs((values.quantile(0.9) ?? 0) - 6.8) < 1e-12)
    #expect([Double]().median == nil)
    #expect([3.0].sampleStandardDeviation == nil)
  }

  @Test("bounded map keeps order and its bound")
  func bounded() async throws {
    actor Gauge {
      var now = 0
      var most = 0
      func enter() {
        now += 1
        most = max(most, now)
      }
      func leave() { now -= 1 }
    }
    let gauge = Gauge()
    let squares = try await boundedMap(Array(0..<40), limit: 3) { number in
      await gauge.enter()
      try await Task.sleep(for: .milliseconds((number * 7) % 5))
      await gauge.leave()
      return number * number
    }
    #expect(squares == (0..<40).map { $0 * $0 })
    #expect(await gauge.most <= 3)
  }
}
