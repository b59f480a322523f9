extension FaceMeasures {
  static let eyes: [FaceMeasureFamily] = [
    blinkRate, blinkDuration, blinkCompleteness, blinkVariation, closedShare,
  ]

  private static let blinkEvent = """
    The opening of the eyes is the mean of both eyes' height over width, over its 75th percentile in the \
    session. A blink is a dip narrower than 0.8 s, found by morphological closing, that goes down by at least \
    a quarter of the open level and lasts no more than 0.5 s at half its depth. A step, as when the eyes are \
    cast down, and a longer closure are no dips; a blink of lowered eyes is.
    """
  private static let blinkSource = """
    This program's rule. Eye aspect ratio: Soukupová & Čech 2016, equation 1. Closing: Serra 1982, Image \
    Analysis and Mathematical Morphology.
    """
  private static let blinkCaution = """
    Not compared with blinks counted by people here. At 20 to 30 pictures a second the briefest blinks look \
    shallow. Talking, reading, dry air, lenses and antipsychotics change blinking more than mood may.
    """

  private static func needs(_ also: String = "") -> FaceMeasureFamily.Needs {
    .init(
      source: .eyes, framesPerSecond: BlinkFinder.leastFramesPerSecond, interocularPixels: 60, also: also)
  }

  private static let blinkRate = FaceMeasureFamily(
    name: "face.eye.blink_rate", version: 2, title: "Blinks per minute", unit: "1/min", lowerBound: 0,
    upperBound: 400, needs: needs(), parts: .each,
    definition: """
      Blinks over the watched time: every stretch that shows the face without a gap over 0.1 s, less 0.4 s at \
      either end. \(blinkEvent)
      """,
    source: """
      \(blinkSource) Three minutes or more are advised for rates (the usual value is about 17 a minute at rest: \
      Bentivoglio et al. 1997, Movement Disorders 12:1028–1034).
      """,
    depression: """
      Higher in 23 depressed patients than in matched controls, falling towards normal with improvement, apart \
      from medication (Mackintosh, Kumar & Kitamura 1983, British Journal of Psychiatry 143:55–57). Against \
      it: no difference in patients without retardation (Ebert et al. 1996, Neuropsychopharmacology \
      15:332–339) or in interviews filmed for the purpose (Alghowinem et al. 2013, ICIP, 4220–4224).
      """,
    caution: blinkCaution, trust: .exploratory,
    compute: { data, covered in
      guard let blinks = data.blinks else { return nil }
      let watched = blinks.watchedSeconds(in: covered)
      guard watched > 0 else { return nil }
      return 60 * Double(blinks.blinks.count { covered.contains($0.seconds) }) / watched
    })

  private static let leastBlinks = 5

  private static let blinkDuration = FaceMeasureFamily(
    name: "face.eye.blink_duration", title: "Length of blinks", unit: "s", lowerBound: 0, upperBound: 0.5,
    needs: needs("Five blinks"), parts: .session,
    definition: "Mean time between falling and rising through half of a blink's depth. \(blinkEvent)",
    source: blinkSource,
    depression: """
      Blinks were longer, and the eyes less open, in depressed people than in controls (Alghowinem et al. \
      2013, ICIP, 4220–4224; no effect size known).
      """,
    caution: "\(blinkCaution) Tiredness makes blinks longer.", trust: .exploratory,
    compute: { data, _ in
      guard let blinks = data.blinks?.blinks, blinks.count >= leastBlinks else { return nil }
      return blinks.map(\.durationSeconds).mean
    })

  private static let blinkCompleteness = FaceMeasureFamily(
    name: "face.eye.blink_completeness", title: "Depth of blinks", unit: "%", lowerBound: 0,
    upperBound: 100, needs: needs("Five blinks"), parts: .session,
    definition: """
      Mean over the blinks of the fall of the opening, in percent of what it was before. As landmarks of shut \
      lids stay a little apart, a full closure reads about 60 to 90 %. \(blinkEvent)
      """,
    source: blinkSource,
    depression: "No published effect known.", caution: blinkCaution, trust: .exploratory,
    compute: { data, _ in
      guard let blinks = data.blinks?.blinks, blinks.count >= leastBlinks else { return nil }
      return blinks.map { 100 * $0.fall }.mean
    })

  private static let leastIntervals = 10

  private static let blinkVariation = FaceMeasureFamily(
    name: "face.eye.blink_interval_variation", title: "Unevenness of blinking", unit: "1", lowerBound: 0,
    needs: needs("Ten intervals between blinks"), parts: .session,
    definition: """
      Standard deviation (divisor n − 1) over mean of the times between blinks that follow one another in one \
      stretch without a gap. \(blinkEvent)
      """,
    source: "This program's.",
    depression: "No published effect known.",
    caution: """
      \(blinkCaution) Short stretches hold short intervals only, so that a face often lost reads too even.
      """,
    trust: .exploratory,
    compute: { data, _ in
      guard let intervals = data.blinks?.intervals, intervals.count >= leastIntervals,
        let spread = intervals.sampleStandardDeviation, let mean = intervals.mean
      else { return nil }
      return spread / mean
    })

  private static let closedShare = FaceMeasureFamily(
    name: "face.eye.closed_share", title: "Time with eyes shut, without blinks", unit: "%", lowerBound: 0,
    upperBound: 100, needs: needs(), parts: .each,
    definition: """
      Share of the seconds with the face in view, without a gap over 0.1 s, in which the opening of the eyes \
      (mean of both eyes' height over width, over its 75th percentile in the session) is below 0.45 for 0.5 s \
      or longer.
      """,
    source: "This program's; eye aspect ratio: Soukupová & Čech 2016, equation 1.",
    depression: """
      Eyes were less open in depressed people than in controls (Alghowinem et al. 2013, ICIP, 4220–4224); no \
      published effect known for this share.
      """,
    caution: """
      Eyes cast far down look shut. The open level is wrong where the eyes are shut or cast down for most of \
      the session.
      """,
    trust: .exploratory,
    compute: { data, covered in
      guard let series = data.eyes, let blinks = data.blinks else { return nil }
      return 100 * blinks.closures.seconds(in: covered) / series.seconds(in: covered)
    })
}
