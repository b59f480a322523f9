extension Transcript {
  /// The same words with every time rounded to a millisecond, far below what any source knows.
  public var roundedToMilliseconds: Transcript {
    func rounded(_ seconds: Double?) -> Double? { seconds.map { ($0 * 1000).rounded() / 1000 } }
    var copy = self
    for index in copy.segments.indices {
      copy.segments[index].start = rounded(copy.segments[index].start)
      copy.segments[index].end = rounded(copy.segments[index].end)
      for word in copy.segments[index].words.indices {
        copy.segments[index].words[word].start = rounded(copy.segments[index].words[word].start)
        copy.segments[index].words[word].end = rounded(copy.segments[index].words[word].end)
      }
    }
    return copy
  }
}
