import CWhisper
import Foundation

/// Tells text the recogniser made up, for want of speech or in a loop, from text it heard.
///
/// The rules are those published with the model (Radford et al. 2022, section 4.5; openai/whisper `transcribe.py`):
/// a window holds no speech when the model says so with more than 0.6 while its tokens' mean logarithmic probability
/// is below −1; text that deflates more than 2.4 times repeats itself.
package enum InventedText {
  static let mostNoSpeechProbability = 0.6
  static let leastMeanLogarithm = -1.0
  static let mostCompression = 2.4

  /// Whether the window's text stands for silence or noise.
  package static func isSilence(noSpeechProbability: Double, tokenProbabilities: [Double]) -> Bool {
    noSpeechProbability > mostNoSpeechProbability
      && meanLogarithm(tokenProbabilities) < leastMeanLogarithm
  }

  /// Whether the text goes in circles.
  package static func repeatsItself(_ text: String) -> Bool { compression(of: text) > mostCompression }

  /// Bytes of the text over bytes it deflates to (zlib, level 6); 0 for none.
  package static func compression(of text: String) -> Double {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return 0 }
    let compressed = unsafe speech_compressed_bytes(bytes, bytes.count)
    return compressed == 0 ? 0 : Double(bytes.count) / Double(compressed)
  }

  /// Natural logarithm, averaged over tokens; 0 for none.
  package static func meanLogarithm(_ probabilities: [Double]) -> Double {
    guard !probabilities.isEmpty else { return 0 }
    // A float's least normal number: a probability that was rounded to 0 stays finite.
    let sum = probabilities.reduce(0) { $0 + log(max($1, Double(Float.leastNormalMagnitude))) }
    return sum / Double(probabilities.count)
  }
}
