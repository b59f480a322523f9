internal import SignalCore

extension MissingReason {
  /// As it may leave the results folder: messages of failures name files, and files are named after people.
  var withoutMessage: MissingReason {
    if case .failed = self { .failed("") } else { self }
  }
}

extension MeasureReading {
  /// As it may leave the results folder, where a failure keeps its message.
  var withoutMessage: MeasureReading {
    guard let reason = value.reason else { return self }
    return MeasureReading(measure, .missing(reason.withoutMessage))
  }
}
