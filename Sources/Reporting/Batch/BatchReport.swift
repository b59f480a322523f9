public import FeatureStore
internal import SignalCore

/// All sessions of a results folder on one self-contained page: how many were done and what failed, their quality, a
/// table that sorts, and how key measures are spread.
public struct BatchReport: Sendable {
  /// Sessions above which pages are written for named ones only, and most sessions the table lists.
  public static let mostSessions = 2_000

  let folderName: String
  let sessions: [ReportedSession]
  let failures: [FailureRecord]
  let pages: Set<String>
  let personPages: [String: String]

  /// - Parameters:
  ///   - sessions: In order of the name.
  ///   - failures: Of recordings and of single stages.
  ///   - pages: Sessions that have a page.
  ///   - personPages: Participant → file in the folder `people`, of those who have a page.
  public init(
    folderName: String, sessions: [ReportedSession], failures: [FailureRecord], pages: Set<String>,
    personPages: [String: String]
  ) {
    self.folderName = folderName
    self.sessions = sessions
    self.failures = failures
    self.pages = pages
    self.personPages = personPages
  }

  public var html: String {
    PageFrame.html(
      title: "\(ReportWording.batch): \(folderName)", subtitle: nil, links: [],
      lead: PageFrame.plainWords(plainWords),
      sections: [
        PageFrame.Section(id: "failures", title: ReportWording.failures, body: failureTable),
        PageFrame.Section(id: "sessions", title: ReportWording.table, body: table),
        PageFrame.Section(id: "quality", title: ReportWording.qualityOverview, body: quality),
        PageFrame.Section(id: "spread", title: ReportWording.distributions, body: distributions),
      ], footer: escaped(ReportWording.program), script: Self.script,
      isSimulated: sessions.contains(where: \.overview.isSimulated))
  }

  private var failed: Int {
    let measured = Set(sessions.map(\.overview.input.path))
    return Set(failures.map(\.path)).subtracting(measured).count
  }

  private var plainWords: [String] {
    let inPart = sessions.count { $0.overview.failedStages > 0 }
    var sentences = [
      ReportWording.summary(
        all: sessions.count + failed, done: sessions.count - inPart, inPart: inPart, failed: failed),
      ReportWording.qualitySummary(
        passed: sessions.count { $0.overview.gate.passed }, of: sessions.count),
      ReportWording.scoredSummary(sessions.count { $0.score?.value != nil }, of: sessions.count),
    ]
    if let notice = sessions.compactMap(\.score).first?.notice, notice != validationNotice {
      sentences.append(notice)
    }
    if sessions.count > Self.mostSessions { sentences.append(ReportWording.pagesOnRequest(sessions.count)) }
    return sentences
  }

  /// Failures listed; the rest stands in `failures.csv`.
  private static let mostFailures = 500

  private var failureTable: String {
    if failures.isEmpty { return PageFrame.paragraph(ReportWording.nothingFailed) }
    let rows = failures.prefix(Self.mostFailures).map { failure in
      [escaped(failure.path), escaped(failure.stage), escaped(failure.message), escaped(failure.remedy)]
    }
    let rest = failures.count - rows.count
    return PageFrame.paragraph(ReportWording.failuresHelp)
      + PageFrame.table(
        ReportWording.failures,
        [ReportWording.file, ReportWording.stage, ReportWording.happened, ReportWording.toDo], rows: rows)
      + (rest > 0 ? PageFrame.paragraph(ReportWording.moreFailures(rest)) : "")
  }

  private var listed: [ReportedSession] {
    if sessions.count <= Self.mostSessions { return sessions }
    // Dates as ISO 8601 writes them are in order as texts.
    let latest = sessions.enumerated().sorted {
      ($0.element.overview.input.date ?? "", $0.offset) > ($1.element.overview.input.date ?? "", $1.offset)
    }.prefix(Self.mostSessions)
    return latest.map(\.element)
  }

  private var table: String {
    let rows = listed.map(row)
    let titles = [
      ReportWording.session, ReportWording.participant, ReportWording.date,
      ReportWording.length,
      ReportWording.quality, ReportWording.score, ReportWording.state,
    ]
    return
      (sessions.count > Self.mostSessions
      ? PageFrame.paragraph(ReportWording.listed(listed.count, of: sessions.count)) : "")
      + "<p class=\"help screen\" id=\"sort-help\" hidden=\"\">\(ReportWording.tableHelp)</p>"
      + PageFrame.table(
        ReportWording.table, titles, rows: rows, numeric: [3, 5], attributes: " id=\"session-table\"")
  }

