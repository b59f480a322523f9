/// One turn's words, and what voice and face did during each, in their own units.
public struct SpokenTurn: Sendable, Hashable {
  public let pieces: SpokenPieces
  /// By modality as a turn's inputs name it (`speech`, `face`); one row a word. A modality that was not recorded is
  /// not there.
  public let readings: [String: WordReadings]

  public init(pieces: SpokenPieces, readings: [String: WordReadings]) {
    self.pieces = pieces
    self.readings = readings
  }
}
