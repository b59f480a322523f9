import Foundation
import NeuralRuntime

/// Whisper's way from sound to what its decoder listens to, as one network (Radford et al. 2022, section 2.2;
/// openai/whisper `audio.py`, `model.py`).
///
/// Input: frames of 400 samples, one every 10 ms. Their power spectra under a Hann window (a product with a matrix of
/// waves), in mel bands, as logarithms, are the channels of two convolutions; a transformer follows. Output:
/// positions of 20 ms, `width` numbers each.
struct EncoderNetwork {
  static let frameSamples = 400

  private(set) var network = NetworkDescription()
  private let file: WhisperFile
  private var isWhole = true

  /// `nil` when the file lacks a part.
  init?(_ file: WhisperFile) {
    self.file = file
    var value = logMel()
    value = gelu(convolution(value, "encoder.conv1", stride: 1))
    value = gelu(convolution(value, "encoder.conv2", stride: 2))
    value = network.transposed(value, to: [0, 2, 1])
    let positions = weights("encoder.positional_embedding", shape: [1, file.soundPositions, file.width])
    value = network.sum(value, positions)
    for layer in 0..<file.layers { value = block(value, "encoder.blocks.\(layer)") }
    network.output(normalised(value, "encoder.ln_post"))
    guard isWhole else { return nil }
  }

  private typealias Value = NetworkDescription.Value

  /// Ten times decibels over 40, cut 80 dB below the window's loudest, as the model was trained on: 1, bands, frames.
  private mutating func logMel() -> Value {
    let frames = 2 * file.soundPositions
    let bins = Self.frameSamples / 2 + 1
    let sound = network.input(shape: [frames, Self.frameSamples])
    let waves = network.constant(Self.windowedWaves(bins: bins), shape: [2 * bins, Self.frameSamples])
    let parts = network.rows(sound, times: waves)
    // The squares of the real and of the imaginary part under the same filter add up to the power.
    let filters = (0..<file.bands).flatMap { band in
      let weights = file.melFilters[(band * bins)..<((band + 1) * bins)]
      return Array(weights + weights)
    }
    let power = network.rows(
      network.product(parts, parts), times: network.constant(filters, shape: [file.bands, 2 * bins]))
    let logarithm = network.naturalLogarithm(network.larger(power, scalar(1e-10)))
    let least = network.sum(network.largest(logarithm, over: [0, 1]), scalar(-8 * log(10)))
    let scaled = network.product(network.larger(logarithm, least), scalar(1 / (4 * log(10))))
    let shifted = network.transposed(network.sum(scaled, scalar(1)), to: [1, 0])
    return network.reshaped(shifted, to: [1, file.bands, frames])
  }

  /// One row a bin of cosines, then one a bin of sines, each under the periodic Hann window.
  private static func windowedWaves(bins: Int) -> [Float] {
    let turn = 2 * Double.pi / Double(frameSamples)
    let window = (0..<frameSamples).map { 0.5 * (1 - cos(turn * Double($0))) }
    let cosines = (0..<frameSamples).map { cos(turn * Double($0)) }
    let sines = (0..<frameSamples).map { sin(turn * Double($0)) }
    return [cosines, sines].flatMap { wave in
      (0..<bins).flatMap { bin in
        (0..<frameSamples).map { Float(window[$0] * wave[bin * $0 % frameSamples]) }
      }
    }
  }

  /// A layer of the transformer: attention and a network for each position, both added to what comes in.
  private mutating func block(_ input: Value, _ name: String) -> Value {
    let size = [1, file.soundPositions, file.width]
    let heard = normalised(input, "\(name).attn_ln")
    let attention = network.attention(
      queries: heads(linear(heard, "\(name).attn.query")), keys: heads(linear(heard, "\(name).attn.key")),
      values: heads(linear(heard, "\(name).attn.value")))
    let merged = network.reshaped(network.transposed(attention, to: [0, 2, 1, 3]), to: size)
    let attended = network.sum(input, linear(merged, "\(name).attn.out"))
    let inner = gelu(linear(normalised(attended, "\(name).mlp_ln"), "\(name).mlp.0"))
    return network.sum(attended, linear(inner, "\(name).mlp.2"))
  }

  private mutating func heads(_ value: Value) -> Value {
    let apart = network.reshaped(
      value, to: [1, file.soundPositions, file.heads, file.width / file.heads])
    return network.transposed(apart, to: [0, 2, 1, 3])
  }

  private mutating func gelu(_ value: Value) -> Value { network.gelu(value) }

  private mutating func convolution(_ value: Value, _ name: String, stride: Int) -> Value {
    let result = network.convolution(value, kernels: weights("\(name).weight"), stride: stride)
    return network.sum(result, weights("\(name).bias", shape: [1, file.width, 1]))
  }

  private mutating func normalised(_ value: Value, _ name: String) -> Value {
    let scaled = network.product(
      network.standardised(value, along: 2), weights("\(name).weight", shape: [1, 1, file.width]))
    return network.sum(scaled, weights("\(name).bias", shape: [1, 1, file.width]))
  }

  /// The keys have no bias.
  private mutating func linear(_ value: Value, _ name: String) -> Value {
    let result = network.rows(value, times: weights("\(name).weight"))
    return name.hasSuffix(".key") ? result : network.sum(result, weights("\(name).bias"))
  }

  /// - Parameter shape: Other than the file's own.
  private mutating func weights(_ name: String, shape: [Int]? = nil) -> Value {
    let value = unsafe file.tensor(name) { tensor, bytes in
      guard tensor.isHalves else {
        let values = (0..<(bytes.count / 4)).map { index in
          unsafe bytes.loadUnaligned(fromByteOffset: 4 * index, as: Float.self)
        }
        return network.constant(values, shape: shape ?? tensor.shape)
      }
      return unsafe network.constant(halves: bytes, shape: shape ?? tensor.shape)
    }
    if let value { return value }
    isWhole = false
    return scalar(0)
  }

  private mutating func scalar(_ value: Double) -> Value { network.constant([Float(value)], shape: [1, 1]) }
}
