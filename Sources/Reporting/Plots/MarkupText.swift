/// Text as it may stand in SVG and HTML, between tags or inside quotes. Control characters, which no XML
/// document may hold, become spaces.
package func escaped(_ text: String) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
    case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += " "
    case "\u{FFFE}", "\u{FFFF}": result += " "
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// One element with its attributes; attribute values are escaped here, `content` is markup already.
package func element(
  _ name: String, _ attributes: KeyValuePairs<String, String>, content: String? = nil
) -> String {
  let pairs = attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  return "<\(name)\(pairs)" + (content.map { ">\($0)</\(name)>" } ?? "/>")
}
