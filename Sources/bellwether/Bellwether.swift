import ArgumentParser
import FeatureStore
import SignalCore

/// The program's entrance: subcommands, and a short welcome when called alone.
@main
struct Bellwether: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bellwether",
    abstract: "Turns interview recordings into depression biomarkers, offline.",
    discussion: validationNotice,
    version: Provenance.currentProgramVersion,
    subcommands: [
      ExtractCommand.self, ImportCommand.self, SimulateCommand.self, PowerCommand.self,
      AcousticsCommand.self, FaceCommand.self,
      TranscribeCommand.self, LanguageCommand.self, DeidentifyCommand.self, TrainCommand.self,
      ScoreCommand.self, RankCommand.self,
      PhqCommand.self, ValidateCommand.self, ReportCommand.self, ExportCommand.self, MeasuresCommand.self,
      DoctorCommand.self, AuditCommand.self, EraseCommand.self, KeyCommand.self, MergeShardsCommand.self,
      ManualCommand.self, WorkerCommand.self,
    ])

  func run() async throws {
    Terminal.output(
      """
      Bellwether \(Provenance.currentProgramVersion) turns interview recordings into measures of voice, words and face.
      \(validationNotice)

      Three commands to try:
        ./bellwether extract SampleMedia --out results    measure the sample recordings
        ./bellwether report results                       pages for people, one a session
        ./bellwether measures                             what every measure means

      ./bellwether --help lists everything; ./bellwether extract --help explains one command.
      """)
  }
}
