public import SignalCore

/// A place where the participant's words touch death, self-harm or hopelessness, for a person to read.
///
/// No measure and no screening: the phrases are a short list, a risk can be spoken of in other words, and a
/// mention may deny it (‘I never thought of suicide’) or be a figure of speech.
public struct SafetyMention: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable {
    case suicideOrSelfHarm, wishToBeDead, hopelessness
  }

  /// Number of the transcript's segment, counted from 1.
  public let segment: Int
  public let start: Double?
  public let end: Double?
  public let kind: Kind
  /// The phrase of the list that was found, not the participant's sentence.
  public let phrase: String

  /// What every list of mentions says of itself.
  public static let notice = """
    These places name death, self-harm or hopelessness and are listed for a person to read. They do not measure \
    risk, and an empty list does not mean that there is none.
    """

  /// - Parameter participant: The speaker whose segments are searched; `nil` for all.
  public static func mentions(in transcript: Transcript, participant: String?) -> [SafetyMention] {
    transcript.segments.enumerated().flatMap { index, segment -> [SafetyMention] in
      guard participant == nil || segment.speaker == participant else { return [] }
      let words = SpokenTokens(SpokenText(segment.spokenText)).words.flatMap(plain)
      let range = segment.spokenRange
      return phrases.filter { isSaid($0.words, in: words) }.map { phrase in
        SafetyMention(
          segment: index + 1, start: range?.startSeconds ?? segment.start,
          end: range?.endSeconds ?? segment.end, kind: phrase.kind,
          phrase: phrase.words.joined(separator: " "))
      }
    }
  }

  private static func isSaid(_ phrase: [String], in words: [String]) -> Bool {
    guard let first = phrase.first else { return false }
    return words.indices.contains { words[$0] == first && words[$0...].starts(with: phrase) }
  }

  /// One way of writing what is said: `don't` and `do not`, `wanna` and `want to`.
  private static func plain(_ word: String) -> [String] {
    switch word {
    case "wanna": ["want", "to"]
    case "gonna": ["going", "to"]
    case "cannot", "can't", "cant": ["can", "not"]
    case "dont": ["do", "not"]
    case "wasnt": ["was", "not"]
    case "wont", "won't": ["will", "not"]
    case "im": ["i", "am"]
    default: word.hasSuffix("n't") ? [String(word.dropLast(3)), "not"] : clitic(word)
    }
  }

  private static func clitic(_ word: String) -> [String] {
    for (ending, full) in [("'m", "am"), ("'d", "would"), ("'ve", "have"), ("'re", "are"), ("'ll", "will")]
    where word.hasSuffix(ending) { return [String(word.dropLast(ending.count)), full] }
    return [word]
  }

  private static let phrases: [(kind: Kind, words: [String])] = phrasesByKind.flatMap { kind, list in
    list.map { (kind, $0.split(separator: " ").map(String.init)) }
  }

  private static let phrasesByKind: [(Kind, [String])] = [
    (
      .suicideOrSelfHarm,
      [
        "suicide", "suicidal", "kill myself", "killing myself", "killed myself", "end my life",
        "ending my life",
        "ended my life", "take my life", "take my own life", "taking my own life", "took my own life",
        "end it all",
        "ending it all", "hurt myself", "hurting myself", "harm myself", "harming myself", "self harm",
        "self-harm",
        "cut myself", "cutting myself", "overdose", "overdosed", "hang myself", "hanging myself",
        "shoot myself",
        "jump off a bridge", "slit my wrists", "do away with myself",
      ]
    ),
    (
      .wishToBeDead,
      [
        "want to die", "wanted to die", "wanting to die", "wish i was dead", "wish i were dead",
        "wished i was dead",
        "wish i would die", "rather be dead", "better off dead", "better off without me", "not want to live",
        "not want to be alive", "not want to be here anymore", "not want to wake up", "never wake up",
        "not wake up", "go to sleep and not wake up", "tired of living", "tired of life", "sick of living",
        "not worth living", "nothing to live for", "no reason to live", "no reason to go on",
        "wish i had never been born", "wish i was never born", "not be alive", "thoughts of death",
        "think about death", "thinking about death", "think about dying", "thinking about dying",
      ]
    ),
    (
      .hopelessness,
      [
        "hopeless", "hopelessness", "no hope", "without hope", "lost hope", "lost all hope", "given up hope",
        "no way out", "no point in living", "no point in going on", "no point anymore", "no future",
        "can not go on", "could not go on", "never get better", "never going to get better",
        "nothing will ever change", "give up on life", "given up on life", "gave up on life",
      ]
    ),
  ]
}
