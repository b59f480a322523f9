/// One example of the ridge regression beneath the network: a session, or a turn in its surroundings.
struct LinearRow: Sendable, Hashable {
  let participant: String
  /// One a modality; `nil` where the session or turn lacks it.
  let blocks: [[Double]?]
  /// In standard deviations from the mean; `nil` where the outcome is not known.
  let target: Double?

  /// Bit m is set where modality m is present.
  var presence: Int {
    blocks.enumerated().reduce(0) { $1.element == nil ? $0 : $0 | 1 << $1.offset }
  }
}

extension PreparedSession {
  /// The means of the participant's turns, or of all turns where none is the participant's.
  func linearRow(modalityCount: Int, target: Double?) -> LinearRow {
    let own = turns.filter(\.isParticipant)
    let read = own.isEmpty ? turns : own
    return LinearRow(
      participant: participant,
      blocks: (0..<modalityCount).map { modality in mean(read.compactMap { $0.inputs[modality] }) },
      target: target)
  }

  /// A row a turn: its inputs, their mean over `neighbours` turns on either side and itself, and the session's mean.
  func linearRows(modalityCount: Int, neighbours: Int) -> [LinearRow] {
    var blocks = [[[Double]?]](
      repeating: [[Double]?](repeating: nil, count: modalityCount), count: turns.count)
    for modality in 0..<modalityCount {
      guard let whole = mean(turns.compactMap { $0.inputs[modality] }) else { continue }
      for (place, turn) in turns.enumerated() {
        guard let input = turn.inputs[modality] else { continue }
        let near = turns[max(0, place - neighbours)..<min(turns.count, place + neighbours + 1)]
        blocks[place][modality] = input + (mean(near.compactMap { $0.inputs[modality] }) ?? input) + whole
      }
    }
    return zip(turns, blocks).map {
      LinearRow(participant: participant, blocks: $1, target: $0.target?.value)
    }
  }
}

/// Column by column; `nil` of nothing.
private func mean(_ inputs: [[Double]]) -> [Double]? {
  guard var sum = inputs.first else { return nil }
  for input in inputs.dropFirst() { add(input, to: &sum) }
  return sum.map { $0 / Double(inputs.count) }
}
