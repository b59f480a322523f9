extension RealTransform {
  /// Replaces every spectral value by its squared magnitude, phase 0.
  mutating func squareSpectrum() {
    var real = unsafe reals.mutableSpan
    var imaginary = unsafe imaginaries.mutableSpan
    for bin in real.indices {
      real[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin]
      imaginary[bin] = 0
    }
  }

  /// Replaces every spectral value by its product with the other's complex conjugate: back in time, the
  /// cross-correlation of the two signals.
  mutating func multiplyByConjugate(of other: borrowing RealTransform) {
    precondition(other.length == length, "both transforms are of one length")
    var real = unsafe reals.mutableSpan
    var imaginary = unsafe imaginaries.mutableSpan
    let (otherReal, otherImaginary) = unsafe (other.reals.span, other.imaginaries.span)
    for bin in real.indices {
      let product = real[bin] * otherReal[bin] + imaginary[bin] * otherImaginary[bin]
      imaginary[bin] = imaginary[bin] * otherReal[bin] - real[bin] * otherImaginary[bin]
      real[bin] = product
    }
  }
}
