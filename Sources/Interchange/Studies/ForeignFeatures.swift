public import SignalCore

/// The tool whose output a file is.
public enum ForeignTool: String, Sendable, Hashable, Codable {
  case openSMILE
  /// OpenFace, and its forerunner with the constrained local neural field that DAIC-WOZ was tracked with.
  case openFace = "OpenFace"
  case pyFeat = "py-feat"
  case covarep = "COVAREP"
  /// The table of formants DAIC-WOZ comes with; its makers name no tool.
  case formantTable = "formant table"
  case whisperX
  /// An ARFF table whose writer does not name itself.
  case unnamed
}

/// What a file of another tool holds.
public struct ForeignFeatures: Sendable, Hashable {
  public var tool: ForeignTool
  /// Version, where the file's name states it: no tool writes it into its table.
  public var version: String?
  public var path: String
  /// One for each recording in the file, or for each face.
  public var tracks: [ForeignTrack]
  /// What whisperX heard.
  public var transcript: Transcript?
}

/// Values another tool computed, with where they come from.
///
/// Columns keep the names the tool gave them, without the spaces around them. Times are as written in the file:
/// openSMILE's are the beginnings of its windows.
public struct ForeignTrack: Sendable, Hashable {
  /// What a row stands for.
  public enum Rows: String, Sendable, Hashable, Codable {
    case instants
    /// From the row's time to its end in `endsSeconds`.
    case stretches
    /// The whole recording; the time is 0.
    case recording
  }

  public var track: Track
  public var rows: Rows
  /// Ends of stretches in seconds; `nil` for one that reaches to the end of the recording.
  public var endsSeconds: [Double?]
  /// The recording as the file calls it, `nil` where it does not.
  public var recording: String?
  /// The face as the file calls it, `nil` where it does not tell faces apart.
  public var face: String?
  public var tool: ForeignTool
  public var version: String?
  public var path: String
  public var remarks: [FeatureRemark]

  init(
    _ track: Track, rows: Rows = .instants, endsSeconds: [Double?] = [], recording: String? = nil,
    face: String? = nil, tool: ForeignTool, path: String, remarks: [FeatureRemark] = []
  ) {
    self.track = track
    self.rows = rows
    self.endsSeconds = endsSeconds
    self.recording = recording
    self.face = face
    self.tool = tool
    self.version = ForeignFeatures.version(inNameOf: path)
    self.path = path
    self.remarks = remarks
  }
}

/// What was noticed, assumed or taken out while features were read.
public enum FeatureRemark: Sendable, Hashable, Codable {
  /// Rows of nothing but zeros: sound taken out to protect somebody's identity, or digital silence.
  case rowsWithoutSound(Int)
  /// Rows without voice, whose values of voice are missing.
  case unvoicedRows(Int)
  /// Rows in which no face was followed.
  case rowsWithoutFace(Int)
  /// Cells in which the tool wrote no finite number.
  case notFiniteCells(Int)
  /// Rows of frames with several faces that cannot be told apart.
  case rowsOfSeveralFaces(Int)
  /// Columns that are no features.
  case columnsLeftOut([String])
  /// The file states no times: rows are so many a second from 0 on.
  case assumedRowsPerSecond(Double)
  /// The file states times in whole seconds: frames are so many a second.
  case framesPerSecond(Double)
  /// COVAREP's columns: 73 without `creak`, 74 with it.
  case columnCount(Int)
  /// Rows in a stretch that is no part of the interview.
  case rowsOutsideInterview(Int)

  public var text: String {
    switch self {
    case .rowsWithoutSound(let count): "\(count) rows hold nothing but zeros: no sound was there."
    case .unvoicedRows(let count): "\(count) rows have no voice."
    case .rowsWithoutFace(let count): "In \(count) rows no face was followed."
    case .notFiniteCells(let count): "\(count) cells hold no finite number."
    case .rowsOfSeveralFaces(let count): "\(count) rows belong to frames with several faces."
    case .columnsLeftOut(let names): "Left out, being no features: \(names.joined(separator: ", "))."
    case .assumedRowsPerSecond(let rate):
      "The file states no times; \(CommaSeparated.cell(rate)) rows a second assumed."
    case .framesPerSecond(let rate): "Times follow from \(CommaSeparated.cell(rate)) frames a second."
    case .columnCount(let count): "The table has \(count) columns."
    case .rowsOutsideInterview(let count): "\(count) rows lie outside the interview."
    }
  }
}

extension ForeignFeatures {
  /// Reads what another tool wrote, telling which by the file's first lines, never by its name.
  ///
  /// openSMILE (`;`-separated tables, the Python package's `file,start,end`, ARFF), OpenFace 1 and 2, py-feat,
  /// COVAREP's 73 or 74 columns, DAIC-WOZ's five formants, whisperX JSON. Zeros that stand for "none" become
  /// missing values; see the reading of each tool.
  /// - Parameter frameRateHz: Of the recording, for py-feat, which writes times in whole seconds only. Without it
  ///   the rate is worked out from them, where that is possible.
  public static func read(
    _ path: String, frameRateHz: Double? = nil
  ) throws(FeatureFileError) -> ForeignFeatures {
    var lines = try TextLines(path: path)
    var first: [UInt8]?
    while let line = try lines.next({ (line) throws(FeatureFileError) in copy(line) }) {
      if line.contains(where: { $0 > 0x20 }) {
        first = line
        break
      }
    }
    guard let first else { throw .empty(path: path) }
    if let mark = first.first(where: { $0 > 0x20 }), mark == UInt8(ascii: "{") || mark == UInt8(ascii: "[") {
      return try whisperX(path)
    }
    if let mark = first.first, mark == UInt8(ascii: "@") || mark == UInt8(ascii: "%") {
      return try arff(first, &lines)
    }
    let separator = first.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    let names = TableCells(separator: separator).texts(first.span)
    if names.allSatisfy({ Double($0) != nil }) { return try numbersAlone(path, columnCount: names.count) }
    let known = Set(names)
    if known.contains("frameTime") { return try openSMILE(&lines, separator: separator, names: names) }
    if names.starts(with: ["file", "start", "end"]) || names.starts(with: ["start", "end"]),
      !known.contains("text")
    {
      return try openSMILE(&lines, separator: separator, names: names)
    }
    if known.contains("approx_time") || known.contains("FaceScore") {
      return try pyFeat(&lines, names: names, frameRateHz: frameRateHz)
    }
    if known.isSuperset(of: ["timestamp", "confidence"]),
      known.contains("success") || known.contains("detection_success")
    {
      return try openFace(&lines, names: names)
    }
    // openSMILE without times: one row a recording.
    if names.first == "name", separator == UInt8(ascii: ";") {
      return try openSMILE(&lines, separator: separator, names: names)
    }
    throw .unknownTool(path: path)
  }

  private static func copy(_ line: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count)
    for place in line.indices { bytes.append(line[place]) }
    return bytes
  }

  /// "2.1.0" in `300_OpenFace2.1.0_Pose_gaze_AUs.csv`.
  static func version(inNameOf path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    return name.firstMatch(of: /(?:openface|opensmile|covarep)[-_v]*(\d+(?:\.\d+)+)/.ignoresCase()).map {
      String($0.1)
    }
  }

  init(_ tool: ForeignTool, _ path: String, _ tracks: [ForeignTrack], transcript: Transcript? = nil) {
    self.tool = tool
    version = Self.version(inNameOf: path)
    self.path = path
    self.tracks = tracks
    self.transcript = transcript
  }
}
