import Foundation

/// Tables of a made-up study: scores that follow the PHQ-8 with noise, and all columns a score table may
/// have. The same people on every machine.
public struct StudyMaker: Sendable {
  public let scores: String
  public let assessments: String

  /// - Parameters:
  ///   - people: One session and one assessment each; about one in 30 has no assessment, one in 25 an age
  ///   missing.
  ///   - seed: Another one makes other people.
  public init(people: Int, seed: UInt64 = 1) {
    var random = Random(state: seed)
    var scores =
      "session,participant,date,score,probability,split,sex,age,site,language,device,speech_seconds,word_count,"
      + "interviewer_score,input_sha256\n"
    var assessments = "participant,date,scale,total\n"
    for number in 1...people {
      let participant = "P\(number)"
      let total = min(max((8 + 5.5 * random.normal).rounded(), 0), 24)
      let score = 3 + 0.65 * total + 2.8 * random.normal
      let probability = 1 / (1 + exp(-0.55 * (score - 9.3)))
      let age = Int(random.unit * 63) + 18
      let speech = max(60, 620 - 9 * total + 130 * random.normal)
      let words = max(100, 2.1 * speech + 90 * random.normal)
      let interviewer = 6 + 0.2 * total + 3 * random.normal
      let day = Int(random.unit * 28) + 1
      let month = Int(random.unit * 11) + 1
      let late = random.unit < 0.04 ? 30 : Int(random.unit * 9)
      let hasAge = random.unit >= 0.04
      let cells = [
        "S\(number)", participant, Self.date(month, day), Self.text(score), Self.text(probability), "test",
        random.unit < 0.55 ? "female" : "male", hasAge ? "\(age)" : "",
        ["Aachen", "Bern", "Cork"][Int(random.unit * 3)], random.unit < 0.8 ? "en" : "es",
        random.unit < 0.7 ? "headset" : "telephone", Self.text(speech), "\(Int(words))",
        Self.text(interviewer),
        "hash\(number)",
      ]
      scores += cells.joined(separator: ",") + "\n"
      if random.unit >= 0.033 {
        let (dueMonth, dueDay) = day + late > 28 ? (month + 1, day + late - 28) : (month, day + late)
        assessments += "\(participant),\(Self.date(dueMonth, min(dueDay, 28))),phq8,\(Int(total))\n"
      }
    }
    self.scores = scores
    self.assessments = assessments
  }

  private static func date(_ month: Int, _ day: Int) -> String {
    String(format: "2024-%02d-%02d", month, day)
  }
  private static func text(_ value: Double) -> String { String(format: "%.4f", value) }

  /// SplitMix64 (Steele, Lea & Flood 2014) with normal deviates by Box & Muller 1958.
  private struct Random {
    var state: UInt64

    var unit: Double {
      mutating get {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((value ^ (value >> 31)) >> 11) / 9_007_199_254_740_992
      }
    }

    var normal: Double {
      mutating get { (-2 * log(1 - unit)).squareRoot() * cos(2 * .pi * unit) }
    }
  }
}
