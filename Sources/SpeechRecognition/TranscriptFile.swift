public import SignalCore

/// A transcript as a file held it, and what had to be done to it.
public struct TranscriptReading: Sendable, Hashable {
  public enum Format: String, Sendable, Hashable, Codable {
    case webVTT, subRip, json
    /// Rows of times and text under a line of column names, as in DAIC-WOZ and E-DAIC.
    case table
    /// NIST's rich transcription time marks: who speaks when, without words.
    case rttm
    /// ELAN's annotation document.
    case elan
    /// Praat's TextGrid, as long or short text.
    case textGrid
  }

  public var transcript: Transcript
  public var format: Format
  /// Times that ran backwards or were no times: cut back, removed, or their segment moved.
  public var repairedTimes: Int
}

/// Reads transcripts of the formats in use, told apart by content, never by name.
///
/// WebVTT, SubRip, JSON (whisperX, openai-whisper, this program's `transcript.json`), tables
/// separated by tabs or commas (DAIC-WOZ, E-DAIC), RTTM, ELAN (.eaf) and Praat's TextGrid. Words that
/// have no times of their own get none. Speakers stay as named in the file; where none is named they
/// are `nil`. Tokens without a letter or digit are no words; only RTTM gives segments without words.
public enum TranscriptFile {
  /// The transcript in a file.
  public static func read(_ path: String) throws(TranscriptError) -> Transcript {
    try reading(path).transcript
  }

  /// The transcript in a file, its format, and how many times had to be repaired.
  public static func reading(_ path: String) throws(TranscriptError) -> TranscriptReading {
    let text = try TranscriptText(path: path)
    var transcript: Transcript
    let format = try format(of: text)
    switch format {
    case .json: transcript = try jsonTranscript(text)
    case .webVTT, .subRip: transcript = try captionTranscript(text, isWebVTT: format == .webVTT)
    case .table: transcript = try tableTranscript(text)
    case .rttm: transcript = try rttmTranscript(text)
    case .elan: transcript = try elanTranscript(text)
    case .textGrid: transcript = try textGridTranscript(text)
    }
    let repairedTimes = repairTimes(of: &transcript)
    guard !transcript.segments.isEmpty else { throw .empty(path: path) }
    return TranscriptReading(transcript: transcript, format: format, repairedTimes: repairedTimes)
  }

  private static func format(of text: TranscriptText) throws(TranscriptError) -> TranscriptReading.Format {
    let filled = text.lines.lazy.filter { line in line.contains { !$0.isWhitespace } }
    let first = filled.first ?? ""
    if let mark = first.first(where: { !$0.isWhitespace }), "{[".contains(mark) { return .json }
    if first.hasPrefix("WEBVTT") { return .webVTT }
    if looksLikeELAN(text) { return .elan }
    if PraatTokens.looksLikeTextGrid(filled.prefix(2)) { return .textGrid }
    if looksLikeRTTM(filled.first { !$0.hasPrefix(";;") } ?? "") { return .rttm }
    if TranscriptTable.Columns(header: first) != nil { return .table }
    if filled.prefix(3).contains(where: { CaptionTiming.looksLikeTiming($0) }) { return .subRip }
    throw .unknownFormat(path: text.path)
  }
}

/// The words of a text without times: parts between white space that hold a letter or digit.
func untimedWords(_ text: String, confidence: Double? = nil) -> [Transcript.Word] {
  text.split(whereSeparator: \.isWhitespace).filter { part in
    part.contains { $0.isLetter || $0.isNumber }
  }.map { Transcript.Word(word: String($0), start: nil, end: nil, confidence: confidence) }
}
