public import RealModule

/// Sum of products of two spans of one length. Order of addition is free, so builds may differ by about
/// 1e-6 relative.
@inlinable
public func dotProduct(_ a: Span<Float>, _ b: Span<Float>) -> Float {
  precondition(a.count == b.count, "both factors are of one length")
  var total: Float = 0
  for i in a.indices { total = Relaxed.multiplyAdd(a[i], b[i], total) }
  return total
}

/// Sums of products of one span with as many values of another from each of four places on. Each sum is the same
/// bits whatever the other three are, for which it must stay one piece of machine code.
@inline(never)
public func fourDotProducts(
  _ shape: Span<Float>, _ values: Span<Float>, _ first: Int, _ second: Int, _ third: Int, _ fourth: Int
) -> SIMD4<Float> {
  let count = shape.count
  let (a, b) = (values.extracting(first..<first + count), values.extracting(second..<second + count))
  let (c, d) = (values.extracting(third..<third + count), values.extracting(fourth..<fourth + count))
  precondition(a.count == count && b.count == count && c.count == count && d.count == count)
  var sums: (Float, Float, Float, Float) = (0, 0, 0, 0)
  for i in 0..<count {
    let weight = shape[i]
    sums.0 = Relaxed.multiplyAdd(weight, a[i], sums.0)
    sums.1 = Relaxed.multiplyAdd(weight, b[i], sums.1)
    sums.2 = Relaxed.multiplyAdd(weight, c[i], sums.2)
    sums.3 = Relaxed.multiplyAdd(weight, d[i], sums.3)
  }
  return SIMD4(sums.0, sums.1, sums.2, sums.3)
}

/// Normalised cross-correlation of two stretches of one length, −1 to 1; 0 where either holds no energy.
@inlinable
public func normalisedCorrelation(_ values: Span<Float>, _ first: Range<Int>, _ second: Range<Int>) -> Float {
  let a = values.extracting(first)
  let b = values.extracting(second)
  let energies = dotProduct(a, a) * dotProduct(b, b)
  // The product of energies underflows some 190 dB below full scale.
  return energies > 0 ? dotProduct(a, b) / energies.squareRoot() : 0
}

/// Sum of a span's values. Order of addition is free.
@inlinable
public func relaxedSum(_ values: Span<Float>) -> Float {
  var total: Float = 0
  for i in values.indices { total = Relaxed.sum(total, values[i]) }
  return total
}

/// Largest magnitude in a span of finite values; 0 for an empty one.
@inlinable
public func peakMagnitude(_ values: Span<Float>) -> Float {
  // Magnitudes order as their bit patterns do, and whole numbers are compared many at a time.
  var peak: UInt32 = 0
  for i in values.indices {
    let pattern = values[i].magnitude.bitPattern
    peak = pattern > peak ? pattern : peak
  }
  return Float(bitPattern: peak)
}

/// Products, one by one, of an array's values from a place on with those of another as long as the result. Takes
/// arrays, not spans, so that all may be stored properties of one caller.
@inlinable
public func multiply(_ array: [Float], from first: Int, by factors: [Float], into products: inout [Float]) {
  let a = array.span.extracting(first..<first + factors.count)
  let b = factors.span
  var result = products.mutableSpan
  precondition(a.count == result.count && b.count == result.count, "factors and products are of one length")
  for i in result.indices { result[i] = a[i] * b[i] }
}
