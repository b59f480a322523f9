internal import Foundation

/// Gives every recording a session name: readable, safe as a folder's name, unique in the results folder.
package enum SessionNames {
  /// - Parameters:
  ///   - taken: Session name → recording path of sessions already in the results folder.
  ///   - hasMoved: Whether a session's recording is no longer where it was, and this is it.
  /// - Returns: One name a recording, in order.
  ///
  /// A recording extracted before keeps its name, however its path is written now. A new name comes from the file's
  /// name; where two recordings share one, enough of the folders above, and if need be the file's ending, is put to it.
  package static func assign(
    _ recordings: [Recording], taken: [String: String],
    hasMoved: (_ session: String, _ to: Recording) -> Bool = { _, _ in false }
  ) -> [String] {
    let taken = taken.mapValues(whole)
    let known = Dictionary(taken.map { ($0.value, $0.key) }, uniquingKeysWith: min)
    let uses = Dictionary(recordings.map { (whole($0.path), 1) }, uniquingKeysWith: +)
    let candidates = recordings.map { recording in
      let own = names(for: recording)
      let path = whole(recording.path)
      // A recording of several people has a session for each.
      if uses[path] != 1 { return own }
      if taken[own[0]] == path { return [own[0]] }
      if let earlier = known[path] { return [earlier] }
      return taken[own[0]] != nil && hasMoved(own[0], recording) ? [own[0]] : own
    }
    var level = [Int](repeating: 0, count: recordings.count)
    // Raise every member of a clash to its next longer name until nobody can be raised.
    while true {
      let names = zip(candidates, level).map { $0[$1] }
      let uses = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
      let clashing = names.indices.filter { index in
        let belongsToOther = taken[names[index]].map { $0 != whole(recordings[index].path) } ?? false
        return (belongsToOther || uses[names[index]] != 1) && level[index] + 1 < candidates[index].count
      }
      if clashing.isEmpty { return numbered(names, recordings: recordings, taken: taken, hasMoved) }
      for index in clashing { level[index] += 1 }
    }
  }

  /// Last resort where even whole paths clash after cleaning: a number in order of appearance.
  private static func numbered(
    _ names: [String], recordings: [Recording], taken: [String: String],
    _ hasMoved: (String, Recording) -> Bool
  ) -> [String] {
    var used: Set<String> = []
    return zip(names, recordings).map { name, recording in
      var unique = name
      var number = 2
      func isOthers(_ name: String) -> Bool {
        guard let path = taken[name], path != whole(recording.path) else { return false }
        return !hasMoved(name, recording)
      }
      while used.contains(unique) || isOthers(unique) {
        // No longer than `cleaned` leaves a name, so that a name handed on as a chosen one stays the same.
        unique = "\(name.prefix(92))_\(number)"
        number += 1
      }
      used.insert(unique)
      return unique
    }
  }

  /// The one way to write a path.
  static func whole(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

  /// Names from short to long: stem, stem with ending, then with one more folder each.
  private static func names(for recording: Recording) -> [String] {
    if let chosen = recording.session { return [cleaned(chosen)] }
    let url = URL(filePath: recording.path).standardizedFileURL
    let stem = url.deletingPathExtension().lastPathComponent
    var names = [stem]
    var prefix = ""
    for folder in url.deletingLastPathComponent().pathComponents.reversed() where folder != "/" {
      prefix = folder + "_" + prefix
      names.append(prefix + stem)
    }
    names.append(prefix + stem + "_" + url.pathExtension)
    return names.map(cleaned)
  }

  /// Files of the results folder that a session's folder must not stand in the way of.
  private static let reserved: Set<String> = [
    "measures.csv", "missing.csv", "quality.csv", "failures.csv", "assessments.csv", "bellwether.sqlite",
    "bellwether.sqlite-journal", "bellwether.sqlite-wal", "bellwether.sqlite-shm", "bellwether.sqlite.part",
    "bellwether.sqlite.damaged", "scores.csv", "ranking.csv", "domain_shift.csv", "report.html",
    "audit.jsonl",
  ]

  /// Letters, digits, `-`, `_` and `.` stay; anything else becomes `_`. Never empty, hidden or `..`.
  package static func cleaned(_ name: String) -> String {
    let plain = String(
      name.precomposedStringWithCanonicalMapping.map { character in
        character.isLetter || character.isNumber || "-_.".contains(character) ? character : "_"
      })
    let bare = String(plain.drop { $0 == "." }.prefix(100))
    let lower = bare.lowercased()
    // Files of an encrypted folder end so.
    let plainName = lower.hasSuffix(".sealed") ? String(lower.dropLast(7)) : lower
    if reserved.contains(plainName) { return "session_" + bare }
    return bare.isEmpty ? "session_" : bare
  }
}
