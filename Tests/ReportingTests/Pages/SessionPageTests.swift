import ExtractionPipeline
import FeatureStore
import Reporting
import SignalCore
import TestSupport
import Testing

@Suite("Session page")
struct SessionPageTests {
  /// What every page must be, whatever it shows.
  static func expectSound(_ page: String, _ name: String) {
    let markup = PageMarkup(page)
    #expect(markup.fault == nil, "\(name): \(markup.fault ?? "")")
    let plain = page.replacing("http://www.w3.org/2000/svg", with: "")
    for outward in ["http:", "https:", "src=", "url(", "@import", "<link", "file:"] {
      #expect(!plain.contains(outward), "\(name): \(outward)")
    }
    for address in markup.addresses {
      #expect(!address.hasPrefix("/") && !address.contains("//"), "\(name): \(address)")
    }
    #expect(Set(markup.identifiers).count == markup.identifiers.count, "\(name): an id stands twice")
    #expect(markup.headings.first == 1 && markup.headings.count { $0 == 1 } == 1, "\(name)")
    for (upper, lower) in zip(markup.headings, markup.headings.dropFirst()) {
      #expect(lower <= upper + 1, "\(name): a heading of level \(lower) follows one of level \(upper)")
    }
    #expect(markup.text.contains(validationNotice), "\(name)")
  }

