import DenseMath
import Foundation
import Interchange
import MultimodalFusion
import Testing

@Suite struct TensorFileTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "tensors-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func archive(_ arrays: [(name: String, array: NumPyArray)]) throws -> String {
    let path = folder.appending(path: "\(UUID().uuidString).npz").path
    try NumPyArchive.write(arrays, to: path)
    return path
  }

  /// 30 people of 8 turns; the outcome is what text and audio say together.
  private func arrays(leaky: Bool = false) -> [(name: String, array: NumPyArray)] {
    var random = SeededGenerator(seed: 7, stream: "study", step: 0)
    var (text, audio, outcomes) = ([Double](), [Double](), [Double]())
    var (people, parts) = ([String](), [String]())
    for person in 0..<30 {
      for _ in 0..<8 {
        let (word, voice) = (random.normal(), random.normal())
        let outcome = word + voice + 0.3 * random.normal()
        let isTraining = person < 20
        text += [word, random.normal(), leaky && isTraining ? (outcome >= 0 ? 1 : -1) : random.normal()]
        // Three steps, the last of them padding.
        audio += [voice + 0.5, 1, voice - 0.5, 1, 0, 0]
        outcomes.append(outcome)
        people.append("p\(person)")
        parts.append(isTraining ? (person < 17 ? "train" : "valid") : "test")
      }
    }
    return [
      ("text", NumPyArray(shape: [240, 3], elements: .float64(text))),
      ("audio", NumPyArray(shape: [240, 3, 2], elements: .float64(audio))),
      ("y", NumPyArray(shape: [240], elements: .float64(outcomes))),
      ("person", NumPyArray(shape: [240], elements: .text(people))),
      ("split", NumPyArray(shape: [240], elements: .text(parts))),
    ]
  }

  @Test("rows become turns of people; steps are pooled without padding and constant columns are left out")
  func reading() throws {
    let study = try TensorFile(path: archive(arrays())).study
    #expect(study.training.count == 20 && study.test.count == 10)
    #expect(study.threshold == 0)
    // Of audio's two columns the mean of the first varies; its spread and the second column are always the same.
    #expect(
      study.modalities == [TurnModality(name: "text", width: 3), TurnModality(name: "audio", width: 1)])
    let turns = try #require(study.test.first).sequence.turns
    #expect(turns.count == 8)
    let outcomes = try #require(arrays()[2].array.doubles)
    #expect(turns.compactMap(\.outcome) == Array(outcomes[160..<168]))
  }

  @Test("both modalities together tell more than either, for new people")
  func fusing() async throws {
    let study = try TensorFile(path: archive(arrays())).study
    var settings = TurnNetworkSettings()
    settings.memberCount = 2
    let (comparison, _, _) = try await TurnComparison.run(study, settings: settings, seed: 1, jobs: 1)
    #expect(comparison.leaks.isEmpty)
    func correlation(_ modalities: [String], _ model: String) -> Double? {
      comparison.entries.first { $0.modalities == modalities && $0.model == model }?.correlation?.value
    }
    for model in ["ridge", "network"] {
      let both = try #require(correlation(["text", "audio"], model))
      // One part alone explains less than half of the outcome's variance; both, all but the noise.
      #expect(both > 0.9)
      for alone in ["text", "audio"] { #expect(try #require(correlation([alone], model)) < 0.8) }
    }
    #expect(comparison.predictions.count == 80)
  }

  @Test("features that hold the training labels are named, and nothing is chosen by them")
  func leaking() async throws {
    var settings = TurnNetworkSettings()
    settings.memberCount = 1
    let study = try TensorFile(path: archive(arrays(leaky: true))).study
    let (comparison, _, _) = try await TurnComparison.run(study, settings: settings, seed: 1, jobs: 1)
    #expect(comparison.leaks.map(\.modality) == ["text"])
  }

  @Test("what is no study is refused by name")
  func refusals() throws {
    func without(_ name: String) -> [(name: String, array: NumPyArray)] {
      arrays().filter { $0.name != name }
    }
    func error(_ arrays: [(name: String, array: NumPyArray)]) throws -> String {
      let path = try archive(arrays)
      do {
        _ = try TensorFile(path: path)
        return "none"
      } catch let error as TensorFileError {
        return error.message
      } catch let error as FusionError {
        return error.message
      }
    }
    for name in ["y", "person", "split"] { #expect(try error(without(name)).contains("no array of")) }
    #expect(try error(without("text").filter { $0.name != "audio" }).contains("no usable array"))
    let shorter = NumPyArray(shape: [2], elements: .text(["train", "test"]))
    #expect(try error(without("split") + [("split", shorter)]).contains("does not have 240 rows"))
    let swapped = NumPyArray(
      shape: [240], elements: .text((0..<240).map { $0.isMultiple(of: 2) ? "train" : "test" }))
    #expect(try error(without("split") + [("split", swapped)]).contains("both sides"))
    let unknown = NumPyArray(shape: [240], elements: .text([String](repeating: "later", count: 240)))
    #expect(try error(without("split") + [("split", unknown)]).contains("later"))
  }
}
