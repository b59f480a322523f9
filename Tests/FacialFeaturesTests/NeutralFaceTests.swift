import FacialFeatures
import Foundation
import SignalCore
import Testing

/// A person with a smile of three seconds in every eight, some noise, and looks aside.
private func livelyTrack(
  seconds: Double, from start: Double = 0, framesPerSecond: Double = 10, rest: Double = 0.06
) -> Track {
  faceTrack(seconds: seconds, framesPerSecond: framesPerSecond) { channel, time in
    let noise = 0.004 * evenNoise(channel, time + start)
    let phase = (time + start).truncatingRemainder(dividingBy: 8)
    let smile = phase > 5 ? sin((phase - 5) * .pi / 3) : 0
    return switch channel {
    case .blendshape(.mouthSmileLeft), .blendshape(.mouthSmileRight): rest + 0.8 * smile + noise
    case .distance(.lipCornerHeightLeft), .distance(.lipCornerHeightRight): -0.02 + 0.07 * smile + noise
    default: channel.typical + noise
    }
  }
}

@Suite struct NeutralFaceTests {
  @Test("the mode of numbers with a long tail lies in their densest part")
  func mode() throws {
    #expect(halfSampleMode([]) == nil)
    #expect(halfSampleMode([3]) == 3)
    // Two thirds around 1, a third spread up to 20; mean 4, median 1.3.
    let dense = (0..<200).map { index in 1 + 0.001 * Double(index % 100 - 50) }
    let tail = (0..<100).map { index in 2 + 0.18 * Double(index) }
    #expect(abs(try #require(halfSampleMode(tail + dense)) - 1) < 0.05)
  }

  @Test("rest is found under smiles that fill three eighths of the time", arguments: [5.0, 10, 30])
  func rest(framesPerSecond: Double) throws {
    let neutral = try #require(
      NeutralFace.found(in: livelyTrack(seconds: 60, framesPerSecond: framesPerSecond)).neutral)
    let smile = try #require(neutral.channel("blendshape_mouthSmileLeft"))
    // Noise of ±0.004 has a median distance of 0.002 and so a spread of 0.003.
    #expect(abs(smile.value - 0.06) < 0.005)
    #expect(smile.spread > 0.001 && smile.spread < 0.006)
    #expect(!smile.isLimited)
    let corner = try #require(neutral.channel("geometry_lip_corner_height_right"))
    #expect(abs(corner.value + 0.02) < 0.005)
    #expect(neutral.calmSeconds > 15 && neutral.calmSeconds < 30)
  }

  @Test("a smile held all session is not taken for rest")
  func heldSmile() throws {
    let track = faceTrack(seconds: 60) { channel, time in
      let noise = 0.004 * evenNoise(channel, time)
      return switch channel {
      case .blendshape(.mouthSmileLeft), .blendshape(.mouthSmileRight): 0.9 + noise
      case .distance(.lipCornerHeightLeft), .distance(.lipCornerHeightRight): 0.06 + noise
      case .distance(.lipCornerOutwardLeft), .distance(.lipCornerOutwardRight): 0.36 + noise
      default: channel.typical + noise
      }
    }
    let neutral = try #require(NeutralFace.found(in: track).neutral)
    let smile = try #require(neutral.channel("blendshape_mouthSmileLeft"))
    #expect(smile.value == 0.25 && smile.isLimited)
    let units = try #require(ActionUnitEstimator(neutral: neutral)).track(of: track)
    #expect(try #require(units.column("smile_p")?.values[30]) > 0.5)
  }

  @Test("a head turned far aside does not shape the neutral")
  func turnedAside() throws {
    // A quarter of the time turned down by 40°, where the brow reads far too high and perfectly still.
    let track = faceTrack(seconds: 60, pitchDegrees: { $0 < 15 ? -40 : 0 }) { channel, time in
      if time < 15, channel == .distance(.browInnerLeft) { return 0.3 }
      return channel.typical + 0.004 * evenNoise(channel, time)
    }
    let brow = try #require(NeutralFace.found(in: track).neutral?.channel("geometry_brow_inner_left"))
    #expect(abs(brow.value - ExpressionChannel.distance(.browInnerLeft).typical) < 0.005)
  }

  @Test("too little to go by is missing with its reason")
  func missing() {
    #expect(NeutralFace.found(in: livelyTrack(seconds: 9)) == .missing(.tooShort))
    #expect(NeutralFace.found(in: faceTrack(seconds: 60) { _, _ in nil }) == .missing(.noFace))
    let half = faceTrack(seconds: 60) { channel, _ in
      channel == .distance(.browDistance) ? nil : channel.typical
    }
    #expect(NeutralFace.found(in: half) == .missing(.noFace))
    var blind = livelyTrack(seconds: 60)
    blind.columns.removeAll { $0.name == "geometry_lip_gap" }
    #expect(NeutralFace.found(in: blind) == .missing(.lowQuality))
    #expect(NeutralFace.found(in: SeenRows().track) == .missing(.noFace))
  }

  @Test("a neutral survives storage, and what lacks a channel is refused")
  func stored() throws {
    let neutral = try #require(NeutralFace.found(in: livelyTrack(seconds: 60)).neutral)
    let read = try JSONDecoder().decode(NeutralFace.self, from: JSONEncoder().encode(neutral))
    #expect(read == neutral)
    #expect(ActionUnitEstimator(neutral: read) != nil)
    let less = NeutralFace(channels: Array(neutral.channels.dropFirst()), calmSeconds: neutral.calmSeconds)
    #expect(ActionUnitEstimator(neutral: less) == nil)
  }

  @Test("with a given neutral the same seconds read the same in a long and in a short recording")
  func boundaries() throws {
    let long = livelyTrack(seconds: 60)
    let short = livelyTrack(seconds: 20, from: 20)
    let neutral = try #require(NeutralFace.found(in: long).neutral)
    let estimator = try #require(ActionUnitEstimator(neutral: neutral))
    let longUnits = estimator.track(of: long)
    for (inLong, inShort) in zip(longUnits.columns, estimator.track(of: short).columns) {
      #expect(Array(inLong.values[200..<400]) == Array(inShort.values), "\(inLong.name)")
    }
    // And the neutral itself comes out alike from a third of the recording, within noise 0.008 wide.
    let other = try #require(NeutralFace.found(in: short).neutral)
    for (first, second) in zip(neutral.channels, other.channels) {
      #expect(abs(first.value - second.value) < 0.007, "\(first.name)")
    }
  }
}
