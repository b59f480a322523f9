/// Which frames of the participant's speech count.
struct SpeechActivity {
  /// In the participant's speech.
  let inSpeech: [Bool]
  /// In speech, with a pitch.
  let isVoiced: [Bool]
  /// In speech, and voiced or in a sounding stretch: pauses are out, closures inside words are in.
  let isActive: [Bool]

  init(inSpeech: [Bool], pitchHz: [Double?], soundingFrames: [Range<Int>]) {
    self.inSpeech = inSpeech
    let isVoiced = inSpeech.indices.map { inSpeech[$0] && pitchHz[$0] != nil }
    var isActive = isVoiced
    for frame in soundingFrames.joined() where inSpeech[frame] { isActive[frame] = true }
    self.isVoiced = isVoiced
    self.isActive = isActive
  }

  var isUnvoiced: [Bool] { isActive.indices.map { isActive[$0] && !isVoiced[$0] } }

  /// Runs of true frames; single other frames between two are bridged, runs under three frames dropped.
  static func segments(_ mask: [Bool]) -> [Range<Int>] {
    runs(mask, bridging: 1).filter { $0.count >= 3 }
  }

  /// Runs of true frames, those at most `bridging` frames apart joined.
  static func runs(_ mask: [Bool], bridging: Int = 0) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for frame in mask.indices where mask[frame] {
      if let last = runs.last, frame - last.upperBound <= bridging {
        runs[runs.count - 1] = last.lowerBound..<frame + 1
      } else {
        runs.append(frame..<frame + 1)
      }
    }
    return runs
  }
}
