import SignalCore
import SpeechRecognition

/// Share of speaker time that is missed, invented or given to another (NIST RT-09 evaluation plan), on frames of
/// 10 ms, without what lies within a collar of a reference turn's start or end.
struct DiarizationErrorRate {
  static let frameSeconds = 0.01
  static let collarSeconds = 0.25

  /// Seconds of reference speaker time; two people at once count twice.
  private(set) var speakerSeconds = 0.0
  private(set) var missedSeconds = 0.0
  private(set) var inventedSeconds = 0.0
  private(set) var confusedSeconds = 0.0

  var rate: Double {
    (missedSeconds + inventedSeconds + confusedSeconds) / max(speakerSeconds, Self.frameSeconds)
  }

  /// - Parameters:
  ///   - reference: Turns, which may overlap; speakers from 1 on.
  ///   - found: Likewise. Its speakers are matched with the reference's so that most time agrees.
  init(reference: [SpeakerTurn], found: [SpeakerTurn]) {
    let end = (reference + found).map(\.time.endSeconds).max() ?? 0
    let count = Int((end / Self.frameSeconds).rounded(.up))
    let people = max((reference + found).map(\.speaker).max() ?? 0, 1)
    let truth = Self.activity(reference, frames: count, people: people)
    let heard = Self.activity(found, frames: count, people: people)
    var scored = [Bool](repeating: true, count: count)
    for edge in reference.flatMap({ [$0.time.startSeconds, $0.time.endSeconds] }) {
      for frame in Self.frames(
        from: edge - Self.collarSeconds, to: edge + Self.collarSeconds, count: count)
      {
        scored[frame] = false
      }
    }
    let frames = scored.indices.filter { scored[$0] }
    let agreement = (0..<people).map { own in
      (0..<people).map { other in
        Double(frames.count { truth[own][$0] && heard[other][$0] })
      }
    }
    let match = bestPermutation(agreement)
    for frame in frames {
      let spoken = (0..<people).count { truth[$0][frame] }
      let found = (0..<people).count { heard[$0][frame] }
      let right = (0..<people).count { truth[$0][frame] && heard[match[$0]][frame] }
      speakerSeconds += Double(spoken) * Self.frameSeconds
      missedSeconds += Double(max(spoken - found, 0)) * Self.frameSeconds
      inventedSeconds += Double(max(found - spoken, 0)) * Self.frameSeconds
      confusedSeconds += Double(min(spoken, found) - right) * Self.frameSeconds
    }
  }

  private static func activity(_ turns: [SpeakerTurn], frames: Int, people: Int) -> [[Bool]] {
    var result = [[Bool]](repeating: [Bool](repeating: false, count: frames), count: people)
    for turn in turns {
      for frame in Self.frames(from: turn.time.startSeconds, to: turn.time.endSeconds, count: frames) {
        result[turn.speaker - 1][frame] = true
      }
    }
    return result
  }

  /// Frames whose centres lie in a stretch.
  private static func frames(from start: Double, to end: Double, count: Int) -> Range<Int> {
    let first = min(max(Int((start / frameSeconds).rounded()), 0), count)
    return first..<min(max(Int((end / frameSeconds).rounded()), first), count)
  }
}
