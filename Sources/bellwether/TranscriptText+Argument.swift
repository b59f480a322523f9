public import ArgumentParser
public import Interchange

extension TranscriptText: ExpressibleByArgument {}
