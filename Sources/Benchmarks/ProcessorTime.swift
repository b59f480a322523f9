import Foundation

/// Processor seconds a piece of work takes on this thread, and what it gives.
func timed<Value>(_ work: () throws -> Value) rethrows -> (value: Value, seconds: Double) {
  let began = threadSeconds()
  let value = try work()
  return (value, threadSeconds() - began)
}

/// Seconds on the wall and on all processors that a piece of work on several threads takes, and what it gives.
func timedOverThreads<Value>(
  _ work: () throws -> Value
) rethrows -> (value: Value, wallSeconds: Double, processorSeconds: Double) {
  let began = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
  let value = try work()
  return (value, seconds(CLOCK_MONOTONIC) - began.0, seconds(CLOCK_PROCESS_CPUTIME_ID) - began.1)
}

/// Seconds all processors have worked for this process.
func processorSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

private func threadSeconds() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  unsafe clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
