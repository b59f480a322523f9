internal import SignalCore

/// A file of an export: its path below the place that was asked for, and what stands in it.
public struct ExportedFile: Sendable, Hashable {
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// Names of the formats that results are exported in.
public enum ExportFormat: String, Sendable, CaseIterable {
  case csv, tsv, json, jsonl, hdf5, csd, npz, arff
  case openSMILE = "opensmile-csv"
  case openFace = "openface-csv"
  case pyFeat = "pyfeat-csv"
  case bids, redcap, fhir

  /// Whether one session is held at a time, however many there are.
  public var isStreamed: Bool { [.csv, .tsv, .json, .jsonl, .arff].contains(self) }

  /// What a run gives.
  public enum Shape: Sendable, Hashable {
    /// One text, which can be printed.
    case text
    /// One file that is no text.
    case binary
    /// Several texts.
    case folder
    /// Several files that are no text.
    case binaryFolder
    /// A text a session: printed where there is one session, otherwise a folder.
    case textOfEachSession
  }

  /// Whether turns are part of it.
  public func hasTurns(isLong: Bool) -> Bool {
    switch self {
    case .hdf5, .csd, .npz, .bids: true
    case .csv, .tsv, .json, .jsonl: isLong
    case .arff, .openSMILE, .openFace, .pyFeat, .redcap, .fhir: false
    }
  }

  public var shape: Shape {
    switch self {
    case .csv, .tsv, .json, .jsonl, .arff, .openSMILE, .fhir: .text
    case .hdf5, .npz: .binary
    case .bids, .redcap: .folder
    case .csd: .binaryFolder
    case .openFace, .pyFeat: .textOfEachSession
    }
  }
}

/// Sessions in the formats other programs read. The same sessions give the same bytes.
public struct ResultsExport: Sendable {
  public var sessions: [ExportedSession]
  /// For `csv`, `tsv`, `json` and `jsonl`: a row a measure rather than a row a session.
  public var isLong = false
  /// openSMILE's own names of the compatible set's values, in its order.
  public var openSMILENames: [String] = []
  /// Filled-in questionnaires, for `fhir`.
  public var forms: [ExportedForm] = []

  public init(_ sessions: [ExportedSession]) { self.sessions = sessions }

  /// The files of a format that is text.
  ///
  /// - Precondition: The format is neither `hdf5`, `npz` nor `csd`.
  public func files(_ format: ExportFormat) throws(ExportError) -> [ExportedFile] {
    do throws(InterchangeError) {
      switch format {
      case .fhir:
        return [
          ExportedFile(name: "bundle.json", text: try FHIRExport(sessions: sessions, forms: forms).text())
        ]
      case .bids: return try BIDSExport(sessions).files()
      case .redcap: return REDCapExport(sessions).files
      case .csv, .tsv, .json, .jsonl, .arff, .openSMILE, .openFace, .pyFeat, .hdf5, .npz, .csd: break
      }
    } catch { throw ExportError(error) }
    switch format {
    case .csv, .tsv, .json, .jsonl, .arff: return [try table(format)]
    case .openSMILE:
      let text = try OpenSMILEExport(sessions: sessions, names: openSMILENames).text()
      return [ExportedFile(name: "functionals.csv", text: text)]
    case .openFace: return try faces { $0.openFace }
    case .pyFeat: return try faces { $0.pyFeat }
    default: preconditionFailure("\(format.rawValue) is written, not printed")
    }
  }

  /// Writes a format that is not text: one file, and for `csd` a file a sequence in a folder, made where it is not there.
  ///
  /// - Returns: The paths written.
  public func write(_ format: ExportFormat, to path: String) throws(ExportError) -> [String] {
    var written = [path]
    switch format {
    case .npz:
      try ExportedFile.refuseObstructed(path)
      do { try NumPyExport(sessions: sessions).write(to: path) } catch { throw .cannotWrite(path: path) }
    case .hdf5:
      try replacing(path) { (part) throws(InterchangeError) in
        try HDF5Export(sessions: sessions).write(to: part)
      }
    case .csd:
      let sequences = try ComputationalSequence.all(sessions)
      if sequences.isEmpty { throw .noTracks(format: format.rawValue) }
      try ExportedFile.makeFolder(path)
      written = sequences.map { "\(path)/\($0.name).csd" }
      for (sequence, file) in zip(sequences, written) {
        try replacing(file) { (part) throws(InterchangeError) in try sequence.write(to: part) }
      }
    default: preconditionFailure("\(format.rawValue) is text")
    }
    return written
  }

  /// Sessions that `opensmile-csv` leaves out.
  public var sessionsWithoutOpenSMILEValues: Int {
    let export = OpenSMILEExport(sessions: sessions, names: openSMILENames)
    return sessions.count { export.values(of: $0) == nil }
  }

  private func table(_ format: ExportFormat) throws(ExportError) -> ExportedFile {
    var text = ""
    do {
      try TextTables(source: LoadedSessions(sessions: sessions)).pieces(format, isLong: isLong) { text += $0 }
    } catch { throw ExportError(any: error) }
    return ExportedFile(name: "measures." + format.rawValue, text: text)
  }

  /// Sessions in which no face was looked for are left out.
  private func faces(_ text: (FaceTables) -> String) throws(ExportError) -> [ExportedFile] {
    var files: [ExportedFile] = []
    for session in sessions {
      guard let tables = FaceTables(try session.tracks.read()) else { continue }
      files.append(ExportedFile(name: session.session + ".csv", text: text(tables)))
    }
    if files.isEmpty { throw .noFace }
    return files
  }
}
