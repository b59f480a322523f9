public import ArgumentParser
public import ExtractionPipeline

extension ParticipantChoice: ExpressibleByArgument {
  public init?(argument: String) { self.init(text: argument) }
  public var defaultValueDescription: String { text }
}
