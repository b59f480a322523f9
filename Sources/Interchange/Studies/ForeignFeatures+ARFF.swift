extension ForeignFeatures {
  /// Weka's attribute-relation file, as openSMILE writes it: declarations, `@data`, then rows between commas.
  ///
  /// Attributes that are no numbers name the recording (the first text) or are left out, and with them `class`,
  /// which openSMILE fills with question marks.
  static func arff(_ first: [UInt8], _ lines: inout TextLines) throws(FeatureFileError) -> ForeignFeatures {
    let path = lines.path
    var relation = ""
    var names: [String] = []
    var kinds: [NumberTable.Cell] = []
    var leftOut: [String] = []
    var line: String? = String(decoding: first, as: UTF8.self)
    var hasData = false
    while let text = line {
      let words = declaration(text)
      switch words.first?.lowercased() {
      case nil: break
      case "@relation": relation = words.dropFirst().joined(separator: " ")
      case "@data": hasData = true
      case "@attribute" where words.count >= 3:
        let kind = attributeKind(words[1], type: words[2], hasText: kinds.contains(.text))
        if kind == .skipped { leftOut.append(words[1]) }
        names.append(words[1])
        kinds.append(kind)
      case let word? where word.hasPrefix("%"): break
      default: throw .brokenDeclaration(path: path, line: lines.number)
      }
      if hasData { break }
      line = try lines.next { (line) throws(FeatureFileError) in
        var bytes: [UInt8] = []
        for place in line.indices { bytes.append(line[place]) }
        return String(decoding: bytes, as: UTF8.self)
      }
    }
    guard hasData, !names.isEmpty else { throw .empty(path: path) }
    var table = try NumberTable(
      path: path, separator: UInt8(ascii: ","), names: names, kinds: kinds, commentMark: UInt8(ascii: "%"))
    try table.read(&lines)
    return try recordings(
      table, tool: relation.lowercased().contains("opensmile") ? .openSMILE : .unnamed, path: path,
      leftOut: leftOut)
  }

  private static func attributeKind(_ name: String, type: String, hasText: Bool) -> NumberTable.Cell {
    guard ["numeric", "real", "integer"].contains(type.lowercased()) else {
      return type.lowercased() == "string" && !hasText ? .text : .skipped
    }
    switch name {
    case "frameTime": return .exact(mayBeAbsent: false)
    case "class", "frameIndex": return .skipped
    default: return .number
    }
  }

  /// The words of a declaration; quotes hold a word together.
  private static func declaration(_ line: String) -> [String] {
    line.matches(of: /'([^']*)'|"([^"]*)"|(\S+)/).map { match in
      String(match.1 ?? match.2 ?? match.3 ?? "")
    }
  }
}
