public import FeatureStore
public import SignalCore

/// A session as one self-contained page for people: what it says in plain words, its quality, its score, key measures
/// beside the person’s earlier sessions and a reference, the session over time, and what is missing and why.
///
/// Loads nothing and needs no scripts.
public struct SessionReport: Sendable {
  let record: SessionRecord
  let score: ReportedScore?
  let course: PersonalCourse?
  let reference: ReferenceCohort?
  let tracks: [Track]?
  let personPage: String?

  /// - Parameters:
  ///   - score: `nil` where the session was never scored.
  ///   - course: All sessions of the participant, this one among them; `nil` where no participant is named.
  ///   - reference: Other people to compare with.
  ///   - tracks: `nil` where they cannot be read.
  ///   - personPage: File name of the participant’s page in the folder `people`, where there is one.
  public init(
    record: SessionRecord, score: ReportedScore?, course: PersonalCourse?, reference: ReferenceCohort?,
    tracks: [Track]?, personPage: String?
  ) {
    self.record = record
    self.score = score
    self.course = course
    self.reference = reference
    self.tracks = tracks
    self.personPage = personPage
  }

  public var html: String {
    var links = [(PageAddress.relative("..", "report.html"), ReportWording.allSessions)]
    if let personPage, let participant = record.input.participant {
      links.append(
        (PageAddress.relative("..", PageAddress.peopleFolder, personPage), ReportWording.allOf(participant)))
    }
    return PageFrame.html(
      title: record.session, subtitle: subtitle, links: links,
      lead: PageFrame.plainWords(plainWords) + bearInMind,
      sections: [
        PageFrame.Section(
          id: "recording", title: ReportWording.recording, body: SessionQuality(record).markup),
        PageFrame.Section(id: "score", title: ReportWording.score, body: SessionScoreSection(score).markup),
        PageFrame.Section(
          id: "profile", title: ReportWording.profile,
          body: SessionProfile(record: record, course: course, reference: reference).markup),
        PageFrame.Section(id: "timeline", title: ReportWording.timeline, body: timeline),
        PageFrame.Section(id: "missing", title: ReportWording.missing, body: SessionTables(record).missing),
        PageFrame.Section(id: "all", title: ReportWording.everything, body: SessionTables(record).all),
      ], footer: footer, isSimulated: record.provenance.isSimulated)
  }

  private var subtitle: String {
    [record.input.participant, record.input.date].compactMap { $0 }.joined(separator: ", ")
  }

  func value(_ name: String) -> Double? { record.quality.first { $0.measure.name == name }?.value.number }

  /// What the page says, in a few sentences.
  private var plainWords: [String] {
    let spoken = value("quality.sound.speech_seconds")
    var sentences = [
      ReportWording.recorded(
        value("quality.media.duration"), sound: spoken != nil,
        picture: value("quality.face.visible_share").map { $0 > 0 } ?? false, date: record.input.date)
        + (spoken.map { " " + ReportWording.spoke($0) } ?? ""),
      record.gate.passed
        ? ReportWording.passed : ReportWording.refused + " " + record.gate.objections.joined(separator: " "),
    ]
    if let score, let value = score.value {
      sentences.append(
        ReportWording.scoreSentence(
          ReportedScore.shown(value),
          score.interval.map { ReportWording.range($0.lowerBound, $0.upperBound, ReportedScore.shown) })
          + " " + ReportWording.scoreIsNoDiagnosis)
    } else if let missing = score?.missing {
      sentences.append(ReportWording.noScoreBecause(missing))
    } else {
      sentences.append(ReportWording.notScored)
    }
    let readings = record.readings + record.quality
    sentences.append(
      ReportWording.missingSummary(readings.count { $0.value.number == nil }, of: readings.count))
    return sentences
  }

  private var bearInMind: String {
    if record.remarks.isEmpty && record.failures.isEmpty { return "" }
    let items =
      record.remarks.map { "<li>\(escaped($0))</li>" }
      + record.failures.map { "<li><b>\(escaped($0.message))</b> \(escaped($0.remedy))</li>" }
    return """
      <section id="remarks" aria-labelledby="remarks-title"><h2 id="remarks-title">\
      \(ReportWording.bearInMind)</h2><ul>\(items.joined())</ul></section>
      """
  }

  private var timeline: String {
    guard let tracks else { return PageFrame.paragraph(ReportWording.timelineMissing) + transcript }
    let passages = score?.passages ?? []
    let picture = SessionTimeline(
      record: record, tracks: tracks,
      marks: passages.map {
        TimeRange(startSeconds: $0.startSeconds, endSeconds: max($0.startSeconds, $0.endSeconds))
      },
      showsWords: true)
    return """
      \(PageFrame.paragraph(ReportWording.timelineHelp, "help screen"))
      <div class="figure" tabindex="0" role="group" aria-label="\(ReportWording.timeline)">\(picture.svg)</div>
      \(passageList)
      \(transcript)
      """
  }

  private var passageList: String {
    guard let score, score.value != nil else { return "" }
    let title = "<h3>\(ReportWording.passages)</h3>"
    if score.passages.isEmpty { return title + PageFrame.paragraph(ReportWording.noPassages) }
    let items = score.passages.map { passage in
      let time = "\(ReportWording.clock(passage.startSeconds))–\(ReportWording.clock(passage.endSeconds))"
      let words = passage.words.map { "<blockquote>\(escaped($0))</blockquote>" } ?? ""
      return "<li><b>\(time)</b> \(escaped(passage.signs.joined(separator: ", ")))\(words)</li>"
    }
    return """
      \(title)
      \(PageFrame.paragraph(ReportWording.passagesHelp, "help"))
      <ol class="passages">\(items.joined(separator: "\n"))</ol>
      \(score.quoting.map { PageFrame.paragraph($0, "small") } ?? "")
      """
  }

  private var transcript: String {
    guard let segments = record.transcript?.segments, !segments.isEmpty else {
      return PageFrame.paragraph(ReportWording.noTranscript)
    }
    let speaker = record.input.participantSpeaker
    let lines = segments.map { segment in
      let time = segment.start.map { "<time>\(ReportWording.clock($0))</time> " } ?? ""
      let name = segment.speaker.map { "<b>\(escaped($0))</b> " } ?? ""
      let isOther = speaker != nil && segment.speaker != speaker
      return "<p\(isOther ? " class=\"other\"" : "")>\(time)\(name)\(escaped(segment.text))</p>"
    }
    return PageFrame.folded(
      ReportWording.transcript, "<div class=\"said\">\(lines.joined(separator: "\n"))</div>")
  }

  private var footer: String {
    let made = record.provenance
    return escaped(
      ReportWording.provenance(
        program: made.programVersion, measureSet: made.measureSetVersion,
        recording: String(record.input.sha256.prefix(12)), settings: String(made.settingsHash.prefix(12))))
  }
}
