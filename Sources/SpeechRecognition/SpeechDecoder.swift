import CWhisper
import NeuralRuntime
import SignalCore

/// Owner of one whisper model and its decoding state.
@safe struct SpeechDecoder: ~Copyable {
  private let decoder: OpaquePointer

  init(catalog: ModelCatalog, threads: Int) throws(SpeechError) {
    let path = try verifiedPath("whisper/tiny.en.bin", in: catalog)
    guard let decoder = unsafe speech_decoder_open(path, Int32(threads)) else {
      throw .model(.unusable(name: "Whisper tiny.en", detail: "it could not be loaded"))
    }
    unsafe self.decoder = decoder
  }

  deinit { unsafe speech_decoder_close(decoder) }

  /// Forgets all that was decoded, so that equal sound gives equal tokens.
  borrowing func restart() throws(SpeechError) {
    guard unsafe speech_decoder_restart(decoder) else { throw .outOfMemory }
  }

  /// Tokens heard in one window, in order.
  borrowing func tokens(in samples: [Float], temperature: Float) throws(SpeechError) -> [SpokenToken] {
    guard unsafe speech_decoder_decode(decoder, samples, Int32(samples.count), temperature) else {
      throw .model(.unusable(name: "Whisper tiny.en", detail: "it could not be run"))
    }
    return unsafe (0..<speech_decoder_token_count(decoder)).map { index in
      let token = unsafe speech_decoder_token(decoder, index)
      return unsafe SpokenToken(
        bytes: bytes(of: token.text), probability: Double(token.probability),
        endSeconds: token.end_centiseconds < 0 ? nil : Double(token.end_centiseconds) / 100)
    }
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
