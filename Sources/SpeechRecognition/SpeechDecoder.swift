import CWhisper
import NeuralRuntime
import SignalCore

/// Owner of one whisper model's weights, which are only read once loaded: decoders on several threads share them.
@safe final class SpeechModel: @unchecked Sendable {
  let identity: RecognitionModel
  fileprivate let model: OpaquePointer
  fileprivate let encoders: SoundEncoderPool

  init(_ identity: RecognitionModel, catalog: ModelCatalog) throws(SpeechError) {
    let path = try verifiedPath(identity.file, in: catalog)
    guard let model = unsafe speech_model_open(path, identity.kind) else {
      throw .model(.unusable(name: identity.name, detail: "it could not be loaded"))
    }
    do {
      encoders = try SoundEncoderPool(path: path, name: identity.name)
    } catch {
      unsafe speech_model_close(model)
      throw .model(error)
    }
    self.identity = identity
    unsafe self.model = model
  }

  deinit { unsafe speech_model_close(model) }

  /// ISO 639-1 codes of the languages it tells apart, in the order of `SpeechDecoder.languages`.
  var languageCodes: [String] {
    (0..<speech_model_language_count()).map { language in
      unsafe String(cString: speech_model_language_code(language))
    }
  }
}

/// What was heard in one window.
struct DecodedWindow {
  /// In order.
  var tokens: [SpokenToken]
  /// How likely the model took the window to hold no speech, 0 to 1.
  var noSpeechProbability: Double
}

/// Owner of one encoder and one decoding state, used by one thread.
@safe struct SpeechDecoder: ~Copyable {
  private let model: SpeechModel
  private let encoder: SoundEncoder
  private let decoder: OpaquePointer

  init(_ model: SpeechModel) throws(SpeechError) {
    let encoder: SoundEncoder
    do {
      encoder = try model.encoders.take()
    } catch {
      throw .model(error)
    }
    guard let decoder = unsafe speech_decoder_open(model.model) else {
      model.encoders.giveBack(encoder)
      throw .outOfMemory
    }
    self.model = model
    self.encoder = encoder
    unsafe self.decoder = decoder
  }

  deinit {
    unsafe speech_decoder_close(decoder)
    model.encoders.giveBack(encoder)
  }

  /// Forgets all that was decoded, so that equal sound gives equal tokens.
  borrowing func restart() throws(SpeechError) {
    guard unsafe speech_decoder_restart(decoder) else { throw .outOfMemory }
  }

  /// Hears the window that is asked about next.
  borrowing func hear(_ samples: [Float]) throws(SpeechError) {
    let heard: Bool
    do {
      heard = try encoder.encode(samples) { encoding in
        unsafe encoding.withUnsafeBufferPointer { values in
          unsafe speech_decoder_hear(
            decoder, values.baseAddress, Int32(values.count), Int32(samples.count))
        }
      }
    } catch {
      throw .model(error)
    }
    guard heard else { throw unusable }
  }

  /// Probability of each language in the window heard.
  borrowing func languages() throws(SpeechError) -> [Float] {
    var probabilities = [Float](repeating: 0, count: Int(speech_model_language_count()))
    guard unsafe speech_decoder_languages(decoder, &probabilities) else { throw unusable }
    return probabilities
  }

  /// What is said in the window heard.
  borrowing func decode(language: String, temperature: Float) throws(SpeechError) -> DecodedWindow {
    guard unsafe speech_decoder_decode(decoder, language, temperature) else { throw unusable }
    let tokens = unsafe (0..<speech_decoder_token_count(decoder)).map { index in
      let token = unsafe speech_decoder_token(decoder, index)
      return unsafe SpokenToken(
        bytes: bytes(of: token.text), probability: Double(token.probability),
        endSeconds: token.end_centiseconds < 0 ? nil : Double(token.end_centiseconds) / 100)
    }
    return DecodedWindow(
      tokens: tokens, noSpeechProbability: unsafe Double(speech_decoder_no_speech_probability(decoder)))
  }

  private var unusable: SpeechError {
    .model(.unusable(name: model.identity.name, detail: "it could not be run"))
  }
}

private func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
  var result: [UInt8] = []
  var next = unsafe text
  while unsafe next.pointee != 0 {
    result.append(unsafe UInt8(bitPattern: next.pointee))
    unsafe next += 1
  }
  return result
}
