import DenseMath
import LanguageFeatures
import MultimodalFusion
import NeuralRuntime
import TestSupport
import Testing

/// Read once: its weights are 90 MB.
private let weights = Result {
  try SafetensorsFile(contentsOf: installedModels().verifiedPath("minilm/model.safetensors"))
}
private let tokenizer = Result { try SentenceTokenizer(catalog: installedModels()) }

func encoder(_ settings: EncoderSettings, seed: UInt64 = 1) throws -> TrainableEncoder {
  try TrainableEncoder(weights: weights.get(), settings: settings, seed: seed)
}

func gateEncoder(sha256: String = "as published") throws -> GateEncoder {
  try GateEncoder(weights: weights.get(), tokenizer: tokenizer.get(), sha256: sha256)
}

/// Standard normal numbers, the same on every run.
func normals(_ count: Int, _ stream: String, deviation: Double = 1) -> [Double] {
  var generator = SeededGenerator(seed: 7, stream: stream)
  return (0..<count).map { _ in deviation * generator.normal() }
}

/// A text whose words have random vectors of the widths given, but for those named per modality.
func spoken(_ text: String, widths: [Int], absent: [Set<Int>] = []) throws -> EncoderText {
  let words = text.split(separator: " ").map(String.init)
  let pieces = SpokenPieces(words: words, tokenizer: try tokenizer.get())
  return EncoderText(
    pieces,
    wordVectors: widths.indices.map { modality in
      words.indices.map { word in
        modality < absent.count && absent[modality].contains(word)
          ? nil : normals(widths[modality], "\(text).\(modality).\(word)")
      }
    })
}

/// Whether slopes agree with central differences of a function in double precision: (f(x + h) − f(x − h)) / 2h, with
/// truncation near h² and rounding near 10⁻¹⁶/h. Relative to the slope, or to `floor` where that is more.
func expectSlopes(
  _ slopes: [Double], of values: [Double], at places: some Sequence<Int>, step: Double = 1e-5,
  floor: Double, within tolerance: Double = 1e-6, _ name: String, _ function: ([Double]) -> Double
) {
  var moved = values
  for place in places {
    moved[place] = values[place] + step
    let above = function(moved)
    moved[place] = values[place] - step
    let slope = (above - function(moved)) / (2 * step)
    moved[place] = values[place]
    #expect(
      abs(slopes[place] - slope) <= tolerance * max(abs(slope), floor),
      "\(name) \(place): \(slopes[place]) by hand, \(slope) by differences")
  }
}

/// The same along random directions through all values at once.
func expectSlopesAlong(
  _ slopes: [Double], of values: [Double], directions: Int, step: Double = 1e-5,
  within tolerance: Double = 1e-6,
  _ name: String, _ function: ([Double]) -> Double
) {
  for index in 0..<directions {
    // Of length near 1 whatever the number of values.
    let direction = normals(
      values.count, "\(name).direction.\(index)", deviation: 1 / Double(values.count).squareRoot())
    func moved(_ sign: Double) -> Double {
      function(values.indices.map { values[$0] + sign * step * direction[$0] })
    }
    let slope = (moved(1) - moved(-1)) / (2 * step)
    let along = slopes.indices.reduce(0) { $0 + slopes[$1] * direction[$1] }
    #expect(
      abs(along - slope) <= tolerance * abs(slope),
      "\(name) direction \(index): \(along) by hand, \(slope) by differences")
  }
}
