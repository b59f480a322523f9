/// Maps every element with at most `limit` of them under way; results keep the elements' order.
///
/// - Parameter limit: At least 1.
public func boundedMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], limit: Int,
  _ transform: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
  precondition(limit >= 1, "at least one element is worked on at a time")
  return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: elements.count)
    var next = 0
    func start() {
      let index = next
      next += 1
      group.addTask { (index, try await transform(elements[index])) }
    }
    while next < min(limit, elements.count) { start() }
    while let (index, result) = try await group.next() {
      results[index] = result
      if next < elements.count { start() }
    }
    return results.compactMap { $0 }
  }
}
