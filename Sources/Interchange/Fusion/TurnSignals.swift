internal import Foundation
public import LanguageFeatures
internal import MultimodalFusion
internal import SignalCore

/// What the session's own files say of a turn beyond its measures: its words as a vector, its face on average, and what
/// voice and face did during each word.
///
/// Words and face are joined with the turn by time, and only the participant's words are read.
struct TurnSignals {
  /// Mean of a column of the track "face" over a turn, under this name and the column's.
  static let facePrefix = "face.turn."
  /// Columns of the track that describe what the face does, beside all blendshapes.
  private static let faceColumns: Set<String> = [
    "head_pitch", "head_yaw", "head_roll", "mouth_opening", "eye_aspect_left", "eye_aspect_right",
    "gaze_head_pitch", "gaze_head_yaw",
  ]
  /// Pictures a turn needs for a mean.
  private static let leastPictures = 3

  private let words: ParticipantWords?
  private let face: Track?
  /// Modality → frames that are averaged over words.
  private let frames: [String: Track]

  /// - Parameters:
  ///   - session: Name of the session's folder among the files.
  ///   - speaker: The participant's label in the transcript; `nil` reads a transcript that names no speakers.
  init(_ files: ResultsFiles, session: String, speaker: String?) {
    words = ParticipantWords(files, session: session, speaker: speaker)
    let tracks = (try? TracksFile.read(files, session: session)) ?? []
    face = tracks.first { $0.name == "face" }
    var frames: [String: Track] = [:]
    frames["speech"] = tracks.first { $0.name == "acoustic" }.map(Self.prosody)
    frames["face"] = face.map { face in
      Track(
        name: face.name, timesSeconds: face.timesSeconds, columns: face.columns.filter(Self.isExpression))
    }
    self.frames = frames.filter { !$0.value.columns.isEmpty }
  }

  /// Pitch in semitones, which is how differences of pitch are heard; the other columns as they are.
  private static func prosody(_ acoustic: Track) -> Track {
    Track(
      name: acoustic.name, timesSeconds: acoustic.timesSeconds,
      columns: acoustic.columns.map { column in
        guard column.name == "f0" else { return column }
        return Track.Column(
          name: "f0_semitones", unit: "semitones re 1 Hz",
          values: TrackValues(
            (0..<column.values.count).map { row in
              column.values[row].flatMap { $0 > 0 ? 12 * log2($0) : nil }
            }), missingReason: column.missingReason)
      })
  }

  private static func isExpression(_ column: Track.Column) -> Bool {
    column.name.hasPrefix("blendshape_") || faceColumns.contains(column.name)
  }

  /// What the participant says in a turn, with what goes with each word; `nil` for nothing.
  func spoken(during time: TimeRange, tokenizer: SentenceTokenizer) -> SpokenTurn? {
    guard let own = words?.timed(time.startSeconds, time.endSeconds), !own.isEmpty else { return nil }
    return SpokenTurn(
      pieces: SpokenPieces(words: own.map(\.word), tokenizer: tokenizer),
      readings: frames.mapValues { WordReadings(words: own, frames: $0) })
  }

  /// What the participant says in a turn; `nil` for nothing.
  func text(during time: TimeRange) -> String? {
    let said = words?.inside(time.startSeconds, time.endSeconds) ?? []
    return said.isEmpty ? nil : said.joined(separator: " ")
  }

  /// Column → mean over the pictures of a turn that have the value.
  func faceMeans(during time: TimeRange) -> [String: Double] {
    guard let face else { return [:] }
    let first = face.timesSeconds.firstIndex { $0 >= time.startSeconds } ?? face.timesSeconds.count
    let end = face.timesSeconds.firstIndex { $0 >= time.endSeconds } ?? face.timesSeconds.count
    guard first < end else { return [:] }
    var means: [String: Double] = [:]
    for column in face.columns where Self.isExpression(column) {
      let values = (first..<end).compactMap { column.values[$0] }
      guard values.count >= Self.leastPictures else { continue }
      means[Self.facePrefix + column.name] =
        values.reduce(0) { $0 + Double($1) } / Double(values.count)
    }
    return means
  }
}

extension StoredResults {
  /// Adds to every turn of the sessions above the gate its words as a sentence vector and the means of its face.
  ///
  /// Takes about 3 ms a turn. A turn without words, or with a face in fewer than three pictures, goes without.
  /// - Parameter tokenizer: With it the words are added one by one too, with what voice and face did during each.
  public mutating func addSignals(encoder: SentenceEncoder, tokenizer: SentenceTokenizer? = nil) {
    for index in sessions.indices where sessions[index].passedGate {
      let session = sessions[index]
      let signals = TurnSignals(
        files, session: session.measured.session, speaker: session.origin.participantSpeaker)
      var turns = session.measured.turns
      let texts = turns.map { signals.text(during: $0.time) }
      let vectors = encoder.embeddings(of: texts.map { $0 ?? "" })
      for place in turns.indices {
        turns[place].words = texts[place] == nil ? nil : vectors[place]?.values.map { Double($0) }
        turns[place].spoken = tokenizer.flatMap {
          signals.spoken(during: turns[place].time, tokenizer: $0)
        }
        turns[place].values.merge(signals.faceMeans(during: turns[place].time)) { own, _ in own }
      }
      sessions[index].measured.turns = turns
    }
  }
}
