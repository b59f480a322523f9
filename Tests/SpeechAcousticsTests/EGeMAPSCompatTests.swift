import Foundation
import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

extension EGeMAPSCompatResult {
  func functional(_ name: String) -> Double? {
    EGeMAPSCompat.functionalNames.firstIndex(of: name).flatMap { functionals?[$0] }
  }

  func column(_ name: String) -> [Float] {
    EGeMAPSCompat.lowLevelNames.firstIndex(of: name).map { lowLevel.columns[$0] } ?? []
  }
}

@Suite("eGeMAPSv02 as openSMILE gives it")
struct EGeMAPSCompatTests {
  @Test("names and order are openSMILE's")
  func names() {
    #expect(EGeMAPSCompat.functionalNames == EGeMAPSGolden.functionalNames)
    #expect(EGeMAPSCompat.lowLevelNames == EGeMAPSGolden.lowLevelNames)
  }

  @Test("88 values of a real recording are openSMILE's: 94 % within 0.1 %, all within 3 %")
  func functionals() throws {
    let result = EGeMAPSCompat().analyse(try SampleMedia.signal("jfk.wav"))
    let values = try #require(result.functionals)
    try #require(values.count == 88)
    var close = 0
    for (name, (value, reference)) in zip(
      EGeMAPSCompat.functionalNames, zip(values, EGeMAPSGolden.functionals))
    {
      let error = abs(value - reference) / abs(reference)
      if error <= 0.001 { close += 1 }
      // Formants come from linear prediction that is ill-conditioned in 32 bits; all else is far closer.
      #expect(error <= 0.03, "\(name): \(value), not \(reference)")
    }
    #expect(close >= 83)
  }

  @Test("contours of a real recording are openSMILE's, row by row")
  func rows() throws {
    let result = EGeMAPSCompat().analyse(try SampleMedia.signal("jfk.wav"))
    #expect(result.lowLevel.rowCount == EGeMAPSGolden.rowCount)
    for (row, reference) in EGeMAPSGolden.rows {
      for (column, name) in EGeMAPSCompat.lowLevelNames.enumerated() {
        let value = Double(result.lowLevel.columns[column][row])
        let isFormant = name.hasPrefix("F1") || name.hasPrefix("F2") || name.hasPrefix("F3")
        let tolerance = isFormant ? 0.02 : 1e-4
        #expect(
          abs(value - reference[column]) <= tolerance * max(abs(reference[column]), 0.01),
          "row \(row), \(name): \(value), not \(reference[column])")
      }
    }
  }

  @Test("every value has a definition of its own that admits it")
  func measures() throws {
    #expect(Set(EGeMAPSCompat.measures.map(\.name)).count == 88)
    #expect(Set(EGeMAPSCompat.measures.map(\.title)).count == 88)
    let readings = EGeMAPSCompat().analyse(try SampleMedia.signal("jfk.wav")).readings
    #expect(readings.count == 88)
    #expect(readings.allSatisfy { $0.value.number != nil })
    let pitch = try #require(readings.first)
    #expect(pitch.measure.name == "speech.egemaps_compat.f0semitonefrom27.5hz_sma3nz_amean")
    #expect(pitch.measure.unit == "st")
  }

  /// At 11,025 Hz the hop is rounded, and the reading of periods and the frames drift apart.
  @Test("blocks of any size give the same bits", arguments: [1, 37, 160, 4001], [16_000.0, 11_025])
  func blocks(size: Int, sampleRateHz: Double) throws {
    let speech = try SampleMedia.signal("jfk.wav").slice(TimeRange(startSeconds: 0, endSeconds: 8))
    let signal = Signal(samples: speech.samples, sampleRateHz: sampleRateHz)
    let whole = EGeMAPSCompat().analyse(signal)
    var stream = EGeMAPSCompatStream(sampleRateHz: sampleRateHz)
    for start in stride(from: 0, to: signal.samples.count, by: size) {
      stream.append(signal.samples.span.extracting(start..<min(start + size, signal.samples.count)))
    }
    let pieces = stream.finish()
    #expect(whole.functionals?.contains { $0 != 0 } == true)
    #expect(pieces.lowLevel.columns == whole.lowLevel.columns)
    #expect(pieces.functionals == whole.functionals)
  }

  @Test(
    "below 60 ms there is nothing, from 60 ms on 88 numbers",
    arguments: [1, 10, 59, 60, 61, 70, 80, 100, 200])
  func shortSounds(milliseconds: Int) throws {
    let noise = TestSounds.whiteNoise(seconds: Double(milliseconds) / 1000, amplitude: 0.1)
    let result = EGeMAPSCompat().analyse(noise)
    guard milliseconds >= 60 else {
      #expect(result.functionals == nil)
      #expect(result.missingReason == .tooShort)
      #expect(result.lowLevel.rowCount == 0)
      #expect(result.readings.allSatisfy { $0.value == .missing(.tooShort) })
      return
    }
    let functionals = try #require(result.functionals)
    #expect(functionals.count == 88 && functionals.allSatisfy(\.isFinite))
    #expect(result.lowLevel.rowCount == (milliseconds - 60) / 10 + 2)
  }

  @Test("a rate too low for the bands is refused, an odd one is not")
  func rates() {
    let slow = EGeMAPSCompat().analyse(.sine(frequencyHz: 200, seconds: 1, sampleRateHz: 2000))
    #expect(slow.functionals == nil && slow.missingReason == .lowQuality)
    for rate in [4000.0, 11_025, 12_345.6, 96_000] {
      let result = EGeMAPSCompat().analyse(.sine(frequencyHz: 200, seconds: 0.3, sampleRateHz: rate))
      #expect(result.functionals?.allSatisfy(\.isFinite) == true)
    }
  }

  @Test("row times are 10 ms apart and the last row reaches the end")
  func times() {
    let signal = Signal(
      samples: [Float](repeating: 0, count: 1600), sampleRateHz: 16_000, startSeconds: 5)
    let table = EGeMAPSCompat().analyse(signal).lowLevel
    #expect(table.timeRange(ofRow: 1) == TimeRange(startSeconds: 5.01, endSeconds: 5.03))
    #expect(table.timeRange(ofRow: table.rowCount - 1).endSeconds == 5.1)
  }
}
