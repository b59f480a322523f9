internal import Foundation

/// A folder of DAIC-WOZ or E-DAIC as it is distributed and unpacked: `300_P`, `301_P`, … and the label tables beside
/// them or in a folder of their own.
public struct Study: Sendable {
  public let path: String
  /// In the order of their numbers, without those left out.
  public let sessions: [StudySession]
  /// Sessions with a folder that the study's makers left out.
  public let excluded: [Int]
  /// Archives of sessions that nobody unpacked, by name.
  public let packed: [String]
  /// Tables the labels come from, in the order read.
  public let labelPaths: [String]
  /// Participants with labels and without a folder.
  public let labelledWithoutFolder: [Int]

  /// Reads the list of what is there and the labels. Companion files of macOS (`._x`, `__MACOSX`) are passed over.
  ///
  /// - Parameter corrections: What is known to be wrong with single sessions; `.none` takes the files as they are.
  public init(path: String, corrections: StudyCorrections = .documented) throws(StudyError) {
    var found = StudyListing()
    try found.look(in: path)
    // Sessions or tables may stand one folder down.
    for folder in try StudyListing.names(in: path) where StudyListing.sessionNumber(folder) == nil {
      let inner = path + "/" + folder
      if StudyListing.isFolder(inner) { try found.look(in: inner) }
    }
    guard !found.sessionFolders.isEmpty else { throw .noSessions(path: path) }
    var tables = StudyLabelTables()
    var labelPaths: [String] = []
    for table in found.tables {
      if try tables.add(table) { labelPaths.append(table) }
    }
    var sessions: [StudySession] = []
    var excluded: [Int] = []
    for (number, folder) in found.sessionFolders.sorted(by: { $0.key < $1.key }) {
      let correction = corrections.sessions[number] ?? StudyCorrections.Session()
      if correction.isExcluded {
        excluded.append(number)
      } else {
        sessions.append(
          try StudySession(
            number: number, folder: folder, labels: tables.labels[number], correction: correction))
      }
    }
    self.path = path
    self.sessions = sessions
    self.excluded = excluded
    self.labelPaths = labelPaths
    packed = found.packed
    labelledWithoutFolder = tables.labels.keys.filter { found.sessionFolders[$0] == nil }.sorted()
  }

  /// Sessions of one part of the official split.
  public func sessions(in split: StudySplit) -> [StudySession] { sessions.filter { $0.split == split } }
}

/// What lies in a study's folder.
private struct StudyListing {
  var sessionFolders: [Int: String] = [:]
  var tables: [String] = []
  var packed: [String] = []

  mutating func look(in folder: String) throws(StudyError) {
    for name in try Self.names(in: folder) {
      let path = folder + "/" + name
      if let number = Self.sessionNumber(name) {
        if Self.isFolder(path) { sessionFolders[number] = sessionFolders[number] ?? path }
      } else if name.wholeMatch(of: /\d{3}_P\.(zip|tar|tgz|tar\.gz)/.ignoresCase()) != nil {
        packed.append(name)
      } else if name.lowercased().hasSuffix(".csv"), !Self.isFolder(path) {
        tables.append(path)
      }
    }
  }

  static func sessionNumber(_ name: String) -> Int? {
    name.wholeMatch(of: /(\d{3})_P/.ignoresCase()).flatMap { Int($0.1) }
  }

  /// Also where a link leads to a folder.
  static func isFolder(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/.") }

  /// Sorted, so that the same folder is read in the same order everywhere.
  static func names(in folder: String) throws(StudyError) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw .unreadable(path: folder)
    }
    return names.filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }.sorted()
  }
}

extension StudySession {
  fileprivate init(
    number: Int, folder: String, labels: StudyLabels?, correction: StudyCorrections.Session
  ) throws(StudyError) {
    var files = try StudyListing.names(in: folder).filter { !StudyListing.isFolder(folder + "/" + $0) }
    let features = folder + "/features"
    let hasFeatures = StudyListing.isFolder(features)
    if hasFeatures { files += try StudyListing.names(in: features).map { "features/" + $0 } }
    var audio: String?
    var transcript: String?
    var featurePaths: [StudyFeatures: String] = [:]
    var unread: [String] = []
    for file in files {
      let path = folder + "/" + file
      let name = file.split(separator: "/").last?.lowercased() ?? ""
      // A file with another session's number is not this session's.
      let kind = name.hasPrefix("\(number)_") ? String(name.dropFirst("\(number)_".count)) : ""
      if kind == "audio.wav" {
        audio = path
      } else if kind == "transcript.csv" {
        transcript = path
      } else if let known = StudyFeatures.allCases.first(where: { $0.fileNames.contains(kind) }) {
        featurePaths[known] = path
      } else {
        unread.append(file)
      }
    }
    self.init(
      number: number, corpus: hasFeatures || number >= 600 ? .eDAIC : .daicWOZ, folder: folder,
      audioPath: audio, transcriptPath: transcript, featurePaths: featurePaths, unreadFiles: unread,
      labels: labels, correction: correction)
  }
}
