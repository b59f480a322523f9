import RealModule
import SignalCore

/// Signs that a pitch track may be wrong.
struct PitchQuality: Sendable, Hashable {
  /// Voiced seconds below which nothing is said.
  static let leastVoicedSeconds = 0.5
  static let jumpOctaves = 0.9
  /// Half a semitone.
  static let nearness = Double.exp2(0.5 / 12)

  /// Share of steps between neighbouring voiced frames that exceed 0.9 octaves.
  let octaveJumpShare: Double?
  /// Share of voiced frames within half a semitone of the lowest and the highest pitch looked for.
  let atFloorShare: Double?
  let atCeilingShare: Double?

  init(_ pitch: PitchTrack, ceilingHz: Double) {
    let voiced = pitch.valuesHz.compactMap(\.self)
    guard Double(voiced.count) * pitch.grid.hopSeconds >= Self.leastVoicedSeconds else {
      (octaveJumpShare, atFloorShare, atCeilingShare) = (nil, nil, nil)
      return
    }
    let count = Double(voiced.count)
    atFloorShare = Double(voiced.count { $0 <= pitch.floorHz * Self.nearness }) / count
    atCeilingShare = Double(voiced.count { $0 >= ceilingHz / Self.nearness }) / count
    var steps = 0
    var jumps = 0
    for case let (before?, after?) in zip(pitch.valuesHz, pitch.valuesHz.dropFirst()) {
      steps += 1
      if abs(Double.log2(after / before)) > Self.jumpOctaves { jumps += 1 }
    }
    octaveJumpShare = steps > 0 ? Double(jumps) / Double(steps) : nil
  }
}

extension SoundQualityMeasures {
  private static let pitchCaution = """
    Creaky voice halves the pitch in truth; a low value does not prove the track right.
    """
  private static let source = "This program's definition"

  static let octaveJumpShare = measure(
    "octave_jump_share", title: "Octave jumps of pitch", unit: "1", from: 0, to: 1,
    definition: """
      Share of the steps between neighbouring voiced frames, 10 ms apart, in which F0 changes by more than \
      0.9 octaves.
      """,
    minimumData: "0.5 s voiced", source: source, caution: pitchCaution)

  static let pitchAtFloorShare = measure(
    "pitch_at_floor_share", title: "Pitch at the floor", unit: "1", from: 0, to: 1,
    definition: """
      Share of voiced frames whose F0 lies within half a semitone of the lowest pitch looked for: a voice \
      that goes on below it is cut off or found an octave too high.
      """,
    minimumData: "0.5 s voiced", source: source, caution: pitchCaution)

  static let pitchAtCeilingShare = measure(
    "pitch_at_ceiling_share", title: "Pitch at the ceiling", unit: "1", from: 0, to: 1,
    definition: """
      Share of voiced frames whose F0 lies within half a semitone of the highest pitch looked for: a voice \
      that goes on above it is cut off or found an octave too low.
      """,
    minimumData: "0.5 s voiced", source: source, caution: pitchCaution)
}