  private func row(_ session: ReportedSession) -> [String] {
    let overview = session.overview
    let name =
      pages.contains(overview.session)
      ? PageFrame.link(PageAddress.relative(overview.session, "report.html"), overview.session)
      : escaped(overview.session)
    let participant = overview.input.participant.map { participant in
      personPages[participant].map {
        PageFrame.link(PageAddress.relative(PageAddress.peopleFolder, $0), participant)
      } ?? escaped(participant)
    }
    let seconds = overview.readings["quality.media.duration"]?.value.number
    let quality =
      overview.gate.passed
      ? "<span class=\"ok\">\(ReportWording.goodEnough)</span>"
      : "<span class=\"bad\">\(ReportWording.tooPoor)</span> "
        + "<span class=\"small\">\(escaped(overview.gate.objections.joined(separator: " ")))</span>"
    let score = session.score?.value.map { "<data value=\"\($0)\">\(ReportedScore.shown($0))</data>" }
    return [
      name, participant ?? ReportWording.none, PageFrame.unbroken(overview.input.date ?? ReportWording.none),
      seconds.map { "<data value=\"\($0)\">\(ReportWording.duration($0))</data>" } ?? ReportWording.none,
      quality, score ?? ReportWording.none,
      overview.failedStages > 0 ? ReportWording.inPart : ReportWording.done,
    ]
  }

  private var quality: String { spreads(KeyMeasure.ofQuality, of: sessions) }

  private var distributions: String {
    let good = sessions.filter(\.overview.gate.passed)
    let versions = Dictionary(grouping: good, by: \.overview.measureSetVersion)
    let main = versions.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    let others =
      versions.count > 1 ? PageFrame.paragraph(ReportWording.mixedVersions(versions.keys.sorted())) : ""
    return PageFrame.paragraph(ReportWording.distributionsHelp) + others
      + spreads(KeyMeasure.all, of: main?.value ?? [])
  }

  private func spreads(_ measures: [KeyMeasure], of sessions: [ReportedSession]) -> String {
    let items = measures.map { measure in
      let values = sessions.compactMap { $0.overview.value(measure) }
      let missing = sessions.count - values.count
      let picture = SpreadPicture(
        id: "spread-" + measure.name.replacing(".", with: "-"), title: measure.title, values: values,
        shownScale: measure.scale)
      var body = PageFrame.paragraph(ReportWording.fewForDistribution, "absent")
      if values.count >= 2, let quantiles = picture.quantiles {
        body =
          picture.svg
          + PageFrame.paragraph(
            ReportWording.spread(
              values.count, low: measure.shown(quantiles.low), median: measure.withUnit(quantiles.median),
              high: measure.shown(quantiles.high)), "small")
      }
      let gap = missing > 0 ? PageFrame.paragraph(ReportWording.withoutValue(missing), "small") : ""
      return "<li><h3 class=\"tight\">\(escaped(measure.title))</h3>\(body)\(gap)</li>"
    }
    return "<ul class=\"trends\">\(items.joined(separator: "\n"))</ul>"
  }

  /// Headings become buttons that sort by their column; empty cells come last.
  private static let script = """
    (function () {
      var table = document.getElementById("session-table");
      if (!table) { return; }
      document.getElementById("sort-help").hidden = false;
      var body = table.tBodies[0];
      function key(row, column) {
        var cell = row.cells[column], data = cell.querySelector("data");
        if (data) { return Number(data.getAttribute("value")); }
        var text = cell.textContent.trim();
        return text === "\(ReportWording.none)" ? null : text;
      }
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
        var button = document.createElement("button");
        button.type = "button";
        button.textContent = head.textContent;
        head.textContent = "";
        head.appendChild(button);
        button.addEventListener("click", function () {
          var down = head.getAttribute("aria-sort") === "ascending";
          Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) {
            other.removeAttribute("aria-sort");
          });
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          var rows = Array.prototype.map.call(body.rows, function (row) { return [key(row, column), row]; });
          var collator = new Intl.Collator("en", { numeric: true });
          rows.sort(function (a, b) {
            if (a[0] === null || b[0] === null) { return a[0] === b[0] ? 0 : a[0] === null ? 1 : -1; }
            var order = typeof a[0] === "number" ? a[0] - b[0] : collator.compare(a[0], b[0]);
            return down ? -order : order;
          });
          rows.forEach(function (pair) { body.appendChild(pair[1]); });
        });
      });
    })();
    """
}
