extension FaceMeasures {
  static let gaze: [FaceMeasureFamily] = [awayShare, downShare, shiftRate]

  private static let needs = FaceMeasureFamily.Needs(source: .gaze, interocularPixels: 60)

  private static let usualText = """
    The usual direction is the one the eyes, with the head, point in most: the fullest 6° field of a 2° grid, \
    then the mean of what lies within 5° of it, five times over. Pictures with the eyes less than 45 % open \
    are left out.
    """
  private static let gazeSource = """
    This program's rule. Mean shift: Comaniciu & Meer 2002, IEEE TPAMI 24:603–619.
    """
  private static let gazeCaution = """
    Nobody knows what lies in the usual direction: the interviewer, a screen or notes. Gaze estimated from \
    landmarks reads angles too small, more so for small faces and behind glasses, so that values say little \
    beyond recordings made alike.
    """

  private static let awayShare = FaceMeasureFamily(
    name: "face.gaze.away_share", title: "Time spent looking away", unit: "%", lowerBound: 0,
    upperBound: 100, needs: needs, parts: .each,
    definition: """
      Share of the seconds with gaze in which it points more than 10° (and until it is back within 8°) away \
      from the usual direction, for at least 0.2 s. \(usualText)
      """,
    source: gazeSource,
    depression: """
      Depressed patients made less eye contact with the interviewer than others (Waxer 1974, Journal of \
      Abnormal Psychology 83:319–322; Fiquer et al. 2018, Journal of Affective Disorders 238:636–644), and \
      unspecific gaze marked depression in 11 inpatients followed to recovery (Schelde 1998, Journal of \
      Nervous and Mental Disease 186:133–140). Eye contact is not measured here.
      """,
    caution: gazeCaution, trust: .exploratory,
    compute: { data, covered in
      guard let series = data.gazeSeries, let gaze = data.gaze else { return nil }
      return 100 * gaze.awayEvents.seconds(in: covered) / series.seconds(in: covered)
    })

  private static let downShare = FaceMeasureFamily(
    name: "face.gaze.down_share", title: "Time spent looking down", unit: "%", lowerBound: 0,
    upperBound: 100, needs: needs, parts: .each,
    definition: """
      Share of the seconds with gaze in which it points more than 10° (and until it is back within 8°) below \
      the usual direction, for at least 0.2 s. \(usualText)
      """,
    source: gazeSource,
    depression: """
      More downward gaze with self-reported depression in talks with a virtual interviewer (Scherer et al. \
      2013, ICMI, 135–140); longer looking down in depressed people (head pose; Alghowinem et al. 2013, ACII, \
      283–288). Effect sizes for this share are not known.
      """,
    caution: """
      \(gazeCaution) Of somebody who mostly looks down, down is the usual direction. Reading from notes counts.
      """,
    trust: .exploratory,
    compute: { data, covered in
      guard let series = data.gazeSeries, let gaze = data.gaze else { return nil }
      return 100 * gaze.downEvents.seconds(in: covered) / series.seconds(in: covered)
    })

  private static let shiftRate = FaceMeasureFamily(
    name: "face.gaze.shift_rate", title: "Shifts of gaze per minute", unit: "1/min", lowerBound: 0,
    needs: needs, parts: .each,
    definition: """
      How often the gaze, averaged over 0.2 s and looked at every 0.1 s, comes to rest more than 6° from where \
      it rested before, over the minutes with gaze. At rest are two values within 3° of one another. Pictures \
      with the eyes less than 45 % open are left out.
      """,
    source: "This program's rule.",
    depression: "No published effect known for this rate.",
    caution: "\(gazeCaution) Shifts under 6° are missed; slow turning of the head counts as several shifts.",
    trust: .exploratory,
    compute: { data, covered in
      guard let series = data.gazeSeries, let gaze = data.gaze else { return nil }
      let seconds = series.seconds(in: covered)
      return seconds > 0 ? 60 * Double(gaze.shiftsSeconds.count(where: covered.contains)) / seconds : nil
    })
}
