import RealModule

/// x·Φ(x), the Gaussian error linear unit in its exact form, ½x(1 + erf(x/√2)), of numbers with a bias added first.
///
/// Hendrycks & Gimpel 2016, equation 1. erf is z·P(z²)/Q(z²) for |z| ≤ 4 and ±1 beyond, fitted to 3·10⁻⁸ relative;
/// in single precision the result is within 2·10⁻⁷ of the truth, relative to |x| or to 1, whichever is more.
/// - Parameter biases: As many as a row has numbers.
func addBiasAndRectify(_ rows: inout [Float], count: Int, biases: Span<Float>) {
  let columns = biases.count
  precondition(count * columns <= rows.count, "the rows are there")
  var numbers = rows.mutableSpan
  for row in 0..<count {
    var part = numbers._mutatingExtracting(row * columns..<(row + 1) * columns)
    for column in 0..<biases.count {
      let x = part[column] + biases[column]
      let z = min(max(x * 0.707_106_78, -4), 4)
      let u = z * z
      var p = Relaxed.multiplyAdd(1.986_514e-6, u, 2.845_408_7e-4)
      p = Relaxed.multiplyAdd(p, u, 3.883_188_1e-3)
      p = Relaxed.multiplyAdd(p, u, 5.310_120_8e-2)
      p = Relaxed.multiplyAdd(p, u, 0.193_544_48)
      p = Relaxed.multiplyAdd(p, u, 1.128_379_1)
      var q = Relaxed.multiplyAdd(3.741_605_54e-5, u, 1.185_492_61e-3)
      q = Relaxed.multiplyAdd(q, u, 1.520_696_19e-2)
      q = Relaxed.multiplyAdd(q, u, 0.115_349_345)
      q = Relaxed.multiplyAdd(q, u, 0.504_856_884)
      q = Relaxed.multiplyAdd(q, u, 1)
      part[column] = 0.5 * x * (1 + z * p / q)
    }
  }
}

/// Softmax of one row of numbers in place: e^x over its sum, the greatest number taken off first.
func softmax(_ row: inout MutableSpan<Float>) {
  var greatest = -Float.infinity
  for index in row.indices { greatest = max(greatest, row[index]) }
  var sum: Float = 0
  for index in row.indices {
    let value = exponential(row[index] - greatest)
    row[index] = value
    sum = Relaxed.sum(sum, value)
  }
  let scale = 1 / sum
  for index in row.indices { row[index] *= scale }
}

/// eˣ for x from −87 to 0, and e⁻⁸⁷ below; relative error under 2·10⁻⁷. x = n·ln 2 + r, eʳ by a polynomial of
/// degree 6 fitted on |r| ≤ ½ ln 2. No branch, so that loops run in lanes.
@inline(__always)
private func exponential(_ x: Float) -> Float {
  let x = max(x, -87)
  // 1.5·2²³: adding it rounds to a whole number, which then stands in the lowest bits.
  let shifted = x * 1.442_695_04 + 12_582_912
  let n = shifted - 12_582_912
  // ln 2 in two parts, the first with so few bits that n times it is exact.
  let r = (x - n * 0.693_359_375) + n * 2.121_944_4e-4
  var p = Relaxed.multiplyAdd(0.001_395_05, r, 0.008_368_88)
  p = Relaxed.multiplyAdd(p, r, 0.041_666_21)
  p = Relaxed.multiplyAdd(p, r, 0.166_665_2)
  p = Relaxed.multiplyAdd(p, r, 0.5)
  let exponent = (shifted.bitPattern &<< 23) &+ (127 &<< 23)
  return (Relaxed.multiplyAdd(p, r * r, r) + 1) * Float(bitPattern: exponent)
}

/// Rows brought to mean 0 and variance 1, then scaled and shifted column by column.
///
/// Ba, Kiros & Hinton 2016, equation 3; the variance is that of the row itself, with 10⁻¹² added.
struct LayerNormalisation: Sendable {
  let scales: [Float]
  let shifts: [Float]

  func apply(to numbers: inout [Float], rows: Range<Int>) {
    let columns = scales.count
    precondition(rows.lowerBound >= 0 && rows.upperBound * columns <= numbers.count, "the rows are there")
    var all = numbers.mutableSpan
    let scales = scales.span
    let shifts = shifts.span
    for row in rows {
      var part = all._mutatingExtracting(row * columns..<(row + 1) * columns)
      var sum: Float = 0
      for column in part.indices { sum = Relaxed.sum(sum, part[column]) }
      let mean = sum / Float(columns)
      var squares: Float = 0
      for column in part.indices {
        let deviation = part[column] - mean
        squares = Relaxed.multiplyAdd(deviation, deviation, squares)
      }
      let factor = 1 / (squares / Float(columns) + 1e-12).squareRoot()
      for column in scales.indices {
        part[column] = (part[column] - mean) * factor * scales[column] + shifts[column]
      }
    }
  }
}

/// Adds the same numbers to each of some rows.
func addToRows(_ numbers: inout [Float], rows: Range<Int>, _ addend: Span<Float>) {
  var all = numbers.mutableSpan
  for row in rows {
    var part = all._mutatingExtracting(row * addend.count..<(row + 1) * addend.count)
    for column in addend.indices { part[column] += addend[column] }
  }
}
