import ArgumentParser
import Foundation
import LanguageFeatures
import NeuralRuntime

struct LanguageBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language",
    abstract:
      "The sentence encoder beside ONNX Runtime and PyTorch; its word pieces beside the tokenizers library.",
    discussion: """
      Installs the peers by name into the dependency folder the first time. PyTorch, which is large, is compared with
      when Python finds it, for example through PYTHONPATH. OPENBLAS_CORETYPE decides the matrix kernels, as for the
      program.

      Example: OPENBLAS_CORETYPE=Haswell swift run -c release Benchmarks language --fuzz
      """)

  @Flag(help: "Compare the pieces of random lines, and of every character there is.")
  var fuzz = false

  @Option(help: "Random lines, a fifth of them with more than ASCII.")
  var lines = 100_000

  @Option(help: "Times each runtime encodes the sentences.")
  var rounds = 15

  @Flag(inversion: .prefixedNo, help: "Compare with PyTorch.")
  var torch = true

  func run() throws {
    let encoder = try SentenceEncoder(catalog: ModelCatalog(home: Benchmarks.home))
    let peer = try Peer(home: Benchmarks.home, script: "sentences.py")
    print("# Language: all-MiniLM-L6-v2\n")
    if fuzz { print(try TokenFuzz(count: lines).report(encoder.tokenizer, peer: peer)) }
    let race = SentenceRace(
      encoder: encoder, peer: peer, tools: torch ? ["onnxruntime", "torch"] : ["onnxruntime"])
    print(try race.accuracyReport())
    print(try race.speedReport(rounds: rounds))
  }
}
