internal import ExtractionPipeline
internal import Foundation

/// Recordings as other tools call them: by name, by path, or by a path that was right on another computer.
enum RecordingName {
  /// A session's name for each recording of one table, in order; `nil` is the recording the table itself is named
  /// after. Two recordings of one name in several folders get as much of the folders as tells them apart.
  static func sessions(_ recordings: [String?], inFileAt file: String) -> [String] {
    SessionNames.assign(
      recordings.map { recording in
        let path = recording.map(withFileEnding) ?? URL(filePath: file).lastPathComponent
        // As if from the root: where the program runs is no part of a name.
        return Recording(path: path.hasPrefix("/") ? path : "/" + path)
      }, taken: [:])
  }

  /// Whether two paths are known to be of two recordings.
  ///
  /// Tools were run in different places and on different files made of one recording, so that only the last folder
  /// and the name without its ending are compared, and nothing where one of them has no folder.
  static func areOthers(_ first: String, _ second: String) -> Bool {
    guard let first = end(of: first), let second = end(of: second) else { return false }
    return first != second
  }

  /// Last folder, and name without ending; `nil` without a folder.
  private static func end(of path: String) -> [String]? {
    let parts = path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." }.suffix(2).map(String.init)
    guard parts.count == 2, parts[0] != ".." else { return nil }
    return [parts[0], withoutEnding(parts[1])]
  }

  private static func withoutEnding(_ name: String) -> String {
    hasFileEnding(name) ? URL(filePath: name).deletingPathExtension().lastPathComponent : name
  }

  /// A path whose last letters are an ending, so that nothing of the name is taken for one.
  private static func withFileEnding(_ path: String) -> String {
    hasFileEnding(path) ? path : path + ".recording"
  }

  /// Whether a name ends as sound and video files do; the number in `visit.2` is part of the name.
  private static func hasFileEnding(_ path: String) -> Bool {
    let ending = URL(filePath: path).pathExtension
    return (1...4).contains(ending.count) && !ending.allSatisfy(\.isNumber)
  }
}
