internal import SpeechRecognition

extension ForeignFeatures {
  /// The transcript of a JSON file with whisperX's names.
  static func whisperX(_ path: String) throws(FeatureFileError) -> ForeignFeatures {
    let reading: TranscriptReading
    do { reading = try TranscriptFile.reading(path) } catch {
      switch error {
      case .unreadable: throw .unreadable(path: path)
      case .empty: throw .empty(path: path)
      default: throw .unknownTool(path: path)
      }
    }
    return ForeignFeatures(.whisperX, path, [], transcript: reading.transcript)
  }
}
