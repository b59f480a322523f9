internal import RealModule

/// From the spectrum of even + i·odd samples to that of the whole signal and back (Press et al., Numerical Recipes,
/// section 12.3).
///
/// Each bin k needs the complex signal's bin k and the one k before its end, so one index runs forwards and one
/// backwards: read without range checks, which would keep the loops off the processor's lanes.
extension RealTransform {
  /// `reals` and `imaginaries` from `half`, from bin 0 on.
  func splitHalves(binCount: Int) {
    precondition(binCount <= length / 2 + 1, "no more bins than there are")
    for k in 0..<binCount { unsafe (reals[k], imaginaries[k]) = bin(k) }
  }

  /// Magnitudes alone, from `half`: `reals` and `imaginaries` are left as they were.
  func magnitudes(into result: inout MutableSpan<Float>, from place: Int) {
    precondition(place >= 0 && place + length / 2 < result.count, "every magnitude has room")
    for k in 0..<length / 2 + 1 {
      let (real, imaginary) = bin(k)
      unsafe result[unchecked: place &+ k] = (real * real + imaginary * imaginary).squareRoot()
    }
  }

  /// `time` from a frame times its weights, in the middle between zeros; gives the sum of its squares.
  func centre(_ frame: Span<Float>, weights: Span<Float>) -> Float {
    precondition(frame.count == weights.count && frame.count <= length, "the window fits frame and transform")
    let leading = (length - frame.count) / 2
    for i in 0..<leading { unsafe time[i] = 0 }
    for i in leading + frame.count..<length { unsafe time[i] = 0 }
    var energy: Float = 0
    for i in frame.indices {
      let value = frame[i] * weights[i]
      unsafe time[leading &+ i] = value
      energy = Relaxed.multiplyAdd(value, value, energy)
    }
    return energy
  }

  @inline(__always)
  private func bin(_ k: Int) -> (real: Float, imaginary: Float) {
    let low = 2 &* k
    let high = length &- low
    let (lowReal, lowImaginary) = unsafe (half[low], half[low &+ 1])
    let (highReal, highImaginary) = unsafe (half[high], half[high &+ 1])
    let (cosine, sine) = unsafe (cosines[k], sines[k])
    let oddReal = lowReal - highReal
    let oddImaginary = lowImaginary + highImaginary
    return (
      0.5 * (lowReal + highReal + (cosine * oddImaginary - sine * oddReal)),
      0.5 * (lowImaginary - highImaginary - (cosine * oddReal + sine * oddImaginary))
    )
  }

  /// `half` from `reals` and `imaginaries`, times 2.
  func joinHalves() {
    let bins = length / 2
    for k in 0..<bins {
      let high = bins &- k
      let oddReal = unsafe reals[k] - reals[high]
      let oddImaginary = unsafe imaginaries[k] + imaginaries[high]
      let (cosine, sine) = unsafe (cosines[k], sines[k])
      unsafe half[2 &* k] = reals[k] + reals[high] - (sine * oddReal + cosine * oddImaginary)
      unsafe half[2 &* k &+ 1] =
        imaginaries[k] - imaginaries[high] + (cosine * oddReal - sine * oddImaginary)
    }
  }

  /// `half` from a real, even spectrum, times 2.
  func joinHalves(ofEven even: Span<Float>) {
    let bins = length / 2
    precondition(even.count == bins + 1, "the spectrum holds every bin")
    for k in 0..<bins {
      let high = bins &- k
      let odd = unsafe even[unchecked: k] - even[unchecked: high]
      unsafe half[2 &* k] = even[unchecked: k] + even[unchecked: high] - sines[k] * odd
      unsafe half[2 &* k &+ 1] = cosines[k] * odd
    }
  }
}
