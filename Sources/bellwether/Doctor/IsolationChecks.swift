import ExtractionPipeline

/// Whether the processes that open recordings can be kept from writing elsewhere and from the network.
struct IsolationChecks {
  private let isolation = WorkerIsolation.available

  var checks: [HealthCheck] {
    zip([isolation.confinesWriting, isolation.refusesSockets], isolation.sentences).map { isThere, sentence in
      HealthCheck(
        "isolation", isThere ? .good : .little, String(sentence.dropLast()),
        remedy: isThere ? nil : "Use a kernel of Linux 5.13 or later with Landlock and seccomp switched on.")
    }
  }
}
