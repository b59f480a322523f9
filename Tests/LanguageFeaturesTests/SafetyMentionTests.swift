import LanguageFeatures
import SignalCore
import Testing

@Suite("Safety mentions")
struct SafetyMentionTests {
  private func found(_ text: String) -> [String] {
    SafetyMention.mentions(in: transcript(segment("P", text)), participant: "P").map(\.phrase)
  }

  @Test("phrases are found however they are written")
  func spellings() {
    #expect(found("Sometimes I don't want to wake up.") == ["not want to wake up"])
    #expect(found("i just WANNA die") == ["want to die"])
    #expect(found("I thought, I can't go on") == ["can not go on"])
    #expect(found("I'd rather be dead than this") == ["rather be dead"])
    #expect(found("um, kill, um, myself") == ["kill myself"])
  }

  @Test("a denial is listed too: a person decides")
  func denial() {
    #expect(found("No, I never thought of suicide.") == ["suicide"])
  }

  @Test("parts of words and talk of other things are not")
  func negatives() {
    for text in ["The suicidality scale", "She dyed her hair", "I hope so", "Overdoses", ""] {
      #expect(found(text).isEmpty, "\(text)")
    }
  }

  @Test("only the participant's segments are searched, and the place is given")
  func place() {
    let talk = transcript(
      segment("I", "Have you thought of suicide?", start: 0, end: 2), segment("P", "No.", start: 2, end: 3),
      segment("P", "It feels hopeless.", start: 4, end: 6))
    let mentions = SafetyMention.mentions(in: talk, participant: "P")
    #expect(mentions.count == 1)
    #expect(mentions.first?.segment == 3)
    #expect(mentions.first?.start == 4)
    #expect(mentions.first?.kind == .hopelessness)
    #expect(SafetyMention.mentions(in: talk, participant: nil).count == 2)
  }
}
