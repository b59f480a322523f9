/// Agglomerative clustering by average linkage: which groups join, and how alike they are when they do.
struct MergeTree {
  struct Node {
    /// Both `nil` for a single item.
    var first: Int?
    var second: Int?
    /// Mean similarity of every pair with one item in either child.
    var similarity: Float
    var count: Int
  }

  /// First the items in their order, then the joins; a join comes after both its children.
  private(set) var nodes: [Node]
  /// `nil` without items.
  var root: Int? { nodes.indices.last }

  /// By chains of nearest neighbours (Murtagh 1983, "A survey of recent advances in hierarchical clustering
  /// algorithms"), which for average linkage finds the same tree as joining the likest pair again and again; time
  /// and memory grow with the square of the count.
  /// - Parameter similarities: count × count, symmetric.
  init(count: Int, similarities: [Float]) {
    precondition(similarities.count == count * count, "one similarity a pair")
    nodes = (0..<count).map { _ in Node(first: nil, second: nil, similarity: 1, count: 1) }
    var table = similarities
    /// The node that stands in a row of the table.
    var node = Array(0..<count)
    var active = Array(0..<count)
    var chain: [Int] = []
    while active.count > 1 {
      if chain.isEmpty { chain.append(active[0]) }
      let tip = chain[chain.count - 1]
      let before = chain.count > 1 ? chain[chain.count - 2] : nil
      let nearest = Self.nearest(to: tip, among: active, in: table, count: count, favouring: before)
      guard nearest == before else {
        chain.append(nearest)
        continue
      }
      chain.removeLast(2)
      let (kept, left) = (min(tip, nearest), max(tip, nearest))
      let (a, b) = (Float(nodes[node[kept]].count), Float(nodes[node[left]].count))
      nodes.append(
        Node(
          first: node[kept], second: node[left], similarity: table[kept * count + left], count: Int(a + b)))
      for other in active where other != kept && other != left {
        let mean = (a * table[kept * count + other] + b * table[left * count + other]) / (a + b)
        table[kept * count + other] = mean
        table[other * count + kept] = mean
      }
      node[kept] = nodes.count - 1
      active.removeAll { $0 == left }
    }
  }

  /// Items below a node, in no particular order.
  func items(of node: Int) -> [Int] {
    var open = [node]
    var result: [Int] = []
    while let next = open.popLast() {
      guard let first = nodes[next].first, let second = nodes[next].second else {
        result.append(next)
        continue
      }
      open += [first, second]
    }
    return result
  }

  /// Divides the items, at the weakest joins first, into up to `limit` groups of a least size.
  ///
  /// What splits off in smaller groups belongs to none. Joins of a similarity from `alike` up are left whole.
  func groups(limit: Int, minimumCount: Int, alike: Float) -> [[Int]] {
    guard let root else { return [] }
    var open = [root]
    var whole: [Int] = []
    while open.count + whole.count < limit,
      let weakest = open.min(by: { nodes[$0].similarity < nodes[$1].similarity })
    {
      open.removeAll { $0 == weakest }
      let children = [nodes[weakest].first, nodes[weakest].second].compactMap { $0 }
      let large = children.filter { nodes[$0].count >= minimumCount }
      if large.isEmpty || nodes[weakest].similarity >= alike {
        whole.append(weakest)
      } else {
        open += large
      }
    }
    return (open + whole).map { items(of: $0).sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// The likest other row; of equals `favouring`, then the first. A chain could run in a circle otherwise.
  private static func nearest(
    to row: Int, among active: [Int], in table: [Float], count: Int, favouring: Int?
  ) -> Int {
    var best = favouring ?? (active[0] == row ? active[1] : active[0])
    for other in active where other != row && table[row * count + other] > table[row * count + best] {
      best = other
    }
    return best
  }
}
