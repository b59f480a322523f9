/// Parts for cross-validation in which all rows of a person lie together.
struct GroupedFolds: Sendable {
  /// The part each row lies in, 0 to `count` − 1.
  let foldOfRow: [Int]
  let count: Int

  /// Deals people out in the order of a hash of their names: the same people, the same parts, whatever the
  /// order of the rows.
  /// - Parameter count: Parts wanted; there are as many as people at most.
  /// - Returns: `nil` below two people.
  init?(people: [String], count: Int) {
    let names = Set(people).map { (hash: Self.hash($0), name: $0) }
      .sorted { ($0.hash, $0.name) < ($1.hash, $1.name) }.map(\.name)
    guard names.count >= 2, count >= 2 else { return nil }
    let folds = min(count, names.count)
    let fold = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 % folds) })
    foldOfRow = people.compactMap { fold[$0] }
    self.count = folds
  }

  /// FNV-1a, 64 bits, with a final mix that spreads names that differ in their last letter.
  private static func hash(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    return hash ^ (hash >> 33)
  }
}
