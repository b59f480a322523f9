/// Rhythm from the lengths of voiced intervals.
package enum SpeechRhythm {
  /// Normalised pairwise variability index: 100 times the mean of |a − b| over (a + b) / 2 of neighbouring
  /// intervals (Grabe & Low 2002, Laboratory Phonology 7).
  ///
  /// - Parameter runs: Lengths, each above 0, run by run; neighbours in different runs are no pair.
  /// - Returns: The index and the pairs behind it; `nil` without a pair.
  package static func pairwiseVariability(runs: [[Double]]) -> (index: Double, pairCount: Int)? {
    var total = 0.0
    var count = 0
    for run in runs {
      for (a, b) in zip(run, run.dropFirst()) {
        total += abs(a - b) / ((a + b) / 2)
        count += 1
      }
    }
    return count > 0 ? (100 * total / Double(count), count) : nil
  }
}
