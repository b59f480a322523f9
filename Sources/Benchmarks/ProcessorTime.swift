import Foundation

/// Processor seconds a piece of work takes on this thread, and what it gives.
func timed<Value>(_ work: () throws -> Value) rethrows -> (value: Value, seconds: Double) {
  let began = threadSeconds()
  let value = try work()
  return (value, threadSeconds() - began)
}

private func threadSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
