public import ArgumentParser
public import SpeechRecognition

extension RecognitionModel: ExpressibleByArgument {}
