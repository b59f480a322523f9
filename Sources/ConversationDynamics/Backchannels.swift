import SignalCore

/// Short signs of listening, told apart from turns.
///
/// After Yngve 1970 (back channel) and Heldner et al. 2011 (very short utterances); the limits are this
/// program's.
enum Backchannels {
  /// Everything a backchannel may consist of, lower case, besides `phrases`.
  private static let signs: Set<String> = [
    "mm", "mmm", "mhm", "mmhm", "mmhmm", "mm-hm", "mm-hmm", "mhmm", "hm", "hmm", "hmmm", "uh-huh", "uhhuh",
    "huh", "uh", "um", "ah", "aha", "oh", "yeah", "yea", "yep", "yup", "yes", "right", "okay", "ok", "sure",
    "exactly", "true", "wow", "alright",
  ]
  private static let phrases: [[String]] = [["i", "see"], ["of", "course"], ["all", "right"]]

  /// Which of a speaker's runs could be backchannels by length and words. A run whose words are not known is
  /// judged by length alone.
  static func areShort(_ runs: [TimeRange], saying words: SpokenWords) -> [Bool] {
    runs.map { run in
      run.durationSeconds < Limit.backchannelSeconds - Limit.tolerance
        && consistsOfSigns(words.words(in: run))
    }
  }

  /// Which of the short runs are backchannels: the other speaks on during them, or goes on after a silence
  /// of at most a second that the run falls into. After a question mark a short run is an answer.
  ///
  /// - Parameter floor: The other's runs that are not short themselves.
  static func indices(
    among runs: [TimeRange], areShort: [Bool], floor: SpeechUnits, otherWords: SpokenWords
  ) -> Set<Int> {
    Set(
      runs.indices.filter { index in
        guard areShort[index], let before = floor.last(startingBy: runs[index].startSeconds),
          let after = floor.first(endingAfter: runs[index].endSeconds)
        else { return false }
        if before == after { return true }
        let silence = after.startSeconds - before.endSeconds
        return silence <= Limit.floorSilenceSeconds + Limit.tolerance
          && otherWords.lastWord(before: before.endSeconds)?.hasSuffix("?") != true
      })
  }

  private static func consistsOfSigns(_ words: [String]) -> Bool {
    var left = words.map { word in
      String(word.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" })
    }[...]
    while let word = left.first {
      if let phrase = phrases.first(where: { left.starts(with: $0) }) {
        left = left.dropFirst(phrase.count)
      } else if signs.contains(word) {
        left = left.dropFirst()
      } else {
        return false
      }
    }
    return true
  }
}
