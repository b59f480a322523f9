import DenseMath
import RealModule
import SignalCore

/// Some people's voices in embedding space, and how different they are.
package struct VoiceGroups: Sendable, Hashable {
  /// Unit vectors, one a voice.
  package var centres: [[Float]]
  /// The greatest likeness between two of them, 1 for one voice: the mean similarity of windows of two voices
  /// over the geometric mean of the similarities inside each; `nil` for fewer than two voices.
  package var likeness: Double?
}

/// How many people are to be told apart.
public enum SpeakerCount: Sendable, Hashable, Codable {
  /// So many; fewer where fewer voices differ.
  case expected(Int)
  /// As many as differ, up to six.
  case automatic
}

/// Finds the voices among embeddings of windows.
struct VoiceGrouping {
  /// Windows the tree is built of; the others are given to the nearest voice. 4 MB, a few milliseconds.
  private static let treeLimit = 1000
  /// Shorter windows join no tree.
  private static let steadySeconds = 0.8
  /// Windows a voice needs: 2.6 s of speech in one piece.
  private static let minimumCount = 3
  /// … and as a share of all; more where nobody says how many people there are, for then two people at once, a
  /// laugh or a loud moment may look like one more.
  private static let minimumShare = (expected: 0.02, counted: 0.05)
  /// Two groups likelier than this are one voice. Eight readers of 4 to 44 s: halves of one 0.85 to 0.94, two
  /// people 0.45 to 0.76.
  private static let sameVoiceLikeness = (expected: 0.82, counted: 0.78)
  /// Similarity of windows of one voice where a group is too small to measure its own (eight readers: 0.68 to
  /// 0.79).
  private static let usualSimilarity = 0.73
  /// Pairs of windows that do not overlap in time needed to measure a similarity.
  private static let minimumPairs = 10
  private static let refinements = 10

  let embeddings: VoiceEmbeddings
  let windows: [TimeRange]

  /// - Parameter indices: The windows to look at, in order of time.
  func voices(_ indices: [Int], count: SpeakerCount) -> VoiceGroups {
    let (limit, minimumShare, sameVoiceLikeness) =
      switch count {
      case .expected(let number): (number, Self.minimumShare.expected, Self.sameVoiceLikeness.expected)
      case .automatic: (6, Self.minimumShare.counted, Self.sameVoiceLikeness.counted)
      }
    var steady = indices.filter { windows[$0].durationSeconds >= Self.steadySeconds }
    if steady.count < 2 * Self.minimumCount { steady = indices }
    let sample = thinned(steady)
    guard !sample.isEmpty else { return VoiceGroups(centres: [], likeness: nil) }
    let similarities = similarities(sample)
    let tree = MergeTree(count: sample.count, similarities: similarities)
    let minimum = max(Self.minimumCount, Int(minimumShare * Double(sample.count)))
    var groups = tree.groups(limit: limit + 2, minimumCount: minimum, alike: Float(Self.usualSimilarity))
    if limit == 1 { groups = [Array(sample.indices)] }
    while true {
      let centres = refined(groups.map { centre(of: $0.map { sample[$0] }) }, over: sample)
      groups = assigned(sample, to: centres).filter { !$0.isEmpty }
      guard groups.count > 1,
        let closest = closestPair(groups, sample: sample, similarities: similarities)
      else { break }
      let tooMany = groups.count > limit
      guard tooMany || closest.likeness > sameVoiceLikeness else {
        return VoiceGroups(centres: centres, likeness: closest.likeness)
      }
      let smallest = groups.indices.min { groups[$0].count < groups[$1].count } ?? 0
      if closest.likeness <= sameVoiceLikeness, groups[smallest].count * 10 < sample.count {
        // A laugh, a cough, a noise: nobody's voice of its own.
        groups.remove(at: smallest)
      } else {
        groups[closest.first] += groups[closest.second]
        groups.remove(at: closest.second)
      }
    }
    return VoiceGroups(centres: [centre(of: sample)], likeness: nil)
  }

