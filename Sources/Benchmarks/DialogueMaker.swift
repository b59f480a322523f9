import Foundation
import SignalCore
import SpeechRecognition

/// What a built dialogue is like.
struct DialogueScript {
  var name: String
  var readers: [String]
  /// Level of the second reader above the first.
  var levelDecibels = 0.0
  /// How long the second begins before the first has ended, at every third change; 0 for none.
  var overlapSeconds = 0.0
  /// Short sounds of the listener in every other turn.
  var backchannels = false
  /// Utterances in a row by the first reader.
  var firstReaderUtterances = 1
  /// Utterances are cut into pieces of this length, wherever that is; `nil` leaves them whole.
  var pieceSeconds: Double?
  var seconds = 90.0
  var seed: UInt64
}

/// A recording and who speaks when in it, true by construction.
struct Dialogue {
  var name: String
  var signal: Signal
  var truth: [SpeakerTurn]
}

/// Builds dialogues out of what different people read.
///
/// Every utterance is brought to one level before the script's difference, all are heard in one room (the same
/// sparse, decaying echoes) and over one noise floor, so that less of the recordings they come from gives the
/// speaker away. Utterances are used again where a reader's material is short.
struct DialogueMaker {
  private static let rateHz = 16_000.0
  private static let speechLevelDecibels = -24.0
  private static let noiseLevelDecibels = -55.0
  private static let reverberationSeconds = 0.35

  /// Utterances of each reader: speech without pauses of 0.5 s or more.
  private let utterances: [String: [[Float]]]

  init(utterances: [String: [[Float]]]) {
    self.utterances = utterances.mapValues {
      $0.map { Self.levelled($0, decibels: Self.speechLevelDecibels) }
    }
  }

  var readers: [String] { utterances.keys.sorted() }

  func dialogue(_ script: DialogueScript) -> Dialogue {
    var random = SplitMix(state: script.seed)
    var samples = [Float](repeating: 0, count: Int(script.seconds * Self.rateHz))
    var truth: [SpeakerTurn] = []
    var next = script.readers.map { _ in 0 }
    var time = 0.5
    var speaker = 0
    var change = 0
    while true {
      let pool = pieces(of: script.readers[speaker], seconds: script.pieceSeconds)
      guard !pool.isEmpty else { break }
      let count = speaker == 0 ? script.firstReaderUtterances : 1
      for _ in 0..<count {
        let utterance = pool[next[speaker] % pool.count]
        next[speaker] += 1
        let seconds = Double(utterance.count) / Self.rateHz
        guard time + seconds + 1 < script.seconds else {
          return finished(script, samples: samples, truth: truth, random: &random)
        }
        add(utterance, at: time, speaker: speaker, script: script, to: &samples, truth: &truth)
        if script.backchannels, change.isMultiple(of: 2), seconds > 2.5 {
          let other = 1 - speaker
          if let sound = backchannel(of: script.readers[other], random: &random) {
            let at = time + 1 + random.unit * (seconds - 2)
            add(sound, at: at, speaker: other, script: script, to: &samples, truth: &truth)
          }
        }
        time += seconds + (script.pieceSeconds == nil ? 0.2 + 0.6 * random.unit : 0.1)
      }
      change += 1
      if script.overlapSeconds > 0, change.isMultiple(of: 3) {
        time = (truth.map(\.time.endSeconds).max() ?? time) - script.overlapSeconds
      }
      speaker = 1 - speaker
    }
    return finished(script, samples: samples, truth: truth, random: &random)
  }

  private func pieces(of reader: String, seconds: Double?) -> [[Float]] {
    let whole = utterances[reader] ?? []
    guard let seconds else { return whole }
    let length = Int(seconds * Self.rateHz)
    return whole.flatMap { samples in
      stride(from: 0, through: samples.count - length, by: length).map { Array(samples[$0..<$0 + length]) }
    }
  }

  private func add(
    _ sound: [Float], at seconds: Double, speaker: Int, script: DialogueScript, to samples: inout [Float],
    truth: inout [SpeakerTurn]
  ) {
    let gain = speaker == 0 ? 1 : Float(pow(10, script.levelDecibels / 20))
    let start = Int(seconds * Self.rateHz)
    for (index, value) in sound.enumerated() { samples[start + index] += gain * value }
    truth.append(
      SpeakerTurn(
        time: TimeRange(
          startSeconds: seconds, endSeconds: seconds + Double(sound.count) / Self.rateHz),
        speaker: speaker + 1, confidence: nil))
  }

  /// The loudest half second or so of something the reader says.
  private func backchannel(of reader: String, random: inout SplitMix) -> [Float]? {
    guard let pool = utterances[reader], !pool.isEmpty else { return nil }
    let source = pool[Int(random.unit * Double(pool.count))]
    let length = Int((0.35 + 0.25 * random.unit) * Self.rateHz)
    guard source.count > length else { return source }
    let starts = stride(from: 0, to: source.count - length, by: 800)
    let energies = starts.map { start in source[start..<start + length].reduce(Float(0)) { $0 + $1 * $1 } }
    guard let best = energies.indices.max(by: { energies[$0] < energies[$1] }) else { return nil }
    let fade = 480
    return (0..<length).map { index in
      source[best * 800 + index] * min(1, Float(min(index, length - 1 - index)) / Float(fade))
    }
  }

  private func finished(
    _ script: DialogueScript, samples: [Float], truth: [SpeakerTurn], random: inout SplitMix
  ) -> Dialogue {
    var wet = samples
    for _ in 0..<120 {
      let delay = 0.003 + Self.reverberationSeconds * random.unit
      let gain = Float(0.35 * pow(10, -3 * delay / Self.reverberationSeconds) * (random.unit < 0.5 ? -1 : 1))
      let shift = Int(delay * Self.rateHz)
      for index in shift..<wet.count { wet[index] += gain * samples[index - shift] }
    }
    let noise = Float(pow(10, Self.noiseLevelDecibels / 20) * 3.0.squareRoot())
    for index in wet.indices { wet[index] += noise * Float(2 * random.unit - 1) }
    return Dialogue(
      name: script.name, signal: Signal(samples: wet, sampleRateHz: Self.rateHz),
      truth: truth.sorted { $0.time.startSeconds < $1.time.startSeconds })
  }

  private static func levelled(_ samples: [Float], decibels: Double) -> [Float] {
    let power = samples.reduce(Float(0)) { $0 + $1 * $1 } / Float(max(samples.count, 1))
    guard power > 0 else { return samples }
    let gain = Float(pow(10, decibels / 20)) / power.squareRoot()
    return samples.map { $0 * gain }
  }
}
