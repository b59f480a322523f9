import ArgumentParser
import ExtractionPipeline
import Foundation
import Interchange
import PrivateFiles

struct KeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Makes key files, and changes what opens an encrypted results folder.",
    discussion: """
      EXAMPLES:
        bellwether key new new.key
        bellwether key change vault --key-file clinic.key --new-key-file new.key
      """,
    subcommands: [NewKeyCommand.self, ChangeKeyCommand.self])
}

struct NewKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a key file of 32 random bytes.",
    discussion: """
      Only its owner may read it. Keep a copy in a safe place and none beside the results: who has it opens them, and \
      without it nobody does.
      """)

  @Argument(help: "The file to make; must not exist.")
  var file: String

  func run() async throws {
    try await Terminal.reportingErrors {
      try KeySource.makeKeyFile(at: file)
      Terminal.say("written  \(file)")
    }
  }
}

struct ChangeKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Changes the passphrase or key file of an encrypted results folder.",
    discussion: """
      Asks for what opens the folder now, then for a new passphrase, twice; or takes the key file of --new-key-file. \
      Results are not written anew: only the file .key is. An earlier copy of that file, in a backup for example, still \
      opens the folder with the earlier key.
      """)

  @Argument(help: "An encrypted results folder.")
  var folder: String

  @OptionGroup var key: KeyOptions

  @Option(help: ArgumentHelp("Key file from now on, in place of a passphrase.", valueName: "file"))
  var newKeyFile: String?

  func run() async throws {
    try await Terminal.reportingErrors {
      let files = try key.open(folder)
      guard files.isEncrypted else { throw FolderEncryptionError.notEncrypted(path: folder) }
      let lock = try ResultsLock(folder: folder)
      defer { withExtendedLifetime(lock) {} }
      let source =
        if let newKeyFile {
          try KeyOptions.file(newKeyFile, for: folder)
        } else {
          try KeyOptions.newPassphrase(for: folder)
        }
      try files.changeKey(to: source)
      try files.note(
        .keyChange, sessions: [], details: ["to": newKeyFile == nil ? "passphrase" : "key file"])
      Terminal.say(
        "‘\(folder)’ opens with the new \(newKeyFile == nil ? "passphrase" : "key file") from now on.")
    }
  }
}
