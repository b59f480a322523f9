public import ArgumentParser
public import Interchange

extension ImportKind: ExpressibleByArgument {}
