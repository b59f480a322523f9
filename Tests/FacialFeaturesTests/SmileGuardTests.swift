import FacialFeatures
import NeuralRuntime
import SignalCore
import TestSupport
import Testing

@Suite struct SmileGuardTests {
  /// Action units of stored faces from the plain neutral of an average adult.
  private func units(_ expressions: [GoldenExpression]) throws -> [[String: Double]] {
    let estimator = try HeadPoseEstimator(catalog: try installedModels())
    var builder = SeenRows()
    for (index, expression) in expressions.enumerated() {
      let observation = try expression.observation(estimator)
      #expect(observation != nil)
      builder.add(observation, atSeconds: Double(index))
    }
    let track = try #require(ActionUnitEstimator(neutral: .typical)).track(of: builder.track)
    return try expressions.indices.map { row in
      Dictionary(
        uniqueKeysWithValues: try track.columns.map { ($0.name, Double(try #require($0.values[row]))) })
    }
  }

  @Test("a crying face that the smile channel takes for a smile is none; laughing faces are")
  func goldenSmiles() throws {
    let found = try units([.crying, .laughing, .happy])
    // mediapipe reads mouthSmileLeft 0.9 on the first.
    #expect(try #require(found[0]["AU12_p"]) > 0.5)
    #expect(try #require(found[0]["smile_p"]) < 0.1)
    #expect(try #require(found[1]["smile_p"]) > 0.5)
    #expect(try #require(found[2]["smile_p"]) > 0.5)
  }

  @Test("surprise, anger and disgust are no smiles, and each raises its own units")
  func posed() throws {
    let found = try units([.surprise, .anger, .disgust])
    for units in found { #expect(try #require(units["smile_p"]) < 0.1) }
    func value(_ row: Int, _ name: String) throws -> Double { try #require(found[row][name]) }
    // Surprise: brows up (1), eyes wide (5), mouth open (25, 26).
    #expect(try value(0, "AU01_p") > 0.25)
    #expect(try value(0, "AU05_p") > 0.2)
    #expect(try value(0, "AU25_p") > 0.9)
    #expect(try value(0, "AU26_p") > 0.3)
    #expect(try value(0, "AU04_p") < 0.1)
    // Anger: brows down (4), lids tight (7), lips pressed (23).
    #expect(try value(1, "AU04_p") > 0.4)
    #expect(try value(1, "AU07_p") > 0.4)
    #expect(try value(1, "AU23_p") > 0.3)
    #expect(try value(1, "AU25_p") < 0.1)
    // Disgust as posed here: chin up (17), corners down (15), brows down (4).
    #expect(try value(2, "AU17_p") > 0.3)
    #expect(try value(2, "AU15_p") > 0.2)
    #expect(try value(2, "AU04_p") > 0.15)
  }

  private func smile(_ changes: [ExpressionChannel: Double]) throws -> Double {
    let track = faceTrack(seconds: 0.1) { channel, _ in channel.typical + (changes[channel] ?? 0) }
    let units = try #require(ActionUnitEstimator(neutral: .typical)).track(of: track)
    return Double(try #require(units.column("smile_p")?.values[0]))
  }

  private let smiling: [ExpressionChannel: Double] = [
    .blendshape(.mouthSmileLeft): 0.8, .blendshape(.mouthSmileRight): 0.8,
    .distance(.lipCornerHeightLeft): 0.08, .distance(.lipCornerHeightRight): 0.08,
    .distance(.lipCornerOutwardLeft): 0.09, .distance(.lipCornerOutwardRight): 0.09,
  ]

  @Test("corners that do not rise make no smile, however sure the channel is")
  func corners() throws {
    #expect(try smile(smiling) > 0.999)
    var square = smiling
    square[.distance(.lipCornerHeightLeft)] = -0.02
    square[.distance(.lipCornerHeightRight)] = -0.02
    square[.distance(.lipGap)] = 0.15
    #expect(try smile(square) == 0)
  }

  @Test("one sign of distress leaves a smile, two take it away")
  func distress() throws {
    let knit: [ExpressionChannel: Double] = [.distance(.browDistance): -0.02]
    let shut: [ExpressionChannel: Double] = [
      .distance(.eyeApertureLeft): -0.07, .distance(.eyeApertureRight): -0.07,
      .blendshape(.eyeBlinkLeft): 0.6, .blendshape(.eyeBlinkRight): 0.6,
    ]
    let inner: [ExpressionChannel: Double] = [
      .blendshape(.browInnerUp): 0.6, .distance(.browInnerLeft): 0.03, .distance(.browInnerRight): 0.03,
    ]
    let chin: [ExpressionChannel: Double] = [
      .distance(.lowerLipToNose): -0.06, .distance(.chinBossToLip): 0.04, .blendshape(.mouthShrugLower): 0.3,
    ]
    func with(_ signs: [[ExpressionChannel: Double]]) throws -> Double {
      try smile(signs.reduce(smiling) { $0.merging($1) { _, new in new } })
    }
    for sign in [knit, shut, inner, chin] { #expect(try with([sign]) > 0.999) }
    // Laughing with shut eyes and raised brows stays a smile.
    #expect(try with([shut, inner]) > 0.999)
    for pair in [[knit, shut], [knit, inner], [knit, chin], [chin, shut], [chin, inner]] {
      #expect(try with(pair) < 0.05)
    }
  }

  @Test("with the person's own neutral the recording's crying seconds hold no smile and its laughing ones do")
  func recording() throws {
    let track = try MovingFace.track.get()
    let neutral = try #require(NeutralFace.found(in: track).neutral)
    let units = try #require(ActionUnitEstimator(neutral: neutral)).track(of: track)
    let smile = try #require(units.column("smile_p")?.values)
    func mean(_ range: ClosedRange<Double>) throws -> Double {
      try #require(
        smile.indices.filter { range.contains(units.timesSeconds[$0]) }
          .compactMap { smile[$0].map(Double.init) }.mean)
    }
    #expect(try mean(0...6) < 0.05)
    #expect(try mean(12...16) > 0.25)
  }
}
