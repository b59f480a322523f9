public import ArgumentParser
import ExtractionPipeline
public import SpeechRecognition

extension SpeakerCount: ExpressibleByArgument {
  public init?(argument: String) { self.init(text: argument) }
  public var defaultValueDescription: String { text }
}
