extension RealTransform {
  /// Replaces every spectral value by its product with the other's complex conjugate: back in time, the
  /// cross-correlation of the two signals.
  mutating func multiplyByConjugate(of other: borrowing RealTransform) {
    precondition(other.length == length, "both transforms are of one length")
    var mine = unsafe spectrum.mutableSpan
    let theirs = unsafe other.spectrum.span
    var i = 0
    while i < length + 2 {
      let real = mine[i] * theirs[i] + mine[i + 1] * theirs[i + 1]
      let imaginary = mine[i + 1] * theirs[i] - mine[i] * theirs[i + 1]
      mine[i] = real
      mine[i + 1] = imaginary
      i += 2
    }
  }
}