  @Test("every measure without a value stands in the table of missing values with its reason")
  func missing() {
    let record = PageMaker.record(
      "s", values: PageMaker.values(), without: [.face: .noFace, .language: .notApplicable("language")])
    let page = PageMaker.page(record)
    Self.expectSound(page, "missing")
    let rows = page.components(separatedBy: "<tr>")
    let missing = (record.readings + record.quality).filter { $0.value.number == nil }
    #expect(missing.count > 100)
    for reading in missing {
      let words =
        switch reading.value.reason {
        case .noFace: "no face could be seen"
        case .notApplicable: "it does not apply: language"
        default: "there was too little to measure"
        }
      #expect(
        rows.contains {
          $0.contains("<code>\(reading.measure.name)</code>") && $0.contains("<td>\(words)</td>")
        },
        "\(reading.measure.name)")
    }
  }

  @Test("without a face, without words and without anything the page stands and says so")
  func parts() {
    let noFace = PageMaker.page(
      PageMaker.record("s", values: PageMaker.values(), without: [.face: .notRecorded]))
    Self.expectSound(noFace, "no face")
    #expect(noFace.contains("<h3>Face</h3><p>Nothing of this could be measured."))
    let noWords = PageMaker.page(
      PageMaker.record(
        "s", values: PageMaker.values(), without: [.language: .noSpeech], transcript: nil), tracks: [])
    Self.expectSound(noWords, "no words")
    #expect(noWords.contains("No words were recognised or given for this session."))
    let nothing = PageMaker.page(
      PageMaker.record("s", participant: nil, date: nil, objections: ["It is empty."], transcript: nil),
      tracks: nil)
    Self.expectSound(nothing, "nothing")
    #expect(nothing.contains("The picture cannot be drawn"))
    #expect(nothing.contains("too poor to be scored: It is empty."))
  }

  @Test("names and words from outside are escaped wherever they stand")
  func escaping() {
    let evil = PageMaker.evil
    let records = ["2025-03-03", "2025-03-10"].map {
      PageMaker.record(evil + $0, participant: evil, date: $0, objections: [evil], values: PageMaker.values())
    }
    var score = PageMaker.score(1.25)
    score.warnings = [evil]
    score.thresholds = [ReportedScore.Threshold(name: evil, value: 1, isReached: true)]
    score.passages[0].words = evil
    let course = PageMaker.course(records, scores: [0.5, 1.25])
    let page = PageMaker.page(records[1], score: score, course: course)
    Self.expectSound(page, "session")
    #expect(!page.contains("<script"))
    #expect(PageMarkup(page).text.contains(evil))
    let person = PersonReport(course: course, assessments: nil, reference: nil, pages: [records[0].session])
      .html
    Self.expectSound(person, "person")
    #expect(!person.contains("<script"))
    let batch = BatchReport(
      folderName: evil,
      sessions: records.map { ReportedSession(overview: PageMaker.overview($0), score: score) },
      failures: [FailureRecord(path: evil, stage: "open", message: evil, remedy: evil)],
      pages: [records[0].session], personPages: [evil: "x.html"]
    ).html
    Self.expectSound(batch, "batch")
    // Its own script alone.
    #expect(batch.components(separatedBy: "<script").count == 2 && !batch.contains("<script>alert"))
  }

  @Test("a score stands with its interval, both sides of its reasons and the passages marked in the picture")
  func score() {
    let record = PageMaker.record("s", values: PageMaker.values())
    let page = PageMaker.page(record, score: PageMaker.score(1.25), course: PageMaker.course([record]))
    Self.expectSound(page, "score")
    for words in [
      "<p class=\"big\">1.25</p>", "Interval: 0.75 to 1.75.", "Half a point either way.",
      "Pauses &lt;long&gt;, high here",
      "<b>0:05–0:09</b> pauses", "<blockquote>Fine &amp; &quot;well&quot;.</blockquote>", "Not validated.",
    ] { #expect(page.contains(words), "\(words)") }
    #expect(page.contains("fill-opacity=\"0.16\""))
    #expect(page.contains("<title>How &lt;are&gt; you?</title>"))
    let unscored = PageMaker.page(record)
    #expect(unscored.contains("This session has no score.") && !unscored.contains("fill-opacity=\"0.16\""))
  }

  @Test(
    "earlier sessions are drawn and later ones are not; of another measure set or quality, hollow and not joined"
  )
  func earlier() {
    let records = [
      PageMaker.record("a", date: "2025-01-01", values: PageMaker.values(1)),
      PageMaker.record("b", date: "2025-01-02", measureSet: "old", values: PageMaker.values(2)),
      PageMaker.record("c", date: "2025-01-03", objections: ["Poor."], values: PageMaker.values(3)),
      PageMaker.record("d", date: "2025-01-04", values: PageMaker.values(4)),
      PageMaker.record("e", date: "2025-01-05", values: PageMaker.values(5)),
    ]
    let page = PageMaker.page(records[3], course: PageMaker.course(records))
    Self.expectSound(page, "earlier")
    let pictures = page.components(separatedBy: "class=\"trend\"").dropFirst()
    #expect(pictures.count == KeyMeasure.all.count)
    for picture in pictures.map({ $0.components(separatedBy: "</svg>")[0] }) {
      #expect(picture.components(separatedBy: "<circle").count - 1 == 3)
      #expect(picture.components(separatedBy: "fill=\"#ffffff\"").count - 1 == 2)
      // One line, from the first session to this one.
      #expect(picture.components(separatedBy: "stroke-linejoin=\"round\"").count - 1 == 1)
      #expect(picture.contains("2025-01-03") && !picture.contains("2025-01-05"))
    }
    #expect(page.contains("2 sessions of them cannot be compared with this one"))
  }

  @Test("a reference of ten people is drawn with its middle 8 of 10, one of nine is not and that is said")
  func reference() throws {
    let record = PageMaker.record("s", date: "2025-02-01", values: PageMaker.values())
    let course = PageMaker.course([record])
    let drawn = PageMaker.page(record, course: course, reference: PageMaker.reference(people: 11))
    Self.expectSound(drawn, "reference")
    // Of 0, 1, … 10 hundredths above 30 %, each person's median a quarter more: words from 40.25 to 50.25.
    #expect(drawn.contains("Reference: middle 45, 8 of 10 from 41 to 49 (11 people)."))
    #expect(drawn.contains("fill-opacity=\"0.18\""))
    let small = PageMaker.page(record, course: course, reference: PageMaker.reference(people: 9))
    #expect(
      small.contains("The reference is not shown: it has 9 people")
        && !small.contains("fill-opacity=\"0.18\""))
    let other = PageMaker.page(
      PageMaker.record("s", measureSet: "other", values: PageMaker.values()), course: course,
      reference: PageMaker.reference(people: 11))
    #expect(other.contains("The reference is not shown: it has 0 people"))
  }

  @Test("every measure shown as a picture exists, in the unit its words say")
  func keyMeasures() {
    for measure in KeyMeasure.all + KeyMeasure.ofQuality {
      #expect(MeasureCatalog.all.contains { $0.name == measure.name }, "\(measure.name)")
    }
    let page = PageMaker.page(PageMaker.record("s", values: PageMaker.values()))
    // A third of the range of a share is shown as a percentage.
    #expect(page.contains("<p class=\"reading\">30 % of speaking time</p>"))
  }
}
