import Foundation
import NeuralRuntime
import TestSupport
import Testing

@Suite struct InferenceModelTests {
  private let catalog: ModelCatalog
  init() throws { catalog = try installedModels() }

  @Test("the detector takes 128 × 128 × 3 numbers and gives 16 and 1 for each of 896 anchors")
  func sizes() throws {
    let model = try InferenceModel("face/face_detector.tflite", in: catalog)
    #expect(model.inputCount == 128 * 128 * 3)
    #expect(model.outputCounts == [896 * 16, 896])
  }

  @Test("an open batch size is fixed by the caller, and without that refused")
  func openBatch() throws {
    let file = "face/face_landmarks_detector.tflite"
    let model = try InferenceModel(file, in: catalog, inputShape: [1, 256, 256, 3])
    #expect(model.outputCounts == [478 * 3, 1, 1])
    #expect(throws: ModelError.self) { try InferenceModel(file, in: catalog) }
    #expect(throws: ModelError.self) { try InferenceModel(file, in: catalog, inputShape: [1, 7]) }
  }

  @Test("an output depends on the input, and the same input gives the same bits")
  func repeatable() throws {
    let model = try InferenceModel("face/face_blendshapes.tflite", in: catalog)
    let first = try outputs(of: model, seed: 1)
    let other = try outputs(of: model, seed: 2)
    let again = try outputs(of: model, seed: 1)
    #expect(first.count == 52)
    #expect(first != other)
    #expect(first == again)
  }

  @Test("models in several threads at once give what each gives alone")
  func threads() async throws {
    let alone = try (0..<4).map { seed in
      try outputs(of: try InferenceModel("face/face_blendshapes.tflite", in: catalog), seed: seed)
    }
    let together = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
      for seed in 0..<4 {
        group.addTask {
          let model = try InferenceModel("face/face_blendshapes.tflite", in: catalog)
          return (seed, try outputs(of: model, seed: seed))
        }
      }
      return try await group.reduce(into: [Int: [Float]]()) { $0[$1.0] = $1.1 }
    }
    for seed in 0..<4 { #expect(together[seed] == alone[seed]) }
  }

  @Test("a file that is absent or no network is unusable, and the message does not name its place")
  func unusable() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let broken = folder.appending(path: "broken.tflite")
    try Data("no network".utf8).write(to: broken)
    for path in [broken.path, folder.appending(path: "absent.tflite").path] {
      let error = #expect(throws: ModelError.self) { try InferenceModel(path: path, name: "X") }
      #expect(error == .unusable(name: "X", detail: "its file could not be read as a network"))
    }
  }

  @Test("a network of other sizes than expected is refused once, when it is loaded")
  func requirement() throws {
    let model = try InferenceModel("face/face_blendshapes.tflite", in: catalog)
    try model.require(inputCount: 146 * 2, outputCounts: [52])
    #expect(throws: ModelError.self) { try model.require(inputCount: 146 * 2, outputCounts: [51]) }
  }
}

/// The blendshape network's answer to numbers made from a seed.
private func outputs(of model: InferenceModel, seed: Int) throws -> [Float] {
  model.writeInput { input in
    for index in input.indices { input[index] = Float((index * 37 + seed * 1_009) % 500) }
  }
  try model.run()
  return model.readOutput(0) { output in output.indices.map { output[$0] } }
}
