public import SignalCore

/// A file of another tool that a session's imported values come from.
public struct ForeignSource: Sendable, Hashable, Codable {
  /// What of the recording the imported measures describe.
  public enum Scope: String, Sendable, Hashable, Codable {
    /// All the tool was given; whether others are in it too, the file does not say.
    case wholeFile
    /// The participant's turns, by the transcript, without those the interviewer spoke into.
    case participantTurns
    /// All of the interview: the picture shows the participant alone.
    case wholeInterview
  }

  /// As the tool calls itself.
  public var tool: String
  /// `nil` where neither the file nor its name states one.
  public var version: String?
  /// What the file is to the session, for example `opensmile.egemaps` or `clnf_pose`: a file imported later in the
  /// same place replaces this one.
  public var table: String
  /// First words of its measures' names, for example `opensmile.egemaps`; measures of one set compare.
  public var set: String
  public var scope: Scope
  /// As the user named it.
  public var path: String
  public var sha256: String
  /// The recording as the file calls it; `nil` where it does not.
  public var recording: String?
  /// As the tool names them.
  public var columns: [String]
  /// Rows of each of its series; empty for values of a whole recording.
  public var rowCounts: [Int]
  /// Groups of `tracks.h5`.
  public var tracks: [String]
  /// Names of the measures made of it.
  public var measures: [String]
  /// What was noticed, assumed or taken out, in plain sentences.
  public var remarks: [String]

  public init(
    tool: String, version: String?, table: String, set: String, scope: Scope, path: String, sha256: String,
    recording: String?, columns: [String], rowCounts: [Int], tracks: [String], measures: [String],
    remarks: [String]
  ) {
    self.tool = tool
    self.version = version
    self.table = table
    self.set = set
    self.scope = scope
    self.path = path
    self.sha256 = sha256
    self.recording = recording
    self.columns = columns
    self.rowCounts = rowCounts
    self.tracks = tracks
    self.measures = measures
    self.remarks = remarks
  }

}

extension ForeignSource {
  /// `table` of a transcript, which gives no measures.
  public static let transcriptTable = "transcript"
}

extension ForeignSource.Scope {
  /// In words for people.
  public var text: String {
    switch self {
    case .wholeFile: "whole file"
    case .participantTurns: "participant’s turns"
    case .wholeInterview: "whole interview"
    }
  }
}

extension Provenance {
  /// Stands where measure set and settings would: nothing of the session was measured by this program.
  public static let imported = "imported"

  /// Whether the session holds nothing but what other tools measured.
  public var isImportedOnly: Bool { settingsHash == Self.imported }
}

extension SessionRecord {
  /// Measures other tools made, which `provenance.foreign` lists.
  public var foreignReadings: [MeasureReading] { readings.filter { foreignNames.contains($0.measure.name) } }

  /// Measures this program made.
  public var ownReadings: [MeasureReading] {
    let foreign = foreignNames
    return foreign.isEmpty ? readings : readings.filter { !foreign.contains($0.measure.name) }
  }

  private var foreignNames: Set<String> { Set((provenance.foreign ?? []).flatMap(\.measures)) }

  /// The same session with what was imported into an earlier record of it.
  public func keepingImports(of earlier: SessionRecord) -> SessionRecord {
    guard let foreign = earlier.imports else { return self }
    var record = self
    record.readings += earlier.foreignReadings
    record.provenance.foreign = foreign
    return record
  }

  /// What is left of a session when nothing of its recording could be measured: its imports; `nil` without any.
  public var importsAlone: SessionRecord? {
    guard let foreign = imports else { return nil }
    return SessionRecord(
      session: session, input: input, readings: foreignReadings, quality: [],
      remarks: [Self.importedRemark], gate: GateOutcome(objections: []), failures: [], transcript: nil,
      provenance: Provenance(
        measureSetVersion: Provenance.imported, settingsHash: Provenance.imported, models: [:],
        transcriptSHA256: nil, foreign: foreign))
  }

  /// Without transcripts, which belong to what this program makes of the recording; `nil` where nothing is left.
  private var imports: [ForeignSource]? {
    let foreign = (provenance.foreign ?? []).filter { $0.table != ForeignSource.transcriptTable }
    return foreign.isEmpty ? nil : foreign
  }

  /// Said of every session without a recording of its own.
  public static let importedRemark =
    "Only values of other tools were imported: the quality of the recording is unknown here."
}