  /// Cosine similarity of one embedding to a unit vector.
  func similarity(_ index: Int, to centre: [Float]) -> Float {
    var total: Float = 0
    let vector = embeddings.values.span.extracting(
      index * VoiceEmbeddings.size..<(index + 1) * VoiceEmbeddings.size)
    let other = centre.span
    for i in vector.indices { total = Relaxed.multiplyAdd(vector[i], other[i], total) }
    return total
  }

  /// Number of the nearest centre.
  func nearest(_ index: Int, of centres: [[Float]]) -> Int {
    let values = centres.map { similarity(index, to: $0) }
    return values.indices.max { values[$0] < values[$1] } ?? 0
  }

  /// The mean direction of some windows.
  func centre(of indices: [Int]) -> [Float] {
    var sum = [Float](repeating: 0, count: VoiceEmbeddings.size)
    for index in indices {
      for (i, value) in embeddings[index].enumerated() { sum[i] += value }
    }
    let length = sum.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? sum.map { $0 / length } : sum
  }

  /// The likeness of two groups of windows, which may hold any windows; `nil` when either is empty.
  func likeness(_ first: [Int], _ second: [Int]) -> Double? {
    let (a, b) = (thinned(first), thinned(second))
    guard !a.isEmpty, !b.isEmpty else { return nil }
    let sample = a + b
    return likeness(
      Array(a.indices), Array(a.count..<sample.count), sample: sample, similarities: similarities(sample))
  }

  /// Up to `treeLimit` of the windows, evenly spread.
  private func thinned(_ indices: [Int]) -> [Int] {
    guard indices.count > Self.treeLimit else { return indices }
    return (0..<Self.treeLimit).map { indices[$0 * indices.count / Self.treeLimit] }
  }

  private func similarities(_ sample: [Int]) -> [Float] {
    let vectors = sample.flatMap { embeddings[$0] }
    var result = [Float](repeating: 0, count: sample.count * sample.count)
    multiply(
      vectors.span, vectors.span,
      ProductShape(
        rows: sample.count, inner: VoiceEmbeddings.size, columns: sample.count, rightIsTransposed: true),
      into: &result)
    return result
  }

  /// Spherical k-means from the given centres (Dhillon & Modha 2001).
  private func refined(_ start: [[Float]], over sample: [Int]) -> [[Float]] {
    var centres = start
    for _ in 0..<Self.refinements {
      let next = assigned(sample, to: centres).enumerated().map { number, group in
        group.isEmpty ? centres[number] : centre(of: group.map { sample[$0] })
      }
      if next == centres { break }
      centres = next
    }
    return centres
  }

  /// Places in `sample`, by nearest centre.
  private func assigned(_ sample: [Int], to centres: [[Float]]) -> [[Int]] {
    var groups = [[Int]](repeating: [], count: centres.count)
    for (place, index) in sample.enumerated() { groups[nearest(index, of: centres)].append(place) }
    return groups
  }

  private func closestPair(
    _ groups: [[Int]], sample: [Int], similarities: [Float]
  ) -> (first: Int, second: Int, likeness: Double)? {
    var best: (first: Int, second: Int, likeness: Double)?
    for first in groups.indices {
      for second in groups.indices where second > first {
        let value = likeness(groups[first], groups[second], sample: sample, similarities: similarities)
        if value > best?.likeness ?? -.infinity { best = (first, second, value) }
      }
    }
    return best
  }

  private func likeness(_ first: [Int], _ second: [Int], sample: [Int], similarities: [Float]) -> Double {
    func mean(_ rows: [Int], _ columns: [Int]) -> Double? {
      var sum = 0.0
      var count = 0
      for row in rows {
        for column in columns where windows[sample[row]].intersection(windows[sample[column]]) == nil {
          guard row != column else { continue }
          sum += Double(similarities[row * sample.count + column])
          count += 1
        }
      }
      return count >= Self.minimumPairs ? sum / Double(count) : nil
    }
    let inFirst = mean(first, first)
    let inSecond = mean(second, second)
    let usual = inFirst ?? inSecond ?? Self.usualSimilarity
    let between = mean(first, second) ?? Self.usualSimilarity
    return between / ((inFirst ?? usual) * (inSecond ?? usual)).squareRoot()
  }
}
