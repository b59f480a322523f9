public import ArgumentParser
public import SignalCore

extension SpokenLanguage: ExpressibleByArgument {
  public init?(argument: String) { self.init(code: argument) }
}
