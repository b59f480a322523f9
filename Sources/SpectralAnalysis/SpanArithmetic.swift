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

/// Largest magnitude in a span; 0 for an empty one.
@inlinable
public func peakMagnitude(_ values: Span<Float>) -> Float {
  var peak: Float = 0
  for i in values.indices {
    let magnitude = values[i].magnitude
    peak = magnitude > peak ? magnitude : peak
  }
  return peak
}
