public import RealModule

extension SIMD where Scalar: Real {
  /// `a · b + c` lane by lane, rounded once where the processor can and twice where it cannot: `addingProduct`
  /// promises one rounding, for which older processors call a library, lane by lane.
  @inlinable
  @inline(__always)
  package static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self {
    var result = c
    for lane in result.indices { result[lane] = Relaxed.multiplyAdd(a[lane], b[lane], c[lane]) }
    return result
  }
}
