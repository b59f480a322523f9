import NeuralRuntime
import Synchronization

/// Whisper's encoder: half a minute of sound into what the decoder listens to. One thread at a time.
final class SoundEncoder {
  private static let hopSamples = 160

  private let network: InferenceModel
  private let frames: Int

  init(_ file: WhisperFile, name: String) throws(ModelError) {
    guard let description = EncoderNetwork(file) else {
      throw .unusable(name: name, detail: "its file lacks a part of the encoder")
    }
    network = try InferenceModel(description.network, name: name)
    frames = 2 * file.soundPositions
    try network.require(
      inputCount: frames * EncoderNetwork.frameSamples, outputCounts: [file.soundPositions * file.width])
  }

  /// Encodes one window; what lies beyond half a minute is not heard.
  /// - Parameter samples: Mono at 16 kHz, 1 s at least.
  /// - Parameter read: Given 20 ms a row.
  func encode<Result>(_ samples: [Float], _ read: (Span<Float>) -> Result) throws(ModelError) -> Result {
    network.writeInput { input in
      let sound = samples.span
      for frame in 0..<frames {
        // Frames are centred on their time; before the sound begins it is mirrored, after its end there is silence.
        let first = frame * Self.hopSamples - EncoderNetwork.frameSamples / 2
        let place = frame * EncoderNetwork.frameSamples
        for offset in 0..<EncoderNetwork.frameSamples {
          let index = abs(first + offset)
          input[place + offset] = index < sound.count ? sound[index] : 0
        }
      }
    }
    try network.run()
    return network.readOutput(0, read)
  }
}

/// Encoders of one model: each is lent to one decoder at a time and made when none is free, as that takes a quarter of
/// a second.
final class SoundEncoderPool: Sendable {
  /// Hands an encoder from thread to thread; only its present owner uses it.
  private struct Idle: @unchecked Sendable { var encoders: [SoundEncoder] = [] }

  private let path: String
  private let name: String
  private let idle = Mutex(Idle())

  /// - Throws: When the file is no whisper model, or no encoder can be made of it.
  init(path: String, name: String) throws(ModelError) {
    self.path = path
    self.name = name
    giveBack(try take())
  }

  func take() throws(ModelError) -> SoundEncoder {
    if let encoder = idle.withLock({ Idle(encoders: $0.encoders.popLast().map { [$0] } ?? []) }).encoders
      .first
    {
      return encoder
    }
    guard let file = WhisperFile(path: path) else {
      throw .unusable(name: name, detail: "its file could not be read")
    }
    return try SoundEncoder(file, name: name)
  }

  func giveBack(_ encoder: SoundEncoder) {
    let returned = Idle(encoders: [encoder])
    idle.withLock { $0.encoders += returned.encoders }
  }
}
