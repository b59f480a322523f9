internal import ExtractionPipeline
internal import FeatureStore
internal import Foundation
internal import SignalCore

/// What files of other tools say of one session.
struct ImportedSession {
  let session: String
  /// Whether somebody said which session it is, so that the recording's path need not.
  let isNameChosen: Bool
  var participant: String?
  var date: String?
  /// The recording, where the study has it; it is not read.
  var recording: InputRecord?
  var transcript: Transcript?
  /// The participant's name in the transcript, `nil` where all of it is taken for theirs.
  var speaker: String?
  private(set) var sources: [ForeignSource] = []
  /// Of all sources, by name.
  private(set) var readings: [String: MeasureReading] = [:]
  private(set) var tracks: [Track] = []

  init(session: String, isNameChosen: Bool, participant: String?, date: String?) {
    self.session = SessionNames.cleaned(session)
    self.isNameChosen = isNameChosen
    self.participant = participant
    self.date = date
  }

  /// Takes in the tracks of one file that are of this session.
  /// - Throws: `nothingToImport`.
  mutating func add(
    _ found: [ForeignTrack], path: String, sha256: String, share: (Measure.Modality) -> ForeignMeasures.Share
  ) throws(ImportError) {
    guard let first = found.first else { throw .nothingToImport(path: path) }
    guard first.tool != .unnamed || first.rows != .recording else { throw .nothingToImport(path: path) }
    let mapping = ForeignMapping(first)
    let share = share(mapping.modality)
    let version = first.version
    var kept: [Track] = []
    var made: [MeasureReading] = []
    for track in found {
      let measures = ForeignMeasures(mapping: mapping, tool: track.tool, version: version)
      made += measures.readings(of: track.track, share: share, isOfOneFace: found.count == 1)
      if mapping.rows != .recording { kept.append(Self.stored(track, table: mapping.table)) }
      if found.count > 1, !made.isEmpty { made = made.unique }
    }
    for reading in made { readings[reading.measure.name] = reading }
    sources.append(
      ForeignSource(
        tool: first.tool.rawValue, version: version, table: mapping.table, set: mapping.set,
        scope: mapping.rows == .recording ? .wholeFile : share.scope, path: path, sha256: sha256,
        recording: first.recording, columns: first.track.columns.map(\.name),
        rowCounts: kept.map(\.timesSeconds.count), tracks: kept.map(\.name),
        measures: made.map(\.measure.name), remarks: found.flatMap { $0.remarks.map(\.text) }.uniqueTexts))
    tracks += kept
  }

  /// Takes in a transcript.
  mutating func add(
    _ transcript: Transcript, speaker: String?, tool: String, path: String, sha256: String,
    remarks: [String] = []
  ) {
    self.transcript = transcript
    self.speaker = speaker
    sources.append(
      ForeignSource(
        tool: tool, version: nil, table: ForeignSource.transcriptTable, set: "", scope: .wholeFile,
        path: path, sha256: sha256, recording: nil, columns: [], rowCounts: [transcript.segments.count],
        tracks: [], measures: [], remarks: remarks))
  }

  /// The track under the name and with the columns `tracks.h5` can have.
  private static func stored(_ found: ForeignTrack, table: String) -> Track {
    var track = found.track
    let face = track.name.firstRange(of: "_face_").map { String(track.name[$0.lowerBound...]) } ?? ""
    track.name = table.replacing(".", with: "_") + face.replacing("/", with: "_")
    for place in track.columns.indices {
      let name = track.columns[place].name.replacing("/", with: "_")
      // Names the file's layout needs for itself.
      let isTaken = [TracksFile.timeName, ".", ".."].contains(name) || name.hasPrefix(TracksFile.rowsPrefix)
      track.columns[place].name = isTaken ? "column_" + name : name
    }
    if found.rows == .stretches {
      track.columns.append(
        Track.Column(
          name: "stretch_end", unit: "s", values: TrackValues(found.endsSeconds.map { $0.map { Float($0) } }),
          missingReason: .notRecorded))
    }
    return track
  }
}

extension [MeasureReading] {
  /// Each measure once: of several faces none is the participant's, and all say the same.
  fileprivate var unique: [MeasureReading] {
    var seen: Set<String> = []
    return filter { seen.insert($0.measure.name).inserted }
  }
}

extension [String] {
  fileprivate var uniqueTexts: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
