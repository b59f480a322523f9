import FacialFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

/// One row with some channels moved from the typical neutral.
private func units(_ changes: [ExpressionChannel: Double]) throws -> [String: Double] {
  let estimator = try #require(ActionUnitEstimator(neutral: .typical))
  let track = estimator.track(
    of: faceTrack(seconds: 0.1) { channel, _ in channel.typical + (changes[channel] ?? 0) })
  return Dictionary(
    uniqueKeysWithValues: try track.columns.map { ($0.name, Double(try #require($0.values[0]))) })
}

@Suite struct ActionUnitTests {
  @Test("at rest every unit is exactly 0")
  func rest() throws {
    for (name, value) in try units([:]) { #expect(value == 0, "\(name)") }
  }

  @Test("the columns carry the units' numbers in order")
  func names() {
    #expect(
      ActionUnitEstimator.columnNames == [
        "AU01_p", "AU01_left_p", "AU01_right_p", "AU02_p", "AU02_left_p", "AU02_right_p", "AU04_p",
        "AU04_left_p", "AU04_right_p", "AU05_p", "AU06_p", "AU06_left_p", "AU06_right_p", "AU07_p",
        "AU07_left_p", "AU07_right_p", "AU09_p", "AU10_p", "AU12_p", "AU12_left_p", "AU12_right_p",
        "AU14_p", "AU15_p", "AU17_p", "AU20_p", "AU23_p", "AU25_p", "AU26_p", "AU28_p", "AU45_p", "smile_p",
      ])
  }

  /// What each muscle does, in one-sided pairs or alone, large enough to be full.
  private static let movements: [(ActionUnit, [ExpressionChannel: Double])] = [
    (.innerBrowRaiser, both(.browInnerLeft, .browInnerRight, 0.1).adding(.browInnerUp, 0.7)),
    (
      .outerBrowRaiser,
      both(.browOuterLeft, .browOuterRight, 0.1).adding(.browOuterUpLeft, 0.7)
        .adding(.browOuterUpRight, 0.7)
    ),
    (
      .browLowerer,
      both(.browInnerLeft, .browInnerRight, -0.07).adding(.browDownLeft, 0.6).adding(.browDownRight, 0.6)
        .adding(.browDistance, -0.05)
    ),
    (.upperLidRaiser, both(.eyeApertureLeft, .eyeApertureRight, 0.05)),
    (.lipsPart, [.distance(.lipGap): 0.13]),
    (.jawDrop, [.distance(.chinToNose): 0.25, .blendshape(.jawOpen): 0.7]),
    (
      .blink,
      both(.eyeApertureLeft, .eyeApertureRight, -0.07).adding(.eyeBlinkLeft, 0.6)
        .adding(.eyeBlinkRight, 0.6)
    ),
    (
      .lipCornerDepressor,
      both(.lipCornerHeightLeft, .lipCornerHeightRight, -0.06)
        .merging(both(.lipCornerToEyeLeft, .lipCornerToEyeRight, 0.07)) { first, _ in first }
    ),
    (
      .chinRaiser,
      [
        .distance(.lowerLipToNose): -0.1, .distance(.chinBossToLip): 0.07,
        .blendshape(.mouthShrugLower): 0.6,
      ]
    ),
    (
      .cheekRaiser,
      both(.cheekToLidLeft, .cheekToLidRight, -0.07)
        .merging(both(.lowerLidLeft, .lowerLidRight, 0.03)) { first, _ in first }
        .adding(.eyeSquintLeft, 0.6).adding(.eyeSquintRight, 0.6)
    ),
    (
      .noseWrinkler,
      both(.noseWingToCanthusLeft, .noseWingToCanthusRight, -0.07)
        .merging(both(.browInnerLeft, .browInnerRight, -0.07)) { first, _ in first }
    ),
  ]

  private static func both(
    _ left: FaceDistance, _ right: FaceDistance, _ change: Double
  ) -> [ExpressionChannel: Double] {
    [.distance(left): change, .distance(right): change]
  }

  @Test("a muscle's full movement makes its unit 1, half of it about a half", arguments: movements.indices)
  func full(index: Int) throws {
    let (unit, changes) = Self.movements[index]
    #expect(try #require(try units(changes)[unit.columnName]) == 1)
    let half = try #require(try units(changes.mapValues { $0 / 2 })[unit.columnName])
    #expect(half > 0.45 && half < 0.7)
    // The opposite movement is not a negative unit.
    #expect(try units(changes.mapValues { -$0 })[unit.columnName] == 0)
  }

  @Test("a movement of one side shows on that side, and half of it in the unit")
  func sides() throws {
    let found = try units([
      .blendshape(.mouthSmileLeft): 0.8, .distance(.lipCornerHeightLeft): 0.08,
      .distance(.lipCornerOutwardLeft): 0.09,
    ])
    // Tracks hold 32 bits.
    #expect(abs(try #require(found["AU12_left_p"]) - 1) < 1e-6)
    #expect(found["AU12_right_p"] == 0)
    #expect(abs(try #require(found["AU12_p"]) - 0.5) < 1e-6)
  }

  @Test("channels that stay dead move nothing, whatever they read")
  func deadChannels() throws {
    let dead: [Blendshape] = [
      .cheekPuff, .cheekSquintLeft, .cheekSquintRight, .noseSneerLeft, .noseSneerRight, .mouthFrownLeft,
      .mouthFrownRight, .jawForward, .mouthClose, .eyeWideLeft, .eyeWideRight,
    ]
    var changes: [ExpressionChannel: Double] = [:]
    for shape in dead { changes[.blendshape(shape)] = 0.8 }
    for (name, value) in try units(changes) { #expect(value == 0, "\(name)") }
  }

  @Test("a change within the neutral's own noise counts as none")
  func quiet() throws {
    let noisy = NeutralFace(
      channels: NeutralFace.typical.channels.map {
        NeutralFace.Channel(name: $0.name, value: $0.value, spread: 0.01, isLimited: false)
      }, calmSeconds: 60)
    let track = faceTrack(seconds: 10) { channel, time in channel.typical + 0.01 * evenNoise(channel, time) }
    let found = try #require(ActionUnitEstimator(neutral: noisy)).track(of: track)
    for column in found.columns {
      // 0.01 is half of the smallest full change, a lid's; beyond the quiet quarter it may leave a trace.
      #expect(try #require(column.values.presentValues.max()) < 0.25, "\(column.name)")
      #expect(try #require(column.values.presentValues.map(Double.init).mean) < 0.06, "\(column.name)")
    }
  }

  @Test("a picture without a face has no action units")
  func absent() throws {
    let track = faceTrack(seconds: 1) { channel, time in time < 0.5 ? channel.typical : nil }
    let found = try #require(ActionUnitEstimator(neutral: .typical)).track(of: track)
    #expect(found.timesSeconds == track.timesSeconds)
    for column in found.columns {
      #expect(column.values.map { $0 != nil } == (0..<10).map { $0 < 5 })
    }
  }

  @Test("every unit has complete texts, made from what is computed")
  func texts() {
    for unit in ActionUnit.allCases {
      for text in [unit.formula, unit.caution] {
        #expect(text.hasSuffix(".") && !text.contains("  "), "\(unit): \(text)")
      }
      #expect(!unit.title.isEmpty && !unit.muscle.isEmpty)
      #expect(unit.trust != .checked)
    }
    #expect(ActionUnit.lipCornerPuller.formula.contains("channel mouthSmile (full change +0.8, weight 0.6)"))
    #expect(ActionUnit.noseWrinkler.formula.contains("0.8 × AU12"))
    #expect(
      ActionUnit.browLowerer.formula.contains("distance brow_distance (full change −0.04, weight 0.25)"))
    for distance in FaceDistance.allCases { #expect(distance.meaning.count > 20) }
  }
}

extension [ExpressionChannel: Double] {
  fileprivate func adding(_ shape: Blendshape, _ change: Double) -> Self {
    merging([.blendshape(shape): change]) { first, _ in first }
  }

  fileprivate func adding(_ distance: FaceDistance, _ change: Double) -> Self {
    merging([.distance(distance): change]) { first, _ in first }
  }
}
