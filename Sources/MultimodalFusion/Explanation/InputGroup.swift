/// Inputs of one modality that belong together, such as all pitch measures of a turn.
public struct InputGroup: Sendable, Hashable {
  /// For example `speech.pitch`.
  public let name: String
  /// Place among the sequence's modalities.
  public let modality: Int
  /// Places among the modality's numbers.
  public let columns: [Int]
  public let measureCount: Int

  /// - Precondition: The places exist in the sequence the group is used with.
  public init(name: String, modality: Int, columns: [Int], measureCount: Int) {
    self.name = name
    self.modality = modality
    self.columns = columns
    self.measureCount = measureCount
  }
}

extension TurnInputs {
  /// The measures by the first two parts of their names, modality by modality and sorted. With each goes the number
  /// that says whether it was measured.
  public var groups: [InputGroup] {
    // The words' vector, whose numbers have no names, comes before the measures.
    let first = wordsWidth == nil ? 0 : 1
    return modalities.enumerated().flatMap { place, modality in
      let count = modality.measures.count
      let names = modality.measures.map { $0.split(separator: ".").prefix(2).joined(separator: ".") }
      return Set(names).sorted().map { name in
        let own = names.indices.filter { names[$0] == name }
        return InputGroup(
          name: name, modality: first + place, columns: own + own.map { $0 + count }, measureCount: own.count)
      }
    }
  }
}
