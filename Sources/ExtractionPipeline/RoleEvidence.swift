internal import LanguageFeatures
internal import SignalCore

/// How much a voice behaves like the one who is asked, against the one who asks.
///
/// Weights are settings of this program, not estimates from data: with talk share alone, 60 against 40 %
/// reaches the confidence that is asked for.
struct RoleEvidence {
  private static let talkWeight = 7.0
  private static let questionWeight = 5.0
  private static let promptWeight = 5.0
  /// Sentences added to every speaker's count, so that one question among two sentences proves little.
  private static let sentencesOfDoubt = 4.0

  /// Phrases interviewers open with, in lower case.
  private static let prompts = [
    "tell me", "how often", "how have you been", "how do you feel", "how are you", "how did that",
    "what about",
    "have you ever", "have you been", "have you had", "do you feel", "do you find", "do you ever",
    "would you say",
    "could you describe", "can you describe", "the last two weeks", "the past two weeks", "on a scale",
    "thank you for coming", "next question", "ask you", "any questions", "what brings you",
    "let's talk about",
    "let's move on",
  ]

  /// Part of all talking, 0 to 1.
  let talkShare: Double
  /// Part of their sentences that ask, 0 to 1.
  let questionShare: Double
  /// Part of their sentences that hold an interviewer's phrase, 0 to 1.
  let promptShare: Double

  init(talkSeconds: Double, allTalkSeconds: Double, text: String) {
    talkShare = allTalkSeconds > 0 ? talkSeconds / allTalkSeconds : 0
    let all = sentences(of: SpokenText(text))
    let count = Double(all.count) + Self.sentencesOfDoubt
    questionShare = Double(all.count { $0.hasSuffix("?") }) / count
    promptShare =
      Double(
        all.count { sentence in
          let plain = sentence.lowercased()
          return Self.prompts.contains { plain.contains($0) }
        }) / count
  }

  private var logit: Double {
    Self.talkWeight * talkShare - Self.questionWeight * questionShare - Self.promptWeight * promptShare
  }

  /// The voice most like a participant's, and the confidence in it, 0 to 1: a softmax over all voices.
  ///
  /// - Precondition: At least one voice.
  static func likeliest(_ voices: [RoleEvidence]) -> (index: Int, confidence: Double) {
    let logits = voices.map(\.logit)
    let best = logits.indices.max { (logits[$0], $1) < (logits[$1], $0) } ?? 0
    let total = logits.reduce(0) { $0 + Double.exp($1 - logits[best]) }
    return (best, 1 / total)
  }
}
