import ArgumentParser
import ExtractionPipeline
import Interchange
import MediaDecoding
import SignalCore
import SpeechAcoustics

struct AcousticsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acoustics",
    abstract: "Prints the voice and timing measures of one recording.",
    discussion: """
      clinical and egemaps describe the participant’s speech; egemaps-compat gives openSMILE’s eGeMAPSv02 of one whole \
      channel at its own rate, names and peculiarities included, for models made with it.

      EXAMPLES:
        bellwether acoustics SampleMedia/unpacked/jfk.wav --set egemaps
        cat visit.wav | bellwether acoustics - --set egemaps-compat > visit.csv
      """)

  enum MeasureSet: String, ExpressibleByArgument, CaseIterable {
    case clinical, egemaps
    case egemapsCompat = "egemaps-compat"
  }

  enum Level: String, ExpressibleByArgument, CaseIterable {
    case functionals, lld
  }

  @Argument(help: "A sound or video file, or - for a sound file on standard input.", completion: .file())
  var file: String

  @Option(help: "Who is measured: channel:N, speaker:N, speaker:NAME or auto.")
  var participant: ParticipantChoice = .automatic

  @Option(name: .customLong("set"), help: "clinical, egemaps (corrected) or egemaps-compat.")
  var measureSet: MeasureSet = .clinical

  @Option(help: "functionals: one value a measure; lld: one row every 10 ms.")
  var level: Level = .functionals

  @Option(help: "csv or json.")
  var format: PrintedFormat = .csv

  func run() async throws {
    try await Terminal.reportingErrors {
      let spooled = file == "-" ? try SpooledInput() : nil
      defer { spooled?.remove() }
      let path = spooled?.path ?? file
      if measureSet == .egemapsCompat { try printCompatible(path) } else { try await printSpeech(path) }
    }
  }

  private func printSpeech(_ path: String) async throws {
    let outcome = try await measured(
      Recording(path: path), settings: ExtractionSettings(modalities: [.speech], participant: participant),
      voiceScope: measureSet == .egemaps ? .egemaps : .clinical)
    let readings = outcome.record.readings.filter { $0.measure.modality == .speech }
    let track = outcome.tracks.first
    switch level {
    case .functionals: try print(readings)
    case .lld: if let track { try print(track) }
    }
    try report(outcome)
  }

  private func printCompatible(_ path: String) throws {
    var channel = 0
    if case .channel(let number) = participant { channel = number - 1 }
    var reader = try AudioReader(path: path, channel: channel)
    var stream = EGeMAPSCompatStream(sampleRateHz: reader.sampleRateHz, startSeconds: reader.startSeconds)
    while try reader.next() {
      let block = reader.block[0]
      stream.append(block.span)
    }
    let result = stream.finish()
    let text = CompatibleText(result)
    switch (level, format) {
    case (.functionals, .csv): Terminal.print(text.functionalsCSV)
    case (.functionals, .json): Terminal.print(try text.functionalsJSON)
    case (.lld, .csv): Terminal.print(text.contoursCSV)
    case (.lld, .json): Terminal.print(try text.contoursJSON)
    }
  }

  private func print(_ readings: [MeasureReading]) throws {
    Terminal.print(format == .csv ? ReadingsText.csv(readings) : try ReadingsText.json(readings))
  }

  private func print(_ track: Track) throws {
    Terminal.print(format == .csv ? ReadingsText.csv(track) : try ReadingsText.json(track))
  }
}
