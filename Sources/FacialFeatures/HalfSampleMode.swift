/// The middle of the densest part of some numbers.
///
/// Half-sample mode of Robertson & Cryer 1974, "An iterative procedure for estimating the mode", Journal of the
/// American Statistical Association 69:1012–1016: the shortest interval with half of the numbers, of these again,
/// and so on. It stops at a twentieth of the numbers, of which the median is taken: the last
/// few numbers' closeness is chance.
/// - Parameter values: In any order; finite.
/// - Returns: `nil` without numbers.
package func halfSampleMode(_ values: [Double]) -> Double? {
  let sorted = values.sorted()
  let least = max(3, sorted.count / 20)
  var kept = sorted[...]
  while kept.count > least {
    let half = (kept.count + 1) / 2
    var best = kept.startIndex
    for start in kept.startIndex...(kept.endIndex - half)
    where kept[start + half - 1] - kept[start] < kept[best + half - 1] - kept[best] {
      best = start
    }
    kept = kept[best..<best + half]
  }
  return kept.median
}
