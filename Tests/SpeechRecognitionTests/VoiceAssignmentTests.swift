import SignalCore
import SpeechRecognition
import Testing

/// Windows of made-up voices: each voice a direction, each window that direction with its own deviation.
private struct MadeVoices {
  var embeddings: [Float] = []
  var windows: [TimeRange] = []
  var speakers: [Int] = []
  private var state: UInt64 = 7

  /// A direction of 256 numbers from 0 up, the same for the same seed.
  static func direction(_ seed: UInt64) -> [Float] {
    var source = MadeVoices()
    source.state = seed
    return (0..<VoiceEmbeddings.size).map { _ in max(0, source.deviation()) }
  }

  /// Roughly normal, by the sum of four even numbers.
  mutating func deviation() -> Float {
    (0..<4).reduce(Float(0)) { sum, _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return sum + Float(state >> 40) / Float(1 << 24) - 0.5
    }
  }

  mutating func add(_ voice: [Float], speaker: Int, atSeconds start: Double, spread: Float = 0.5) {
    let vector = voice.map { max(0, $0 + spread * deviation()) }
    let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    embeddings += vector.map { $0 / length }
    windows.append(TimeRange(startSeconds: start, endSeconds: start + 1.6))
    speakers.append(speaker)
  }

  func assignment(_ count: SpeakerCount) -> VoiceAssignment {
    VoiceAssignment(embeddings: VoiceEmbeddings(values: embeddings), windows: windows, count: count)
  }

  /// Share of windows nearest to the voice that stands for their speaker, under the best matching of both.
  func agreement(_ found: VoiceAssignment) -> Double {
    let people = max(found.speakerCount, (speakers.max() ?? 0) + 1)
    var counts = [[Double]](repeating: [Double](repeating: 0, count: people), count: people)
    for (speaker, similarities) in zip(speakers, found.similarities) {
      let nearest = similarities.indices.max { similarities[$0] < similarities[$1] } ?? 0
      counts[speaker][nearest] += 1
    }
    let match = bestPermutation(counts)
    return counts.indices.reduce(0) { $0 + counts[$1][match[$1]] } / Double(speakers.count)
  }
}

@Suite("Voices among embeddings")
struct VoiceAssignmentTests {
  @Test("the best permutation has the greatest sum")
  func permutation() {
    #expect(bestPermutation([[1, 5, 0], [5, 6, 0], [0, 0, 1]]) == [1, 0, 2])
    #expect(bestPermutation([[2]]) == [0])
    #expect(bestPermutation([]) == [])
  }

  @Test("14,000 windows of ninety minutes are divided without an error, the softest tenth included")
  func longRecording() {
    var voices = MadeVoices()
    let (a, b) = (MadeVoices.direction(1), MadeVoices.direction(2))
    for index in 0..<14_000 {
      let speaker = index / 10 % 10 == 9 ? 1 : 0
      voices.add(speaker == 0 ? a : b, speaker: speaker, atSeconds: Double(index) * 0.4)
    }
    let found = voices.assignment(.expected(2))
    #expect(found.speakerCount == 2)
    #expect(voices.agreement(found) == 1)
    #expect(found.repaired.isEmpty)
    #expect(found.similarities == voices.assignment(.expected(2)).similarities)
  }

  @Test("the number of people is found up to six", arguments: 1...6)
  func number(people: Int) {
    var voices = MadeVoices()
    let directions = (0..<people).map { MadeVoices.direction(UInt64($0) + 11) }
    for index in 0..<60 * people {
      let speaker = index / 6 % people
      voices.add(directions[speaker], speaker: speaker, atSeconds: Double(index) * 0.5)
    }
    let found = voices.assignment(.automatic)
    #expect(found.speakerCount == people)
    #expect(voices.agreement(found) == 1)
    #expect((found.likeness == nil) == (people == 1))
  }

  @Test("a few windows of noise do not take the place of a person")
  func noise() {
    var voices = MadeVoices()
    let (a, b, laugh) = (MadeVoices.direction(1), MadeVoices.direction(2), MadeVoices.direction(3))
    for index in 0..<200 {
      if (100..<105).contains(index) {
        voices.add(laugh, speaker: 2, atSeconds: Double(index) * 0.5)
      } else {
        let speaker = index / 8 % 2
        voices.add(speaker == 0 ? a : b, speaker: speaker, atSeconds: Double(index) * 0.5)
      }
    }
    let found = voices.assignment(.expected(2))
    #expect(found.speakerCount == 2)
    #expect(voices.agreement(found) == 195.0 / 200)
  }

  /// The sound changes after ten of twenty minutes, more than the voices differ: over the whole recording the two
  /// clearest groups are before and after.
  @Test("a change of sound in the middle neither stands for a person nor exchanges the people")
  func changedSound() {
    var voices = MadeVoices()
    let (a, b) = (MadeVoices.direction(1), MadeVoices.direction(2))
    let sounds = [MadeVoices.direction(5), MadeVoices.direction(6)]
    for index in 0..<2400 {
      let speaker = index / 8 % 2
      let sound = sounds[index / 1200]
      let voice = zip(speaker == 0 ? a : b, sound).map { $0 + 1.15 * $1 }
      voices.add(voice, speaker: speaker, atSeconds: Double(index) * 0.5, spread: 0.6)
    }
    let found = voices.assignment(.expected(2))
    #expect(found.speakerCount == 2)
    #expect(voices.agreement(found) > 0.98)
    #expect(!found.repaired.isEmpty)
  }
}
