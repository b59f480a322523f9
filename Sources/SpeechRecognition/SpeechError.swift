public import NeuralRuntime
public import SignalCore

/// Speech cannot be found or recognised.
public enum SpeechError: UserFacingError, Equatable {
  /// The models hear 16 kHz only.
  case wrongSampleRate(hertz: Double)
  /// A sample is infinite or not a number: the models would take what surrounds it for silence.
  case damagedSamples
  /// The model does not write the language that was stated.
  case languageNotWritten(SpokenLanguage, by: RecognitionModel)
  case model(ModelError)
  case outOfMemory
  case cancelled

  public var message: String {
    switch self {
    case .wrongSampleRate(let hertz):
      "Speech recognition hears sound at 16000 samples a second; this has \(hertz)."
    case .damagedSamples: "The sound holds samples that are no numbers."
    case .languageNotWritten(let language, let model):
      "\(model.name) does not write the language \(language.code)."
    case .model(let error): error.message
    case .outOfMemory: "There is not enough memory to recognise speech."
    case .cancelled: "Speech recognition was cancelled."
    }
  }

  public var remedy: String {
    switch self {
    case .wrongSampleRate: "Resample the sound to 16 kHz first."
    case .damagedSamples: "Export the recording again from its source as 16-bit WAV."
    case .languageNotWritten(_, let model):
      model.onlyLanguage == nil
        ? "Check the code (de, fr, …), or leave the language to be detected."
        : "Add --asr-model base, or give a transcript."
    case .model(let error): error.remedy
    case .outOfMemory: "Run fewer recordings at a time with --jobs."
    case .cancelled: "Start again to continue."
    }
  }
}

/// What both models ask of a signal.
let modelSampleRateHz = 16_000.0

func requireModelRate(_ signal: Signal) throws(SpeechError) {
  guard signal.sampleRateHz == modelSampleRateHz else {
    throw .wrongSampleRate(hertz: signal.sampleRateHz)
  }
}

func verifiedPath(_ file: String, in catalog: ModelCatalog) throws(SpeechError) -> String {
  do {
    return try catalog.verifiedPath(file)
  } catch {
    throw .model(error)
  }
}
