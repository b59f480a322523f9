import SignalCore
import Testing

@Suite("A transcript's text and words after a person changed one of them")
struct ReconciledTranscriptTests {
  private func transcript(_ text: String, _ words: [(String, Double?)]) -> Transcript {
    let spoken = words.map { Transcript.Word(word: $0.0, start: $0.1, end: $0.1.map { $0 + 0.5 }) }
    return Transcript(
      language: "en", segments: [.init(start: 0, end: 9, speaker: nil, text: text, words: spoken)])
  }

  private var machine: Transcript {
    transcript("I am find now.", [("I", 0), ("am", 1), ("find", 2), ("now.", 3)])
  }

  @Test("a changed word goes into the text")
  func words() {
    let edited = transcript("I am find now.", [("I", 0), ("am", 1), ("fine", 2), ("now.", 3)])
    #expect(edited.reconciled(after: machine).segments[0].text == "I am fine now.")
  }

  @Test("a changed text gives words: those that stayed keep their times, new ones have none")
  func text() {
    let edited = transcript("I am really fine now.", [("I", 0), ("am", 1), ("find", 2), ("now.", 3)])
    let words = edited.reconciled(after: machine).segments[0].words
    #expect(words.map(\.word) == ["I", "am", "really", "fine", "now."])
    #expect(words.map(\.start) == [0, 1, nil, nil, 3])
  }

  @Test("what agrees, or has no words, stays as it is")
  func unchanged() {
    #expect(machine.reconciled(after: machine) == machine)
    let plain = transcript("Something else.", [])
    #expect(plain.reconciled(after: machine) == plain)
  }
}
