import Foundation
import TestSupport
import Testing

/// Each test makes a results folder, changes one thing, and looks at which stages the program says it makes anew and
/// whether the folder ends in the bytes of one that was made with the change from the start.
@Suite("What a change redoes, end to end", .serialized)
struct StageTests {
  private func put(_ data: Data, _ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: URL(filePath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try data.write(to: URL(filePath: path))
  }

  /// Two people at a microphone each as a WAV file of two channels: the first part of some seconds of the same speech
  /// is one's, the second the other's.
  private func conversation(seconds: Double, secondBeginsAt change: Double) throws -> Data {
    // 44 bytes of header, then two bytes a sample at 16 kHz.
    var file = try TinyRecordings.speech(fromSecond: 0, seconds: seconds)
    let samples = Array(file.dropFirst(44))
    let changeBytes = 2 * Int(16_000 * change)
    var body = Data(capacity: 2 * samples.count)
    for start in stride(from: 0, to: samples.count - 1, by: 2) {
      let (sample, silence) = (samples[start...start + 1], [UInt8](repeating: 0, count: 2))
      body.append(contentsOf: start < changeBytes ? sample + silence : silence + sample)
    }
    func put(_ number: Int, at place: Int, bytes: Int) {
      for index in 0..<bytes { file[place + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    }
    put(36 + body.count, at: 4, bytes: 4)
    put(2, at: 22, bytes: 2)
    put(64_000, at: 28, bytes: 4)
    put(4, at: 32, bytes: 2)
    put(body.count, at: 40, bytes: 4)
    return file.prefix(44) + body
  }

  /// Runs the program.
  /// - Returns: Stages that were made, by session, in order.
  private func stages(_ command: [String]) throws -> [String: [String]] {
    struct Line: Decodable {
      let event: String
      let session: String?
      let stage: String?
    }
    let outcome = try Program.run(command + ["--json-progress"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    var made: [String: [String]] = [:]
    for text in outcome.errors.split(separator: "\n") where text.hasPrefix("{") {
      let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
      guard line.event == "progress", let session = line.session, let stage = line.stage,
        made[session]?.contains(stage) != true
      else { continue }
      made[session, default: []].append(stage)
    }
    return made
  }

  private func expectSame(_ folder: String, _ other: String) throws {
    let (found, wanted) = (try Program.contents(of: folder), try Program.contents(of: other))
    #expect(found.keys.sorted() == wanted.keys.sorted())
    let different = wanted.keys.filter { found[$0] != wanted[$0] }.sorted()
    #expect(different.isEmpty, "\(different)")
  }

  /// Changes options of a folder made without them, and makes another with them from the start.
  private func change(_ command: [String], from base: String, with options: [String]) throws -> [String:
    [String]]
  {
    let (changed, fresh) = (base + "-changed", base + "-fresh")
    for path in [changed, fresh] { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.copyItem(atPath: base, toPath: changed)
    let made = try stages(command + options + ["--out", changed])
    _ = try stages(command + options + ["--out", fresh])
    try expectSame(changed, fresh)
    #expect(try Program.contents(of: base) != (try Program.contents(of: fresh)), "the option has an effect")
    return made
  }

  @Test(
    """
    another participant redoes voice and words' measures, masking what is said; a corrected transcript measures the \
    words; none of these recognises speech again
    """)
  func words() throws {
    try withTemporaryFolder { folder in
      try put(
        try conversation(seconds: 8, secondBeginsAt: 4.4), "\(folder)/in/talk.wav")
      let (command, out) = (["extract", "\(folder)/in"], "\(folder)/out")
      let first = ["--participant", "channel:1"]
      let all = ["sound", "speech", "words", "voice", "language", "measures"]
      #expect(try stages(command + first + ["--out", out])["talk"] == all)

      #expect(
        try change(command, from: out, with: ["--participant", "channel:2"])["talk"]
          == ["voice", "language", "measures"])

      try put(Data("Americans\n".utf8), "\(folder)/names.txt")
      let masking = first + ["--deidentify", "--site-names", "\(folder)/names.txt"]
      #expect(
        try change(command, from: out, with: masking)["talk"] == ["masking", "language", "measures"])
      let masked = out + "-changed"
      #expect(
        try Program.contents(of: masked).values.allSatisfy { $0.range(of: Data("Americans".utf8)) == nil },
        "names are in no kept stage")
      // Masked words are kept, so that another participant is measured without recognising again either.
      let second = ["--participant", "channel:2", "--deidentify", "--site-names", "\(folder)/names.txt"]
      #expect(
        try change(command, from: masked, with: second)["talk"] == ["voice", "language", "measures"])

      // A correction by hand, and the same with everything made anew.
      let corrected = "\(folder)/corrected"
      try FileManager.default.copyItem(atPath: out, toPath: corrected)
      let transcript = "\(corrected)/talk/transcript.json"
      let text = try Program.text(transcript)
      #expect(text.contains("Americans"))
      try put(Data(text.replacing("Americans", with: "citizens").utf8), transcript)
      #expect(try stages(command + first + ["--out", corrected])["talk"] == ["language", "measures"])
      try FileManager.default.copyItem(atPath: corrected, toPath: "\(folder)/anew")
      #expect(try stages(command + first + ["--out", "\(folder)/anew", "--overwrite"])["talk"] == all)
      try expectSame(corrected, "\(folder)/anew")
    }
  }

  @Test("another face, or a neutral face of an earlier session, redoes the measures of the face alone")
  func face() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/in", withIntermediateDirectories: true)
      try TinyRecordings.face(pictures: 8, to: "\(folder)/in/visit.mp4")
      try put(
        Data("path,participant\n\(folder)/in/visit.mp4,P1\n".utf8), "\(folder)/list.csv")
      let (command, out) = (["extract", "\(folder)/list.csv"], "\(folder)/out")
      #expect(try stages(command + ["--out", out]) == ["visit": ["face", "measures"]])
      for name in ["largest", "left"] {
        #expect(try change(command, from: out, with: ["--face", name]) == ["visit": ["measures"]])
      }
      let neutral = #"{"session":"visit","participant":"P1","neutral":{"channels":[],"calmSeconds":12}}"#
      try put(Data(neutral.utf8), "\(folder)/before/visit/neutral_face.json")
      #expect(
        try change(command, from: out, with: ["--neutral", "\(folder)/before"]) == ["visit": ["measures"]])
      // Another face under the same session's name is another face.
      try put(Data(neutral.replacing("12", with: "13").utf8), "\(folder)/other/visit/neutral_face.json")
      let other = command + ["--neutral", "\(folder)/other", "--out", out + "-changed"]
      #expect(try stages(other) == ["visit": ["measures"]])
      #expect(try stages(other).isEmpty)
    }
  }

  @Test(
    "with the results' own faces at rest, the session one was found in keeps it and others are measured against it"
  )
  func ownNeutral() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/in", withIntermediateDirectories: true)
      var list = "path,participant\n"
      for (name, pictures) in [("first", 8), ("second", 9)] {
        try TinyRecordings.face(pictures: pictures, to: "\(folder)/in/\(name).mp4")
        list += "\(folder)/in/\(name).mp4,P1\n"
      }
      try put(Data(list.utf8), "\(folder)/list.csv")
      let (command, out) = (["extract", "\(folder)/list.csv", "--out", "\(folder)/out"], "\(folder)/out")
      #expect(try stages(command).count == 2)
      // Recordings this short hold no face at rest.
      let neutral = #"{"session":"first","participant":"P1","neutral":{"channels":[],"calmSeconds":12}}"#
      try put(Data(neutral.utf8), "\(out)/first/neutral_face.json")
      let first = try Program.contents(of: out + "/first")
      #expect(try stages(command + ["--neutral", out]) == ["second": ["measures"]])
      #expect(try Program.contents(of: out + "/first") == first)
      #expect(try stages(command + ["--neutral", out]).isEmpty)
      // Not even when the recording is another now.
      try TinyRecordings.face(pictures: 10, to: "\(folder)/in/first.mp4")
      #expect(try stages(command + ["--neutral", out]) == ["first": ["face", "measures"]])
      #expect(try !Program.text(out + "/first/summary.json").contains("neutralFace"))
    }
  }

  @Test("a changed transcript measures what depends on it: the words, and the voice where others speak now")
  func transcript() throws {
    try withTemporaryFolder { folder in
      try put(try TinyRecordings.speech(fromSecond: 0, seconds: 8), "\(folder)/in/talk.wav")
      func transcript(_ words: String, secondSpeaker: String) -> Data {
        Data(
          """
          WEBVTT

          00:00.000 --> 00:04.400
          <v Interviewer>And so my fellow Americans

          00:04.400 --> 00:08.000
          <v \(secondSpeaker)>\(words)

          """.utf8)
      }
      let (command, out) = (["extract", "\(folder)/in"], "\(folder)/out")
      let path = "\(folder)/in/talk.vtt"
      try put(transcript("ask not what your country", secondSpeaker: "Patient"), path)
      #expect(
        try stages(command + ["--out", out])["talk"] == ["sound", "speech", "voice", "language", "measures"])
      try put(transcript("ask now what this country", secondSpeaker: "Patient"), path)
      #expect(try change(command, from: out, with: [])["talk"] == ["language", "measures"])
      try put(transcript("ask not what your country", secondSpeaker: "Interviewer"), path)
      #expect(try change(command, from: out, with: [])["talk"] == ["voice", "language", "measures"])
      // Without a transcript it is written down; who speaks when is then told by the voices.
      try FileManager.default.removeItem(atPath: path)
      #expect(
        try change(command, from: out, with: ["--speakers", "1"])["talk"]
          == ["words", "speakers", "voice", "language", "measures"])
    }
  }
}
