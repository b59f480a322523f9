internal import Foundation

/// Manual pages (man(7), section 1) made from what the argument parser says of its commands.
public struct ManualPages: Sendable {
  public let files: [ExportedFile]

  /// - Parameter helpJSON: Help as `--experimental-dump-help` prints it, form 0.
  public init(helpJSON: String) throws(InterchangeError) {
    guard let dump = try? JSONDecoder().decode(Dump.self, from: Data(helpJSON.utf8)) else {
      throw .cannotRead(path: "the program’s own help")
    }
    let program = dump.command
    let commands = (program.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    let names = commands.map { "\(program.commandName)-\($0.commandName)" }
    var files = [
      ExportedFile(
        name: program.commandName + ".1",
        text: Self.page(program, title: program.commandName, commands: commands, seeAlso: names))
    ]
    for (command, name) in zip(commands, names) {
      files.append(
        ExportedFile(
          name: name + ".1",
          text: Self.page(command, title: name, commands: [], seeAlso: [program.commandName])))
    }
    self.files = files
  }

  private static func page(
    _ command: Command, title: String, commands: [Command], seeAlso: [String]
  ) -> String {
    let call = title.replacing("-", with: " ", maxReplacements: 1)
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    var lines = [
      ".TH \"\(title.uppercased())\" \"1\" \"\" \"Bellwether\" \"Bellwether\"", ".SH NAME",
      "\(escaped(title)) \\- \(escaped(command.abstract ?? ""))", ".SH SYNOPSIS", ".nh",
      ".B \(escaped(call))",
      (commands.isEmpty ? arguments.map(\.usage) : ["\\fIcommand\\fR ..."])
        .joined(separator: "\n"), ".hy",
    ]
    let (text, examples) = split(command.discussion ?? "")
    if !text.isEmpty { lines += [".SH DESCRIPTION"] + paragraphs(text) }
    if !commands.isEmpty {
      lines.append(".SH COMMANDS")
      for command in commands {
        lines += [".TP", ".B \(escaped(command.commandName))", guarded(escaped(command.abstract ?? ""))]
      }
    }
    let options = arguments.filter { $0.kind != "positional" }
    for (heading, group) in [
      ("ARGUMENTS", arguments.filter { $0.kind == "positional" }), ("OPTIONS", options),
    ] where !group.isEmpty {
      lines.append(".SH \(heading)")
      for argument in group { lines += [".TP", argument.heading] + paragraphs(argument.explanation) }
    }
    if !examples.isEmpty {
      lines += [".SH EXAMPLES", ".nf"] + examples.map { guarded(escaped($0)) } + [".fi"]
    }
    lines += [".SH SEE ALSO", seeAlso.map { ".BR \(escaped($0)) (1)" }.joined(separator: " ,\n")]
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// A discussion without its examples, and these.
  private static func split(_ discussion: String) -> (text: String, examples: [String]) {
    let parts = discussion.components(separatedBy: "EXAMPLES:\n")
    return (
      parts[0].trimmingCharacters(in: .whitespacesAndNewlines),
      parts.count < 2
        ? []
        : parts[1].split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    )
  }

  private static func paragraphs(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").enumerated().flatMap { place, paragraph in
      (place == 0 ? [] : [".PP"])
        + paragraph.split(separator: "\n").map { guarded(escaped(String($0))) }
    }
  }

  /// Backslashes and hyphens as roff has them, so that options can be copied from the page.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
  }

  /// A line that begins with a full stop or a quote would be a request.
  private static func guarded(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  // MARK: The parser's help

  private struct Dump: Decodable { let command: Command }

  private struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }
    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let preferredName: Name?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
    let discussion: String?

    private var value: String { "\\fI\(escaped(valueName ?? "value"))\\fR" }

    /// As the synopsis has it.
    var usage: String {
      let name = preferredName.map { "\\fB\(escaped($0.text))\\fR" } ?? ""
      let whole = kind == "positional" ? value : kind == "flag" ? name : "\(name) \(value)"
      let repeated = whole + (isRepeating ? " ..." : "")
      return isOptional || defaultValue != nil ? "[\(repeated)]" : repeated
    }

    var heading: String {
      if kind == "positional" { return value }
      let all = (names ?? []).map { "\\fB\(escaped($0.text))\\fR" }.joined(separator: ", ")
      return kind == "flag" ? all : "\(all) \(value)"
    }

    var explanation: String {
      var text = [abstract, discussion].compactMap { $0 }.joined(separator: "\n\n")
      if let allValues { text += " One of \(allValues.joined(separator: ", "))." }
      if let defaultValue { text += " Unless given: \(defaultValue)." }
      return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }
}
