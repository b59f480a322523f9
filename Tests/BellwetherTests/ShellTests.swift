import Foundation
import TestSupport
import Testing

@Suite("Completions and manual pages")
struct ShellTests {
  /// Names of the commands that people see, as the program's own help lists them.
  static func commands() throws -> [String] {
    let help = try Program.run(["--help"]).output
    let list = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
    return list.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
      .compactMap { $0.wholeMatch(of: #/  ([a-z-]+) .*/#).map { String($0.1) } }
  }

  private static func path(of tool: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + tool }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  @Test(
    "every command is in the completions of each shell, which takes them", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let script = try Program.run(["--generate-completion-script", shell])
    #expect(script.status == 0)
    let commands = try Self.commands()
    #expect(commands.count >= 16 && commands.contains("measures"))
    for command in commands { #expect(script.output.contains(command), "\(command)") }
    #expect(script.output.contains("speech.pitch.f0.median") && script.output.contains("search"))
    guard let path = Self.path(of: shell) else {
      print("Not checked by the shell: \(shell) is not installed.")
      return
    }
    try withTemporaryFolder { folder in
      let file = folder + "/completions"
      try Data(script.output.utf8).write(to: URL(filePath: file))
      let outcome = try Program.launch(path, ["-n", file])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }
  }

  @Test("bash completes commands, options, formats and files of the program wherever it is called from")
  func bashCompletes() throws {
    let script = try Program.run(["--generate-completion-script", "bash"])
    try withTemporaryFolder { folder in
      try Data(script.output.utf8).write(to: URL(filePath: folder + "/completions"))
      try Data().write(to: URL(filePath: folder + "/visit.wav"))
      func complete(_ words: [String]) throws -> [String] {
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let line = words.joined(separator: " ")
        let outcome = try Program.launch(
          "/bin/bash",
          [
            "-c",
            """
            cd '\(folder)'; source ./completions; COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
            COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; COMP_KEY=9
            function=$(complete -p bellwether | sed 's/.*-F \\([^ ]*\\).*/\\1/')
            $function bellwether '\(words.last ?? "")' '\(words.dropLast().last ?? "")' 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """,
          ])
        return outcome.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      }
      #expect(try complete(["./bellwether", "meas"]) == ["measures"])
      #expect(try complete(["./bellwether", "export", "--form"]).contains("--format"))
      #expect(try complete(["./bellwether", "export", "--format", "open"]).contains("openface-csv"))
      #expect(try complete(["./bellwether", "transcribe", "vis"]) == ["visit.wav"])
    }
  }

  @Test("there is a manual page of the program and of each command, and man takes them without a warning")
  func manual() throws {
    try withTemporaryFolder { folder in
      #expect(try Program.run(["manual", "--out", folder]).status == 0)
      let commands = try Self.commands()
      let pages = ["bellwether.1"] + commands.map { "bellwether-\($0).1" }
      #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder)) == Set(pages))
      let whole = try Program.text(folder + "/bellwether.1")
      for command in commands {
        #expect(whole.contains(".B \(command.replacing("-", with: "\\-"))\n"), "\(command)")
        let page = try Program.text("\(folder)/bellwether-\(command).1")
        #expect(page.contains(".SH SYNOPSIS\n") && page.contains(".SH EXAMPLES\n"), "\(command)")
      }
      guard let man = Self.path(of: "man") ?? Self.path(of: "mandoc") else {
        print("Not checked by man: neither man nor mandoc is installed.")
        return
      }
      for page in pages {
        let arguments =
          man.hasSuffix("mandoc") ? ["-Tlint", "-Wwarning"] : ["--warnings", "-E", "UTF-8", "-l"]
        let outcome = try Program.launch(man, arguments + ["\(folder)/\(page)"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(page): \(outcome.errors)")
        if man.hasSuffix("/man") { #expect(outcome.output.contains("NAME")) }
      }
    }
  }

  @Test("the program is installed for one user, with completions and pages, and removed again")
  func installed() throws {
    try withTemporaryFolder { folder in
      // In place of the launcher a link to the program that is built: setting up is not what is tested.
      let home = folder + "/checkout"
      try FileManager.default.createDirectory(atPath: home + "/Scripts", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: Program.home.appending(path: "Scripts/install-shell").path,
        toPath: home + "/Scripts/install-shell")
      try FileManager.default.createSymbolicLink(
        atPath: home + "/bellwether", withDestinationPath: Program.executable)
      let run = "env -u XDG_DATA_HOME -u XDG_CONFIG_HOME HOME='\(folder)' '\(home)/Scripts/install-shell'"
      let outcome = try Program.launch("/bin/sh", ["-c", run])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let placed = [
        ".local/bin/bellwether", ".local/share/bash-completion/completions/bellwether",
        ".local/share/zsh/site-functions/_bellwether", ".config/fish/completions/bellwether.fish",
        ".local/share/man/man1/bellwether.1", ".local/share/man/man1/bellwether-extract.1",
      ]
      for path in placed { #expect(FileManager.default.fileExists(atPath: "\(folder)/\(path)"), "\(path)") }
      #expect(try Program.launch(folder + "/.local/bin/bellwether", ["--version"]).status == 0)
      #expect(try Program.launch("/bin/sh", ["-c", run + " --remove"]).status == 0)
      for path in placed { #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(path)"), "\(path)") }
    }
  }
}
