import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page read by a parser that forgives nothing.
final class PageMarkup: NSObject {
  /// What the parser stopped at; `nil` for a well-formed page.
  private(set) var fault: String?
  /// All text outside tags, styles and scripts.
  private(set) var text = ""
  /// Element → how many there are.
  private(set) var counts: [String: Int] = [:]
  private(set) var addresses: [String] = []
  private(set) var identifiers: [String] = []
  /// Levels of the headings, in order.
  private(set) var headings: [Int] = []
  private var path: [String] = []

  init(_ page: String) {
    super.init()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = self
    if !parser.parse() {
      fault = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "unknown")"
    }
  }
}

extension PageMarkup: XMLParserDelegate {
  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    path.append(name)
    counts[name, default: 0] += 1
    for key in ["href", "src", "action", "data"] {
      if let address = attributes[key] { addresses.append(address) }
    }
    if let id = attributes["id"] { identifiers.append(id) }
    if name.count == 2, name.first == "h", let level = name.last?.wholeNumberValue { headings.append(level) }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    path.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if path.last != "style" && path.last != "script" { text += string }
  }
}
