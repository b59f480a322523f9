public import Foundation
public import SignalCore

/// Finds the recordings behind the paths a user names: files, folders, or a manifest.
public enum RecordingFinder {
  /// File name endings that are looked at inside folders. A file named by itself is always tried.
  static let endings: Set<String> = [
    "wav", "flac", "aif", "aiff", "mp3", "m4a", "aac", "ogg", "oga", "opus", "wma", "amr", "au",
    "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "3gp", "mts", "m2ts", "flv",
    "png", "jpg", "jpeg",
  ]

  /// Endings a transcript lying beside a recording of the same name may have, in order of preference.
  static let transcriptEndings = ["vtt", "srt"]

  /// Every recording behind the paths, in the order given; inside a folder sorted by path.
  ///
  /// Hidden files, AppleDouble companions (`._name`) and `__MACOSX` folders are passed over. A transcript of
  /// the same name beside a recording is taken for its transcript.
  ///
  /// - Parameter opened: Manifests by path that do not lie there as they are.
  public static func recordings(
    at paths: [String], opened: [String: Data] = [:]
  ) throws(FinderError) -> [Recording] {
    try find(at: paths, opened: opened).recordings
  }

  /// The same, with what was passed over.
  public static func find(
    at paths: [String], opened: [String: Data] = [:]
  ) throws(FinderError) -> (recordings: [Recording], passedOver: PassedOver) {
    var found: [Recording] = []
    var passedOver = PassedOver()
    for path in paths {
      if let data = opened[path] {
        found += try Manifest.recordings(inFileAt: path, data: data)
        continue
      }
      guard let kind = kind(of: path) else { throw .notFound(path: path) }
      if kind == .folder {
        let names = namesBelow(path)
        let recordings = filesBelow(path, names).map {
          Recording(path: $0, transcriptPath: transcript(beside: $0))
        }
        passedOver.count(names, below: path, besides: recordings)
        found += recordings
      } else if path.lowercased().hasSuffix(".csv") {
        found += try Manifest.recordings(inFileAt: path)
      } else {
        found.append(Recording(path: path, transcriptPath: transcript(beside: path)))
      }
    }
    var seen: Set<String> = []
    // A manifest may name a recording once for each of several people in it.
    let once = found.filter { seen.insert("\(SessionNames.whole($0.path))/\($0.session ?? "")").inserted }
    passedOver.namedAgain = found.count - once.count
    found = once
    guard !found.isEmpty else { throw .nothingFound(paths: paths) }
    return (found, passedOver)
  }

  /// Everything below a folder that is not hidden, relative to it.
  private static func namesBelow(_ folder: String) -> [String] {
    // A folder that is itself a link is entered, links to folders within it are not.
    let root = URL(filePath: folder).resolvingSymlinksInPath().path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      !name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    }
  }

  private static func filesBelow(_ folder: String, _ names: [String]) -> [String] {
    names.filter { endings.contains(URL(filePath: $0).pathExtension.lowercased()) }
      .map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 }
      .filter { kind(of: $0) == .file }
      .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  private enum Kind { case file, folder }

  /// What lies at a path, links followed; `nil` when nothing does.
  private static func kind(of path: String) -> Kind? {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder.boolValue ? .folder : .file
  }

  static func transcript(beside path: String) -> String? {
    let stem = String(path.dropLast(URL(filePath: path).pathExtension.count + 1))
    return transcriptEndings.map { "\(stem).\($0)" }.first { FileManager.default.fileExists(atPath: $0) }
  }
}

/// The paths a user named lead to nothing that could be extracted.
public enum FinderError: UserFacingError, Equatable {
  case notFound(path: String)
  case nothingFound(paths: [String])
  case manifestUnreadable(path: String)
  case manifestWithoutPaths(path: String)
  case manifestCell(path: String, line: Int, column: String)
  /// A recording, or a session, that an earlier line has already.
  case manifestRepeats(path: String, line: Int, column: String)

  public var message: String {
    switch self {
    case .notFound(let path): "‘\(path)’ does not exist."
    case .nothingFound(let paths):
      "No recording was found in \(paths.map { "‘\($0)’" }.joined(separator: ", "))."
    case .manifestUnreadable(let path): "The manifest ‘\(path)’ cannot be read as a table."
    case .manifestWithoutPaths(let path): "The manifest ‘\(path)’ has no column called ‘path’."
    case .manifestCell(let path, let line, let column):
      "The manifest ‘\(path)’ has an unusable value in line \(line), column ‘\(column)’."
    case .manifestRepeats(let path, let line, let column):
      "The manifest ‘\(path)’ has in line \(line), column ‘\(column)’ what an earlier line has already."
    }
  }

  public var remedy: String {
    switch self {
    case .notFound: "Check the spelling; put a path with spaces in quotes."
    case .nothingFound:
      "Name a sound or video file, or a folder that holds some (\(RecordingFinder.endings.sorted().joined(separator: ", ")))."
    case .manifestUnreadable: "Save it as comma-separated text in UTF-8."
    case .manifestWithoutPaths:
      "Give it a first line with: path,session,participant,date,transcript,participant_channel."
    case .manifestCell(_, _, "participant_channel"):
      "Write a channel number counted from 1, or leave the cell empty."
    case .manifestCell(_, _, "date"): "Write the day as 2025-03-31, or leave the cell empty."
    case .manifestCell: "Fill the cell in, or take the line out."
    case .manifestRepeats:
      "Take the line out, or give it a session of its own; a recording of several people has a line and a session each."
    }
  }
}
