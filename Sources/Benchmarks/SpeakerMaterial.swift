import Foundation
import MediaDecoding
import SignalCore
import SpeechRecognition

/// Readers' recordings below a folder, and the dialogues made of them.
struct SpeakerMaterial {
  let dialogues: [Dialogue]
  /// Everything one reader says, in a row.
  let monologues: [(reader: String, signal: Signal)]

  init(folder: String, detector: VoiceActivityDetector) throws {
    var sounds: [String: [Signal]] = [:]
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for name in names.sorted() {
      guard let reader = Self.reader(of: name), !(reader == "jfk" && sounds[reader] != nil) else { continue }
      let signal = try decodeAudio(path: "\(folder)/\(name)", sampleRateHz: 16_000, channel: 0).signals[0]
      sounds[reader, default: []].append(signal)
    }
    let supplied = try Self.supplied(folder)
    for turn in supplied?.truth ?? [] {
      guard let reader = ["2033", "1688"][safe: turn.speaker - 1], let signal = supplied?.signal else {
        continue
      }
      sounds[reader, default: []].append(signal.slice(turn.time))
    }
    var utterances: [String: [[Float]]] = [:]
    for (reader, signals) in sounds {
      for signal in signals {
        let speech = try detector.speechRanges(in: signal).merged(closingGapsUpTo: 0.5)
        utterances[reader, default: []] += speech.filter { $0.durationSeconds >= 0.8 }.map {
          Array(signal.slice($0).samples)
        }
      }
    }
    let maker = DialogueMaker(utterances: utterances)
    let scripts = Self.scripts.filter { $0.readers.allSatisfy { utterances[$0]?.isEmpty == false } }
    dialogues = [supplied].compactMap { $0 } + scripts.map(maker.dialogue)
    monologues = sounds.keys.sorted().map { reader in
      let samples = (sounds[reader] ?? []).flatMap { Array($0.samples) + [Float](repeating: 0, count: 8000) }
      return (reader, Signal(samples: samples, sampleRateHz: 16_000))
    }
  }

  private static let scripts = [
    DialogueScript(name: "1688 and 2033, turns with pauses", readers: ["1688", "2033"], seed: 1),
    DialogueScript(
      name: "1688 and 2609, second 12 dB softer", readers: ["1688", "2609"], levelDecibels: -12, seed: 2),
    DialogueScript(
      name: "2033 and 2609, backchannels", readers: ["2033", "2609"], backchannels: true, seed: 3),
    DialogueScript(
      name: "jfk and 2609, 0.8 s overlaps", readers: ["jfk", "2609"], overlapSeconds: 0.8, seed: 4),
    DialogueScript(
      name: "1688 and 3080, first speaks three quarters, 6 dB", readers: ["1688", "3080"], levelDecibels: -6,
      firstReaderUtterances: 3, seconds: 120, seed: 5),
    DialogueScript(
      name: "2033 and 3080, overlaps and backchannels", readers: ["2033", "3080"], overlapSeconds: 0.5,
      backchannels: true, seed: 6),
    DialogueScript(
      name: "2609 and 3080, 12 dB, overlaps and backchannels", readers: ["2609", "3080"], levelDecibels: 12,
      overlapSeconds: 0.6, backchannels: true, seed: 7),
    DialogueScript(
      name: "1688 and 2033, pieces of 2.5 s, 0.1 s apart", readers: ["1688", "2033"], pieceSeconds: 2.5,
      seed: 8),
    DialogueScript(
      name: "1688 and 2033, pieces of 1.2 s, 0.1 s apart", readers: ["1688", "2033"], pieceSeconds: 1.2,
      seed: 9),
  ]

  private static func reader(of name: String) -> String? {
    let file = URL(filePath: name).deletingPathExtension().lastPathComponent
    guard name.hasSuffix(".wav") || name.hasSuffix(".flac"), !name.contains("synth/") else { return nil }
    if file == "jfk" { return "jfk" }
    guard file.hasPrefix("libri_") else { return nil }
    return file.dropFirst(6).split(separator: "-").first.map(String.init)
  }

  /// The dialogue that comes with its true turns.
  private static func supplied(_ folder: String) throws -> Dialogue? {
    let path = "\(folder)/speech/dia_1688_2033"
    guard let data = FileManager.default.contents(atPath: path + ".json"),
      let rows = try JSONSerialization.jsonObject(with: data) as? [[Any]]
    else { return nil }
    let truth = rows.compactMap { row -> SpeakerTurn? in
      guard row.count == 3, let start = row[0] as? Double, let end = row[1] as? Double,
        let name = row[2] as? String
      else { return nil }
      return SpeakerTurn(
        time: TimeRange(startSeconds: start, endSeconds: end), speaker: name == "B" ? 1 : 2, confidence: nil)
    }
    let signal = try decodeAudio(path: path + ".wav", sampleRateHz: 16_000, channel: 0).signals[0]
    return Dialogue(name: "1688 and 2033 as supplied", signal: signal, truth: truth)
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
