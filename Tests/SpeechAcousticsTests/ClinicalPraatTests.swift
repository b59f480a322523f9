import SignalCore
import SpeechAcoustics
import TestSupport
import Testing

/// Values of Praat 6.1.38 (praat-parselmouth 0.4.7) for jfk.wav, 16 kHz, the very file the tests read.
///
/// To Pitch (cc) and (ac): 0.01, 75, 15, no, 0.03, 0.45, 0.01, 0.35, 0.14, 600. To PointProcess (cc). Jitter
/// 0, 0, 0.0001, 0.02, 1.3; shimmer the same and 1.6. To Harmonicity (cc): 0.01, 75, 0.1, 1.0. To
/// PowerCepstrogram: 60, 0.002, 5000, 50; Get CPPS: no, 0.01, 0.001, 60, 330, 0.05, Parabolic, 0.001, 0,
/// Straight, Robust. To Ltas: 100; Get slope: 0, 1000, 1000, 4000, energy. To Formant (burg): 0.01, 5, 5500,
/// 0.025, 50, at the voiced frames. Syllables and phonation: the script of de Jong & Wempe (2009).
@Suite("Agreement with Praat of the clinical measures")
struct ClinicalPraatTests {
  private static let analysed = Result { try analyse(try SampleMedia.signal("jfk.wav")) }
  private let result: AcousticResult

  init() throws {
    result = try Self.analysed.get()
  }

  @Test(
    "cycle measures within 5 %",
    arguments: [
      ("jitter_local", 2.1634863), ("jitter_local_absolute", 9.2265845e-05), ("jitter_rap", 1.0790759),
      ("jitter_ppq5", 1.1111811), ("jitter_ddp", 3.2372276), ("shimmer_local", 11.919993),
      ("shimmer_local_db", 1.1738744), ("shimmer_apq3", 5.8388998), ("shimmer_apq5", 7.6839608),
      ("shimmer_apq11", 12.513344), ("shimmer_dda", 17.516699),
    ])
  func cycles(name: String, expected: Double) throws {
    #expect(abs(try #require(result.number("speech.voice." + name)) / expected - 1) < 0.05)
  }

  @Test("levels within tenths of a decibel")
  func decibels() throws {
    // 0.25 dB: the silence threshold refers to the peaks of seconds here, to one peak there.
    #expect(abs(try #require(result.number("speech.voice.hnr_mean")) - 11.348466) < 0.25)
    #expect(abs(try #require(result.number("speech.voice.cpps_mean")) - 6.3207019) < 0.1)
    // Half a window at either end is not heard here.
    #expect(abs(try #require(result.number("speech.spectrum.ltas_slope")) + 9.2109336) < 0.1)
  }

  @Test(
    "formant medians within 2 %",
    arguments: [616.62792, 1520.0819, 2388.2023, 3379.7223].enumerated().map { $0 })
  func formants(formant: (offset: Int, element: Double)) throws {
    let hertz = try #require(result.number("speech.formant.f\(formant.offset + 1).median"))
    #expect(abs(hertz / formant.element - 1) < 0.02)
  }

  @Test("syllables within 5 %")
  func syllables() throws {
    let seconds = try #require(result.number("quality.sound.speech_seconds"))
    let count = try #require(result.number("speech.timing.articulation_rate")) * seconds
    #expect(abs(count / 28 - 1) < 0.05)
  }
}
