import ArgumentParser
import Foundation
import Interchange
import PrivateFiles
import SignalCore

/// How the key of an encrypted results folder is given.
///
/// Never on the command line and never itself in the environment, where every process of the machine or of the user sees
/// it: a passphrase is typed, a key file is named.
struct KeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Key file of an encrypted folder. Else the file that BELLWETHER_KEY_FILE names, or the passphrase is asked for.
      """, valueName: "file"), completion: .file())
  var keyFile: String?

  static let variable = "BELLWETHER_KEY_FILE"

  /// The files of an existing results folder, unlocked where it is encrypted.
  func open(_ folder: String) throws -> ResultsFiles {
    try ResultsFiles.opening(folder) { try source(for: $0, folder: folder) }
  }

  /// What lies at a path where that is a sealed file of an encrypted folder; `nil` for every other path.
  /// - Parameter opened: A folder that is open already: its key is not asked for again.
  func sealedFile(at path: String, opened: ResultsFiles? = nil) throws -> (files: ResultsFiles, data: Data)? {
    guard let place = try ResultsFiles.sealedPlace(at: path) else { return nil }
    let files =
      if let opened, opened.isEncrypted, opened.isFolder(at: place.folder) { opened } else {
        try open(place.folder)
      }
    guard let data = try files.read(place.name) else { throw InterchangeError.cannotRead(path: path) }
    return (files, data)
  }

  /// A table that may lie sealed in an encrypted folder.
  func table(at path: String, opened: ResultsFiles? = nil) throws -> TableFile {
    guard let sealed = try sealedFile(at: path, opened: opened) else { return try TableFile(path: path) }
    return TableFile(path: path, data: sealed.data)
  }

  /// The same, of which something is shown or written elsewhere: noted in the folder's audit log.
  func exportedTable(at path: String) throws -> TableFile {
    guard let sealed = try sealedFile(at: path) else { return try TableFile(path: path) }
    try sealed.files.note(.export, sessions: [], details: ["format": "assessments"])
    return TableFile(path: path, data: sealed.data)
  }

  /// The files of a folder that results go to.
  func prepare(_ folder: String, encrypted: Bool) throws -> ResultsFiles {
    let files = try ResultsFiles.preparing(
      folder, encryptedBy: encrypted ? { try newSource(for: folder) } : nil,
      unlock: { try source(for: $0, folder: folder) })
    guard files.isEncrypted || keyFile == nil else {
      throw ValidationError("--key-file is for encrypted folders; add --encrypt to make one.")
    }
    return files
  }

  /// What a new folder is to open with: the key file named, or a passphrase typed twice.
  private func newSource(for folder: String) throws -> KeySource {
    try namedFile.map { try Self.file($0, for: folder) } ?? Self.newPassphrase(for: folder)
  }

  static func newPassphrase(for folder: String) throws -> KeySource {
    .passphrase(
      try PassphrasePrompt.askTwice(
        "New passphrase for ‘\(folder)’ (\(KeySource.leastPassphraseBytes) characters or more; without it nobody can "
          + "open the folder)"))
  }

  static func file(_ path: String, for folder: String) throws -> KeySource {
    guard !ResultsFiles.resolved(path).hasPrefix(ResultsFiles.resolved(folder) + "/") else {
      throw PrivacyError.keyFileInFolder(path: path)
    }
    return try KeySource(keyFileAt: path)
  }

  private func source(for lock: FolderLock, folder: String) throws -> KeySource {
    if let keyFile { return try KeySource(keyFileAt: keyFile) }
    switch lock.method {
    case .keyFile:
      guard let path = namedFile else { throw PrivacyError.locked(folder: folder) }
      return try KeySource(keyFileAt: path)
    case .passphrase: return .passphrase(try PassphrasePrompt.ask("Passphrase of ‘\(folder)’: "))
    }
  }

  /// The key file the user named, on the command line or in the environment.
  var namedFile: String? {
    keyFile ?? ProcessInfo.processInfo.environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension ResultsFiles {
  /// Notes in the folder's audit log what is done with it. A plain folder that this user may not write to is used
  /// without; an encrypted one is not.
  func note(_ action: AuditEntry.Action, sessions: [String], details: [String: String] = [:]) throws {
    do {
      try AuditLog(self).append(action, sessions: sessions, details: details)
    } catch AuditError.cannotWrite where !isEncrypted {
      Terminal.say("Note: this is not in the folder’s audit log, which cannot be written.")
    }
  }
}
