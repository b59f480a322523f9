/// Which program workers run, and what one piece of their work may take. Far above what any recording needs that is
/// one: they end what never ends.
package struct WorkerTerms: Sendable, Hashable {
  /// The executable that has the command `worker`; the models it uses are those of its installation.
  package var program = "/proc/self/exe"
  /// By the clock, whatever the recording's length.
  package var leastSeconds = 600.0
  /// Work takes some tenth of a recording's length on one idle core; 4K pictures looked at one by one, its length.
  package var secondsPerSecond = 20.0
  package var leastProcessorSeconds = 300.0
  package var processorSecondsPerSecond = 10.0
  /// `nil` is a share of the machine's.
  package var memoryBytes: Int?

  package init() {}
}
