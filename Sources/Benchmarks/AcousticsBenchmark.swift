import ArgumentParser
import Foundation
import MediaDecoding
import SignalCore

struct AcousticsBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acoustics",
    abstract:
      "openSMILE 2.6.0 and Praat (parselmouth 0.4.7) against our three sets, in one run, alternating.",
    discussion: """
      Installs the peers by name into the dependency folder the first time; they are used for nothing else.

      Example: swift run -c release Benchmarks acoustics ../shared/refs/acoustic
      """)

  @Argument(
    help:
      "WAV or FLAC files or folders of them; a folder's truth.csv tells what synthetic files were made with.")
  var paths: [String] = ["../shared/refs/acoustic"]

  func run() throws {
    let files = try AcousticFile.found(at: paths)
    guard !files.isEmpty else {
      print("Skipped: no WAV or FLAC files at \(paths.joined(separator: ", ")).")
      return
    }
    let peer = try Peer(home: Benchmarks.home)
    var comparison = PeerComparison()
    for (index, file) in files.enumerated() {
      FileHandle.standardError.write(Data("\r\(index + 1) of \(files.count)".utf8))
      try comparison.add(file, peer: peer)
    }
    FileHandle.standardError.write(Data("\n".utf8))
    print("# Acoustics: \(files.count) files\n")
    print(comparison.report)
    print(try TruthComparison(files).report)
    print(try MemoryCheck().report)
  }
}

/// One file of the benchmark and what is known of it.
struct AcousticFile {
  let path: String
  let name: String
  /// Column → cell of the file's row in `truth.csv`; empty for a real recording.
  let truth: [String: String]

  /// Files whose format or length is itself the test are apart: peers and we differ there by policy.
  var isEdgeCase: Bool { name.hasPrefix("edge_") || name.hasPrefix("fmt_") }

  func signal(sampleRateHz: Double? = nil) throws -> Signal {
    let rate = try sampleRateHz ?? MediaInfo.probe(path).audio?.sampleRateHz ?? 16_000
    return try decodeAudio(path: path, sampleRateHz: rate, channel: 0).signals[0]
  }

  static func found(at paths: [String]) throws -> [AcousticFile] {
    var files: [AcousticFile] = []
    for path in paths {
      let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      if names.isEmpty, isSound(path) {
        files.append(AcousticFile(path: path, name: URL(filePath: path).lastPathComponent, truth: [:]))
      }
      let truth = truthTable("\(path)/truth.csv")
      for name in names.filter(isSound).sorted() {
        let file = URL(filePath: name).lastPathComponent
        files.append(AcousticFile(path: "\(path)/\(name)", name: file, truth: truth[file] ?? [:]))
      }
    }
    return files
  }

  private static func isSound(_ name: String) -> Bool { name.hasSuffix(".wav") || name.hasSuffix(".flac") }

  private static func truthTable(_ path: String) -> [String: [String: String]] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    let rows = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = rows.first else { return [:] }
    return Dictionary(
      rows.dropFirst().map { row in
        (row[0], Dictionary(zip(header, row), uniquingKeysWith: { first, _ in first }))
      },
      uniquingKeysWith: { first, _ in first })
  }
}
