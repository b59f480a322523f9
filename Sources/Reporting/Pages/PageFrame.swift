internal import SignalCore

/// What every page of `report` shares: its head, its notice and its look.
enum PageFrame {
  struct Section {
    let id: String
    let title: String
    let body: String
  }

  /// - Parameters:
  ///   - isSimulated: Whether it is about people who do not exist, which then stands above all else.
  ///   - links: Address and name of pages beside this one.
  ///   - lead: What stands between the heading and the sections.
  ///   - script: Runs where scripts are allowed; the page is whole without it.
  static func html(
    title: String, subtitle: String?, links: [(address: String, name: String)], lead: String,
    sections: [Section], footer: String, script: String = "", isSimulated: Bool = false
  ) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
    script-src 'unsafe-inline'"/>
    <title>\(escaped(title)) – \(ReportWording.program)</title>
    <style>
    \(PageStyle.text)
    </style>
    </head>
    <body>
    <main>
    \(pages(links))
    <h1>\(escaped(title))</h1>
    \(subtitle.map { "<p class=\"subtitle\">\(escaped($0))</p>" } ?? "")
    \(isSimulated ? paragraph(simulatedNotice, "urgent") : "")
    <p class="notice">\(escaped(validationNotice))</p>
    \(lead)
    \(contents(sections))
    \(sections.map(markup).joined(separator: "\n"))
    <footer>\(footer)</footer>
    </main>
    \(script.isEmpty ? "" : "<script>\n//<![CDATA[\n\(script)\n//]]>\n</script>")
    </body>
    </html>

    """
  }

  private static func pages(_ links: [(address: String, name: String)]) -> String {
    if links.isEmpty { return "" }
    let items = links.map { "<li>\(link($0.address, $0.name))</li>" }
    return "<nav aria-label=\"Pages\"><ul>\(items.joined())</ul></nav>"
  }

  private static func contents(_ sections: [Section]) -> String {
    let items = sections.map { "<li><a href=\"#\($0.id)\">\(escaped($0.title))</a></li>" }
    return "<nav aria-label=\"\(ReportWording.onThisPage)\"><ul>\(items.joined())</ul></nav>"
  }

  private static func markup(_ section: Section) -> String {
    """
    <section id="\(section.id)" aria-labelledby="\(section.id)-title">
    <h2 id="\(section.id)-title">\(escaped(section.title))</h2>
    \(section.body)
    </section>
    """
  }

  /// - Parameter address: Percent-encoded.
  static func link(_ address: String, _ name: String) -> String {
    "<a href=\"\(escaped(address))\">\(escaped(name))</a>"
  }

  static func paragraph(_ text: String, _ kind: String? = nil) -> String {
    "<p\(kind.map { " class=\"\($0)\"" } ?? "")>\(escaped(text))</p>"
  }

  /// Text that stays on one line, such as a date.
  static func unbroken(_ text: String) -> String { "<span class=\"unbroken\">\(escaped(text))</span>" }

  static func list(_ items: [String]) -> String {
    items.isEmpty ? "" : "<ul>\(items.map { "<li>\(escaped($0))</li>" }.joined())</ul>"
  }

  static func plainWords(_ sentences: [String]) -> String {
    """
    <section id="plain" aria-labelledby="plain-title">
    <h2 id="plain-title">\(ReportWording.plainWords)</h2>
    \(sentences.map { paragraph($0) }.joined(separator: "\n"))
    </section>
    """
  }

  /// A table with a header row and a row header each; it scrolls sideways by itself where it is too wide.
  /// - Parameter rows: Cells as markup; the first of a row is its heading.
  static func table(
    _ name: String, _ titles: [String], rows: [[String]], numeric: Set<Int> = [], attributes: String = ""
  ) -> String {
    func kind(_ place: Int) -> String { numeric.contains(place) ? " class=\"number\"" : "" }
    let head = titles.enumerated().map { "<th scope=\"col\"\(kind($0))>\(escaped($1))</th>" }
    let body = rows.map { row in
      let cells = row.enumerated().map { place, cell in
        place == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td\(kind(place))>\(cell)</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <div class="wide" tabindex="0" role="group" aria-label="\(escaped(name))"><table\(attributes)>\
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>\(body.joined(separator: "\n"))</tbody></table></div>
      """
  }

  static func folded(_ summary: String, _ body: String, isPrinted: Bool = false) -> String {
    "<details\(isPrinted ? " class=\"printed\"" : "")><summary>\(escaped(summary))</summary>\(body)</details>"
  }
}
