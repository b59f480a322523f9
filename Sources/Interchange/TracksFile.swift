internal import Foundation
internal import PrivateFiles
public import SignalCore

/// `tracks.h5`: a group a track, a time axis and a data set a column in it.
///
/// `GROUP/time` holds seconds on the container's clock. A column that is there for every frame is as long as
/// the time axis. A column with missing values holds only the values there are: no filler stands where there
/// was nothing to measure. Its attribute `rows` then names the data set of the group that holds the position
/// of each value on the time axis, and `missing` the reason for the gaps. Every data set of numbers has a `unit`.
public enum TracksFile {
  static let timeName = "time"
  static let rowsPrefix = "rows_"

  /// Writes tracks and, as group `words`, the words that have times.
  ///
  /// HDF5 works in memory: on a disk without room it could not be closed, and ended the program.
  ///
  /// - Parameter notice: What a reader must know, as an attribute of the file.
  public static func write(
    _ tracks: [Track], transcript: Transcript?, notice: String? = nil, to path: String
  ) throws(InterchangeError) {
    try StreamedFile.write(
      try image(tracks, transcript: transcript, notice: notice, name: path), to: path)
  }

  /// The same as bytes, which were never in a file.
  static func image(
    _ tracks: [Track], transcript: Transcript?, notice: String? = nil, name: String
  ) throws(InterchangeError) -> [UInt8] {
    try HDF5File.exclusively { () throws(InterchangeError) in
      let file = try HDF5File(inMemory: name)
      if let notice { try file.setAttribute("notice", of: "/", to: notice) }
      try write(tracks, transcript: transcript, to: file)
      return try file.image()
    }
  }

  private static func write(
    _ tracks: [Track], transcript: Transcript?, to file: borrowing HDF5File
  ) throws(InterchangeError) {
    for track in tracks { try write(track, to: file) }
    if let transcript { try write(transcript, to: file) }
  }

  /// The numeric tracks of a file; the words are in `transcript.json`.
  public static func read(_ path: String) throws(InterchangeError) -> [Track] {
    try HDF5File.exclusively { () throws(InterchangeError) in try readInside(path) }
  }

  /// The same while the caller is inside `HDF5File.exclusively`; all numeric tracks, or one of them.
  static func readInside(_ path: String, only name: String? = nil) throws(InterchangeError) -> [Track] {
    try tracks(of: try HDF5File(reading: path), only: name)
  }

  /// The tracks of a session of a results folder, sealed or not; all numeric ones, or one of them. The caller is inside
  /// `HDF5File.exclusively`.
  static func readInside(
    _ files: ResultsFiles, session: String, only name: String? = nil
  ) throws(InterchangeError) -> [Track] {
    let own = "\(session)/\(SessionTexts.tracks)"
    guard files.isEncrypted else { return try readInside(files.place(of: own), only: name) }
    let bytes: Data?
    do throws(PrivacyError) { bytes = try files.read(own) } catch { throw .sealed(error) }
    guard let bytes else { throw .cannotRead(path: files.place(of: own)) }
    return try tracks(of: try HDF5File(image: Array(bytes), name: own), only: name)
  }

  /// The same while nobody else is inside the library.
  public static func read(_ files: ResultsFiles, session: String) throws(InterchangeError) -> [Track] {
    try HDF5File.exclusively { () throws(InterchangeError) in try readInside(files, session: session) }
  }

  private static func tracks(of file: borrowing HDF5File, only name: String?) throws(InterchangeError)
    -> [Track]
  {
    var tracks: [Track] = []
    for group in try file.names(in: "/") where group != "words" && (name ?? group) == group {
      tracks.append(try track(group, in: file))
    }
    return tracks
  }

  private static func write(_ track: Track, to file: borrowing HDF5File) throws(InterchangeError) {
    try file.makeGroup(track.name)
    try writeTimes(track.timesSeconds, group: track.name, to: file)
    // Columns with the same gaps share one list of rows.
    var rowLists: [[Int32]: String] = [:]
    for column in track.columns {
      let name = "\(track.name)/\(column.name)"
      try file.write(column.values.presentValues, to: name)
      try file.setAttribute("unit", of: name, to: column.unit)
      guard column.values.hasGaps else { continue }
      let rows = column.values.indices.filter { column.values[$0] != nil }.map(Int32.init)
      let listName = rowLists[rows] ?? rowsPrefix + "\(rowLists.count + 1)"
      if rowLists.updateValue(listName, forKey: rows) == nil {
        try file.write(rows, to: "\(track.name)/\(listName)")
        try file.setAttribute("unit", of: "\(track.name)/\(listName)", to: "1")
      }
      try file.setAttribute("rows", of: name, to: listName)
      try file.setAttribute("missing", of: name, to: column.missingReason.text)
    }
  }

  private static func write(_ transcript: Transcript, to file: borrowing HDF5File) throws(InterchangeError) {
    var times: [Double] = []
    var ends: [Double] = []
    var words: [String] = []
    var speakers: [String] = []
    for segment in transcript.segments {
      for word in segment.words {
        guard let start = word.start, let end = word.end else { continue }
        times.append(start)
        ends.append(end)
        words.append(word.word)
        speakers.append(segment.speaker ?? "")
      }
    }
    if times.isEmpty { return }
    try file.makeGroup("words")
    try writeTimes(times, group: "words", to: file)
    try file.write(ends, to: "words/end")
    try file.setAttribute("unit", of: "words/end", to: "s")
    try file.write(words, to: "words/word")
    try file.write(speakers, to: "words/speaker")
  }

  private static func writeTimes(
    _ times: [Double], group: String, to file: borrowing HDF5File
  ) throws(InterchangeError) {
    let name = "\(group)/\(timeName)"
    try file.write(times, to: name)
    try file.setAttribute("unit", of: name, to: "s")
  }

  private static func track(_ group: String, in file: borrowing HDF5File) throws(InterchangeError) -> Track {
    let times = try file.doubles("\(group)/\(timeName)")
    let names = try file.names(in: group)
    var columns: [Track.Column] = []
    for name in names where name != timeName && !name.hasPrefix(rowsPrefix) {
      let path = "\(group)/\(name)"
      let present = try file.doubles(path).map { Float($0) }
      var values = [Float](repeating: .nan, count: times.count)
      var reason = MissingReason.notRecorded
      if file.hasAttribute("rows", of: path) {
        let rows = try file.integers("\(group)/" + file.attribute("rows", of: path))
        for (row, value) in zip(rows, present) where values.indices.contains(Int(row)) {
          values[Int(row)] = value
        }
        reason = MissingReason(text: try file.attribute("missing", of: path)) ?? reason
      } else {
        for (row, value) in zip(values.indices, present) { values[row] = value }
      }
      columns.append(
        Track.Column(
          name: name, unit: try file.attribute("unit", of: path),
          values: TrackValues(missingUnlessFinite: values), missingReason: reason))
    }
    return Track(name: group, timesSeconds: times, columns: columns)
  }
}
