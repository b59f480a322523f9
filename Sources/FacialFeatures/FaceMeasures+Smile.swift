extension FaceMeasures {
  static let smiles: [FaceMeasureFamily] = [
    smileMean, smileSpread, smileRate, smileShare, smileDuration, smilePeak, smileOnset, smileOffset,
    duchenneShare, smileAsymmetry, smileTrend,
  ]

  private static let smileNeeds = FaceMeasureFamily.Needs(source: .smile, interocularPixels: 40)
  private static let threeSmiles = FaceMeasureFamily.Needs(
    source: .smile, interocularPixels: 40, also: "Three smiles of which beginning and end are seen")

  private static let fewerSmiles = """
    At high severity, patients followed through treatment showed action unit 12 less often \
    (\(Text.girard)). \(Text.fiquer)
    """

  private static let smileMean = FaceMeasureFamily(
    name: "face.expression.smile.mean", version: 2, title: "Smiling, mean", unit: "1", lowerBound: 0,
    upperBound: 1, needs: smileNeeds, parts: .each,
    definition: """
      Mean of the proxy smile_p (action unit 12 above the person's neutral, guarded against the mouth of \
      crying) over the pictures with the face.
      """,
    source: "This program's. \(Text.proxies) \(Text.blendshapes)", depression: fewerSmiles,
    caution: """
      \(Text.notCoded) Crying and grimacing may still count where the guard fails.
      """,
    trust: .exploratory,
    compute: { data, covered in data.smile?.mean(0, in: covered) })

  private static let smileSpread = FaceMeasureFamily(
    name: "face.expression.smile.sd", version: 2, title: "Smiling, variation", unit: "1", lowerBound: 0,
    upperBound: 1, needs: smileNeeds, parts: .each,
    definition: """
      Standard deviation of the proxy smile_p between half seconds, less what its changes within half seconds \
      would give, as for face.expression.expressivity.
      """,
    source: "This program's. \(Text.proxies)", depression: fewerSmiles,
    caution: "As for the mean. Speaking moves the mouth's corners too.", trust: .exploratory,
    compute: { data, covered in
      data.smileWindows.flatMap { $0.slowSpread(0, $0.selected(covered)) }
    })

  private static let smileRate = FaceMeasureFamily(
    name: "face.expression.smile.rate", title: "Smiles per minute", unit: "1/min", lowerBound: 0,
    upperBound: 120, needs: .init(source: .smile, seconds: 60, interocularPixels: 40), parts: .each,
    definition: """
      Smiles seen to begin, over the minutes with the face in view. \(Text.smileEvent) A smile belongs to the \
      time in which it begins.
      """,
    source: "This program's rule; \(Text.proxies)",
    depression: """
      \(fewerSmiles) Against it: among people talking to a virtual interviewer, distressed and other people \
      smiled about as often, but less intensely and for a shorter time (Scherer et al. 2014, Image and Vision \
      Computing 32:648–658).
      """,
    caution: "\(Text.notCoded) Interviewers who smile get more smiles back.", trust: .exploratory,
    compute: { data, covered in
      data.smile.map { 60 * Double(data.smiles.begun(in: covered).count) / $0.seconds(in: covered) }
    })

  private static let smileShare = FaceMeasureFamily(
    name: "face.expression.smile.share", title: "Time spent smiling", unit: "%", lowerBound: 0,
    upperBound: 100, needs: smileNeeds, parts: .each,
    definition: """
      Seconds of smiles over the seconds with the face in view. \(Text.smileEvent) While listening, it is as \
      near to answering smiles as one camera comes: whether the other person smiles is not known.
      """,
    source: "This program's rule; \(Text.proxies)", depression: fewerSmiles,
    caution: "\(Text.notCoded) A smiling face at rest counts as neutral.", trust: .exploratory,
    compute: { data, covered in
      data.smile.map { 100 * data.smiles.seconds(in: covered) / $0.seconds(in: covered) }
    })

  /// Mean over the whole smiles of something each has or lacks.
  private static func meanOfSmiles(
    _ value: @escaping @Sendable (FaceEvent) -> Double?
  ) -> @Sendable (FaceData, CoveredTime) -> Double? {
    { data, covered in
      let values = data.smiles.begun(in: covered).filter(\.isWhole).compactMap(value)
      return values.count >= 3 ? values.mean : nil
    }
  }

  private static let smileDuration = FaceMeasureFamily(
    name: "face.expression.smile.duration", title: "Length of smiles", unit: "s", lowerBound: 0,
    needs: threeSmiles, parts: .each,
    definition: "Mean length of the smiles seen from beginning to end. \(Text.smileEvent)",
    source: "This program's rule; \(Text.proxies)",
    depression: """
      Smiles were shorter in distressed people talking to a virtual interviewer (Scherer et al. 2014, Image \
      and Vision Computing 32:648–658).
      """,
    caution: "\(Text.notCoded) Smiles cut off by turning away are left out, which shortens the mean.",
    trust: .exploratory, compute: meanOfSmiles { $0.durationSeconds })

  private static let smilePeak = FaceMeasureFamily(
    name: "face.expression.smile.peak", title: "Strength of smiles", unit: "1", lowerBound: 0,
    upperBound: 1, needs: threeSmiles, parts: .each,
    definition: """
      Mean over the smiles seen from beginning to end of the proxy's greatest value. \(Text.smileEvent)
      """,
    source: "This program's rule; \(Text.proxies)",
    depression: """
      Smiles were less intense in distressed people talking to a virtual interviewer (Scherer et al. 2014, \
      Image and Vision Computing 32:648–658).
      """,
    caution: Text.notCoded, trust: .exploratory, compute: meanOfSmiles { $0.peak })

  private static let smileOnset = FaceMeasureFamily(
    name: "face.expression.smile.onset_speed", title: "Speed at which smiles begin", unit: "1/s",
    lowerBound: 0, needs: threeSmiles, parts: .session,
    definition: """
      Mean over the smiles seen from beginning to end of the proxy's mean slope from 0.15 up to 80 % of the \
      greatest value. \(Text.smileEvent)
      """,
    source: """
      This program's rule, after the onset speed of Schmidt et al. 2006, Journal of Nonverbal Behavior 30:37–52.
      """,
    depression: """
      No published effect known. Deliberate smiles begin and end faster than spontaneous ones (Schmidt et al. \
      2006).
      """,
    caution: "\(Text.notCoded) At 10 pictures a second, the fastest beginnings are flattened.",
    trust: .exploratory, compute: meanOfSmiles { $0.riseRate })

  private static let smileOffset = FaceMeasureFamily(
    name: "face.expression.smile.offset_speed", title: "Speed at which smiles end", unit: "1/s",
    lowerBound: 0, needs: threeSmiles, parts: .session,
    definition: """
      Mean over the smiles seen from beginning to end of the proxy's mean slope, as a positive number, from \
      80 % of the greatest value down to 0.15. \(Text.smileEvent)
      """,
    source: """
      This program's rule, after the offset speed of Schmidt et al. 2006, Journal of Nonverbal Behavior \
      30:37–52.
      """,
    depression: "No published effect known.",
    caution: "\(Text.notCoded) At 10 pictures a second, the fastest ends are flattened.", trust: .exploratory,
    compute: meanOfSmiles { $0.fallRate })

  /// Proxy of action unit 6 in the order of the actions.
  private static let cheekColumn = 4
  private static let leastCheek = 0.2

  private static let duchenneShare = FaceMeasureFamily(
    name: "face.expression.smile.duchenne_share", title: "Smiles with raised cheeks", unit: "%",
    lowerBound: 0, upperBound: 100,
    needs: .init(
      source: .actions, interocularPixels: 60, also: "Three smiles of which beginning and end are seen"),
    parts: .session,
    definition: """
      Share of the smiles seen from beginning to end in which the proxy of action unit 6 is 0.2 or more on \
      average. \(Text.smileEvent)
      """,
    source: """
      This program's rule, after Ekman, Davidson & Friesen 1990, Journal of Personality and Social Psychology \
      58:342–353.
      """,
    depression: "No published effect known for this share.",
    caution: """
      Raised cheeks are the least certain of all proxies: the blendshape for them is dead, so that they rest on \
      landmarks alone, and strong smiles push the cheeks up by themselves (Girard et al. 2021, Affective \
      Science 2:32–47). Not a test of sincerity.
      """,
    trust: .exploratory,
    compute: { data, covered in
      guard let actions = data.actions else { return nil }
      let cheeks = data.smiles.begun(in: covered).filter(\.isWhole).compactMap { smile -> Double? in
        actions.mean(cheekColumn, from: smile.startSeconds, to: smile.endSeconds)
      }
      guard cheeks.count >= 3 else { return nil }
      return 100 * Double(cheeks.count { $0 >= leastCheek }) / Double(cheeks.count)
    })

  private static let smileAsymmetry = FaceMeasureFamily(
    name: "face.expression.smile.asymmetry", title: "Smiles, left against right", unit: "1", lowerBound: -1,
    upperBound: 1,
    needs: .init(
      source: .smileSides, interocularPixels: 40, also: "Three smiles of which beginning and end are seen"),
    parts: .session,
    definition: """
      Over the pictures in smiles seen from beginning to end, the sum of the proxy of action unit 12 on the \
      participant's left less that on the right, over the sum of both: 1 if only the left side moves, −1 if \
      only the right. \(Text.smileEvent)
      """,
    source: "This program's.",
    depression: "No published effect known.",
    caution: """
      A head turned or lit from one side shifts it. A weak side suggests palsy before it suggests mood. \
      Mirrored video, common in self-views, changes the sign.
      """,
    trust: .exploratory,
    compute: { data, covered in
      guard let sides = data.smileSides else { return nil }
      let smiles = data.smiles.begun(in: covered).filter(\.isWhole)
      guard smiles.count >= 3 else { return nil }
      var (left, right) = (0.0, 0.0)
      for smile in smiles {
        for place in sides.places(from: smile.startSeconds, to: smile.endSeconds) {
          left += sides.columns[0][place]
          right += sides.columns[1][place]
        }
      }
      return left + right > 0 ? (left - right) / (left + right) : nil
    })

  private static let smileTrend = FaceMeasureFamily(
    name: "face.expression.smile.share.trend", title: "Time spent smiling, change over the session",
    unit: "%/10min",
    needs: .init(
      source: .smile, seconds: 150, interocularPixels: 40,
      also: "Five minutes with at least 30 s of face in each"),
    parts: .session,
    definition: """
      The share of each minute, counted from the first picture with the face, that is spent smiling, and of \
      these the median slope over all pairs of minutes, per ten minutes. \(Text.smileEvent)
      """,
    source: "Theil 1950; Sen 1968, Journal of the American Statistical Association 63:1379–1389.",
    depression: "No published effect known.",
    caution: "0 where most minutes hold no smile. Greetings and goodbyes weigh on short sessions.",
    trust: .exploratory,
    compute: { data, _ in
      data.smile.flatMap { series in
        FaceTrend.slopePerTenMinutes(series) {
          100 * data.smiles.seconds(in: $0) / series.seconds(in: $0)
        }
      }
    })
}
