import CWhisper

/// A speech recognition model of the catalog (whisper, Radford et al. 2022).
public enum RecognitionModel: String, Sendable, Hashable, Codable, CaseIterable {
  /// English only, 78 MB, always installed.
  case tinyEnglish = "tiny.en"
  /// 99 languages, told apart by the model, 148 MB, three times as slow; installed on request.
  case base

  /// The manifest's `file`.
  public var file: String {
    switch self {
    case .tinyEnglish: "whisper/tiny.en.bin"
    case .base: "whisper-base/base.bin"
    }
  }

  var name: String {
    switch self {
    case .tinyEnglish: "Whisper tiny.en"
    case .base: "Whisper base"
    }
  }

  /// The language of everything the model writes; `nil` when it has to listen first.
  var onlyLanguage: String? { self == .tinyEnglish ? "en" : nil }

  var kind: SpeechModelKind {
    switch self {
    case .tinyEnglish: SPEECH_MODEL_TINY_ENGLISH
    case .base: SPEECH_MODEL_BASE
    }
  }
}
