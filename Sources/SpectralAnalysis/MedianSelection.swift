/// The median, by selection; the mean of the two middle values of an even count. Reorders the values.
///
/// - Precondition: At least one value, and every value is a number.
public func selectMedian(_ array: inout [Float]) -> Float {
  var values = array.mutableSpan
  precondition(values.count > 0, "a median is that of some values")
  let upper = values.count / 2
  let middle = select(rank: upper, of: &values)
  guard values.count.isMultiple(of: 2) else { return middle }
  // What precedes the selected rank is not greater.
  var lower = values[0]
  for i in 1..<max(upper, 1) { lower = max(lower, values[i]) }
  return (lower + middle) / 2
}

/// Hoare's selection: the value of a rank; smaller ones end before it, greater ones after it.
private func select(rank: Int, of values: inout MutableSpan<Float>) -> Float {
  var low = 0
  var high = values.count - 1
  while low < high {
    let first = values[low]
    let middle = values[(low + high) / 2]
    let last = values[high]
    let pivot = max(min(first, middle), min(max(first, middle), last))
    var i = low
    var j = high
    while i <= j {
      while values[i] < pivot { i += 1 }
      while values[j] > pivot { j -= 1 }
      if i <= j {
        values.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    if rank <= j {
      high = j
    } else if rank >= i {
      low = i
    } else {
      break
    }
  }
  return values[rank]
}
