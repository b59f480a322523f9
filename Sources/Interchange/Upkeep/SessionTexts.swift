internal import ExtractionPipeline
internal import FeatureStore
internal import Foundation
internal import SignalCore

/// One text file of a session's folder.
struct SessionText {
  let name: String
  let bytes: [UInt8]
  /// Whether the store keeps the bytes, because nothing else in it tells them.
  let isKept: Bool

  /// The file as the store notes it.
  var file: SessionFile {
    SessionFile(
      name: name, byteCount: bytes.count, sha256: sha256Hex(ofBytes: bytes),
      packed: isKept ? SessionTexts.packed(bytes) : nil)
  }
}

/// The text files of sessions: as an extraction makes them, and again from the store.
enum SessionTexts {
  static let summary = "summary.json"
  static let transcript = "transcript.json"
  static let tracks = "tracks.h5"
  /// Files whose bytes the store keeps.
  static let kept = ["turns.csv", "masked.csv", StoredNeutral.fileName]

  /// - Parameter destination: What errors name.
  static func all(of outcome: SessionOutcome, for destination: String) throws(InterchangeError)
    -> [SessionText]
  {
    var texts = try derived(from: outcome.record, for: destination)
    func keep(_ name: String, _ text: String) {
      texts.append(SessionText(name: name, bytes: Array(text.utf8), isKept: true))
    }
    if !outcome.turns.isEmpty {
      keep("turns.csv", TurnsTable.csv(outcome.turns, isSimulated: outcome.record.provenance.isSimulated))
    }
    if let masks = outcome.masks { keep("masked.csv", masks) }
    if let neutral = outcome.neutral {
      keep(StoredNeutral.fileName, try JSONText.text(neutral, for: destination))
    }
    return texts
  }

  /// All that the store can make again of a session, and the names of what it keeps but can no longer tell.
  static func all(
    of record: SessionRecord, for destination: String
  ) throws(InterchangeError) -> (texts: [SessionText], unreadable: [String]) {
    var texts = try derived(from: record, for: destination)
    var unreadable: [String] = []
    for file in record.files {
      guard let packed = file.packed else { continue }
      let bytes = (try? Inflater().unpack(Data(packed), to: file.byteCount)).map { [UInt8]($0) }
      if let bytes, sha256Hex(ofBytes: bytes) == file.sha256 {
        texts.append(SessionText(name: file.name, bytes: bytes, isKept: true))
      } else {
        unreadable.append(file.name)
      }
    }
    return (texts, unreadable)
  }

  static func derived(
    from record: SessionRecord, for destination: String
  ) throws(InterchangeError) -> [SessionText] {
    let text = try JSONText.text(SessionSummary(record), for: destination)
    var texts = [SessionText(name: summary, bytes: Array(text.utf8), isKept: false)]
    if let spoken = record.transcript {
      let text = try JSONText.text(spoken, for: destination)
      texts.append(SessionText(name: transcript, bytes: Array(text.utf8), isKept: false))
    }
    return texts
  }

  /// A file that the store cannot make again, as it notes it.
  static func note(_ name: String, _ bytes: [UInt8]) -> SessionFile {
    SessionFile(name: name, byteCount: bytes.count, sha256: sha256Hex(ofBytes: bytes))
  }

  /// A session's tracks as they are; `nil` where there are none that can be read.
  static func noteOfTracks(in files: ResultsFiles, session: String) -> SessionFile? {
    guard (try? TracksFile.read(files, session: session)) != nil,
      let data = files.kept("\(session)/\(tracks)")
    else { return nil }
    return note(tracks, [UInt8](data))
  }

  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    // Handing on into memory cannot fail.
    try? Deflater().pack(Data(bytes), isLast: true) { packed += $0 }
    return packed
  }
}
