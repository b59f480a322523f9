import Foundation
import MultimodalFusion
import SignalCore
import TestSupport
import Testing

@Suite("The composite index's file")
struct CompositeIndexFileTests {
  private static let models = packageRoot.appending(path: "Models")

  /// A folder with the shipped file, changed, and with a checksum of the change where it is sealed.
  private static func read(
    sealed: Bool = true, _ change: (inout [String: Any]) -> Void
  ) throws -> CompositeIndex {
    try withTemporaryFolder { folder in
      let data = try Data(contentsOf: models.appending(path: CompositeIndex.fileName))
      var card = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      change(&card)
      let changed = try JSONSerialization.data(withJSONObject: card)
      let place = folder + "/" + CompositeIndex.fileName
      try changed.write(to: URL(filePath: place))
      let digest = sealed ? try sha256Hex(ofFileAt: place) : shippedIndex.sha256
      try Data("\(digest)  \(CompositeIndex.fileName)\n".utf8)
        .write(to: URL(filePath: folder + "/" + CompositeIndex.checksumName))
      return try CompositeIndex(folder: folder)
    }
  }

  private static func term(_ card: inout [String: Any], _ change: (inout [String: Any]) -> Void) {
    guard var terms = card["terms"] as? [[String: Any]], !terms.isEmpty else { return }
    change(&terms[0])
    card["terms"] = terms
  }

  @Test("the file gives, bit for bit, the index that was written in the program before")
  func former() throws {
    let lines = CompositeIndexGolden.text.split(separator: "\n").map { $0.split(separator: " ") }
    let sessions = stride(from: 0, to: lines.count, by: 2).map { line in
      MeasuredSession(
        session: "s\(line)", participant: "p\(100 + line)",
        values: Dictionary(
          zip(shippedIndex.terms, lines[line]).map { term, cell in
            (term.measure, MeasuredValue(Double(cell), orMissing: .noFace))
          }, uniquingKeysWith: { first, _ in first }))
    }
    #expect(sessions.count == 14 && lines[0].count == shippedIndex.terms.count)
    let reference = IndexReference(sessions, for: shippedIndex, origin: .batch)
    for (place, session) in sessions.enumerated() {
      let score = shippedIndex.score(session, reference: reference)
      #expect(
        [score.value, score.lower, score.upper] == lines[2 * place + 1].dropFirst().map { Double($0) })
    }
  }

  @Test("an index without the terms of one modality scores by the others")
  func fewerModalities() throws {
    let index = try Self.read { card in
      card["terms"] = (card["terms"] as? [[String: Any]])?.filter { $0["modality"] as? String != "face" }
    }
    #expect(!index.terms.isEmpty && index.terms.count < shippedIndex.terms.count)
    let sessions = (1...12).map { number in
      MeasuredSession(
        session: "s\(number)", participant: "p\(number)",
        values: Dictionary(
          index.terms.enumerated().map { place, term in
            (term.measure, .value(Double(number * (place + 2) % 7)))
          }, uniquingKeysWith: { first, _ in first }))
    }
    let score = index.score(
      sessions[0], reference: IndexReference(sessions, for: index, origin: .batch))
    #expect(score.value != nil && score.modalities.map(\.modality) == [.speech, .language])
  }

  @Test("a changed weight changes the index once the file is sealed anew, and is refused until then")
  func weight() throws {
    func double(_ card: inout [String: Any]) {
      Self.term(&card) { $0["weight"] = 0.1 }
      card["version"] = "1-clinic"
    }
    let changed = try Self.read(double)
    #expect(changed.terms[0].weight == 0.1 && changed.card.version == "1-clinic")
    #expect(changed.sha256 != shippedIndex.sha256)
    let sessions = (0..<12).map { number in
      MeasuredSession(
        session: "s\(number)", participant: "p\(number)",
        values: Dictionary(
          uniqueKeysWithValues: shippedIndex.terms.enumerated().map { place, term in
            (term.measure, MeasuredValue.value(Double((number * (place + 3)) % 7)))
          }))
    }
    let before = shippedIndex.score(
      sessions[0], reference: IndexReference(sessions, for: shippedIndex, origin: .batch))
    let after = changed.score(sessions[0], reference: IndexReference(sessions, for: changed, origin: .batch))
    #expect(before.value != after.value)
    #expect(after.terms[0].weight == 0.1)
    #expect { try Self.read(sealed: false, double) } throws: { error in
      if case .altered? = error as? CompositeIndexError { true } else { false }
    }
  }

  @Test("a term more is one more in every score")
  func added() throws {
    let more = try Self.read { card in
      guard var terms = card["terms"] as? [[String: Any]] else { return }
      var term = terms[0]
      term["measure"] = "speech.voice.cpps_mean"
      terms.append(term)
      card["terms"] = terms
    }
    let score = more.score(MeasuredSession(session: "s", participant: "p", values: [:]), reference: nil)
    #expect(score.terms.last?.measure == "speech.voice.cpps_mean" && score.terms.count == 18)
  }

  @Test("what contradicts itself is refused and named")
  func impossible() throws {
    func repeated(_ card: inout [String: Any]) {
      guard let terms = card["terms"] as? [[String: Any]] else { return }
      card["terms"] = terms + terms.prefix(1)
    }
    let faults: [(words: String, change: (inout [String: Any]) -> Void)] = [
      ("no terms", { $0["terms"] = [[String: Any]]() }), ("stands in it twice", repeated),
      ("not above 0", { Self.term(&$0) { $0["weight"] = 0 } }),
      ("not of the modality", { Self.term(&$0) { $0["modality"] = "face" } }),
      ("lacks a title", { Self.term(&$0) { $0["source"] = "" } }),
      ("without pooled evidence", { Self.term(&$0) { $0["correlation"] = 0.1 } }),
      (
        "contradict each other",
        { Self.term(&$0) { $0.merge(["evidence": "pooled", "correlation": 0.1]) { _, new in new } } }
      ), ("limits are empty", { $0["caution"] = "" }),
    ]
    for fault in faults {
      #expect {
        try Self.read(fault.change)
      } throws: { error in
        guard case .impossible(_, let detail)? = error as? CompositeIndexError else { return false }
        return detail.contains(fault.words)
      }
    }
  }

  @Test("a foreign, a damaged and an absent file are errors of their own")
  func foreign() throws {
    for change: (inout [String: Any]) -> Void in [
      { $0["format"] = 2 }, { $0 = ["models": [String]()] }, { Self.term(&$0) { $0["weight"] = "much" } },
    ] {
      #expect {
        try Self.read(change)
      } throws: { error in
        if case .foreign? = error as? CompositeIndexError { true } else { false }
      }
    }
    try withTemporaryFolder { folder in
      let place = folder + "/" + CompositeIndex.fileName
      let sum = folder + "/" + CompositeIndex.checksumName
      #expect(throws: CompositeIndexError.unreadable(path: place)) { try CompositeIndex(folder: folder) }
      try FileManager.default.copyItem(
        atPath: Self.models.appending(path: CompositeIndex.fileName).path, toPath: place)
      #expect(throws: CompositeIndexError.checksumUnreadable(path: sum)) {
        try CompositeIndex(folder: folder)
      }
      try FileManager.default.copyItem(
        atPath: Self.models.appending(path: CompositeIndex.checksumName).path, toPath: sum)
      #expect(try CompositeIndex(folder: folder) == shippedIndex)
      var bytes = try Data(contentsOf: URL(filePath: place))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(filePath: place))
      #expect(throws: CompositeIndexError.altered(path: place)) { try CompositeIndex(folder: folder) }
    }
  }
}
