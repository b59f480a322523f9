import Foundation
import LanguageFeatures
import NeuralRuntime
import SignalCore
import TestSupport

/// Reading the word lists takes a moment; they are read once for all tests.
private let analysis = Result { try LanguageAnalysis(catalog: installedModels()) }

func installedAnalysis() throws -> LanguageAnalysis { try analysis.get() }

/// Read once: its weights are 90 MB.
func installedEncoder() throws -> SentenceEncoder { try encoder.get() }

private let encoder = Result { try SentenceEncoder(catalog: installedModels()) }

func segment(
  _ speaker: String?, _ text: String, start: Double? = nil, end: Double? = nil,
  words: [Transcript.Word] = []
) -> Transcript.Segment {
  Transcript.Segment(start: start, end: end, speaker: speaker, text: text, words: words)
}

func transcript(_ segments: Transcript.Segment..., language: String? = "en") -> Transcript {
  Transcript(language: language, segments: segments)
}

extension LanguageResult {
  func value(_ measure: Measure) -> MeasuredValue? {
    readings.first { $0.measure == measure }?.value
  }
}

/// A word that no list, lexicon or rule knows, repeated.
func neutral(_ count: Int) -> String {
  Array(repeating: "table", count: count).joined(separator: " ")
}
