internal import SignalCore

/// Where pages lie, and how they name each other.
public enum PageAddress {
  public static let peopleFolder = "people"

  /// Participant → name of the file of their page, safe on every file system: letters, digits, hyphens and
  /// underscores of ASCII. Where that changes the name, or two names differ in case only, eight digits of the name’s
  /// SHA-256 follow.
  public static func personFiles(_ participants: [String]) -> [String: String] {
    let alike = Dictionary(grouping: Set(participants), by: { $0.lowercased() }).filter { $0.value.count > 1 }
    var files: [String: String] = [:]
    for participant in participants {
      let plain = participant.unicodeScalars.prefix(60).map { isPlain($0) ? Character($0) : "_" }
      var name = String(plain)
      if name != participant || name.isEmpty || alike[participant.lowercased()] != nil {
        name += "-" + sha256Hex(of: participant).prefix(8)
      }
      files[participant] = name + ".html"
    }
    return files
  }

  /// A relative address of path parts, percent-encoded.
  static func relative(_ parts: String...) -> String {
    parts.map { part in
      part == ".."
        ? part
        : part.utf8.map { byte in
          let scalar = Unicode.Scalar(byte)
          if isPlain(scalar) || scalar == "." { return String(scalar) }
          let digits = String(byte, radix: 16, uppercase: true)
          return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }.joined(separator: "/")
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_")
  }
}
