import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Exports as tables")
struct ExportTableTests {
  @Test("wide: a row a session, and beside a measure with gaps the reasons")
  func wide() throws {
    let lines = try ExportExample.text(.tsv).split(separator: "\n", omittingEmptySubsequences: false)
    let header = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.count == 5 && lines[4].isEmpty)
    let rows = lines[1...3].map { line in
      Dictionary(
        uniqueKeysWithValues: zip(
          header, line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)))
    }
    #expect(rows[0]["session"] == "Ana 1, \"first\"" && rows[0]["participant"] == "Ana-B")
    #expect(rows[0]["speech.pitch.f0.median"] == "182.5")
    #expect(rows[0]["speech.pitch.f0.median__missing"] == "")
    // A measured 0 stays 0; what is missing is empty, with its reason.
    #expect(rows[0]["language.sentiment.vader.negative_words.rate"] == "0")
    #expect(rows[1]["language.sentiment.vader.negative_words.rate"] == "")
    #expect(rows[1]["language.sentiment.vader.negative_words.rate__missing"] == "tooShort")
    #expect(rows[0]["face.eye.blink_rate__missing"] == "notRecorded")
    #expect(rows[2]["face.eye.blink_rate__missing"] == "notRequested")
  }

  @Test("long: a row a measure of session and turn; JSON holds the same as CSV")
  func long() throws {
    let lines = try ExportExample.text(.tsv, isLong: true).split(separator: "\n").map(String.init)
    // 6 + 6 + 1 measures of sessions, 2 turns of 2 measures.
    #expect(lines.count == 1 + 13 + 4)
    #expect(lines.contains("ana_2\tAna-B\tspring\t\t\t\tspeech.pitch.f0.median\t\tHz\tnoSpeech\t1"))
    #expect(
      lines.contains(
        "Ana 1, \"first\"\tAna-B\t2025-03-01\t2\t3.25\t4\tspeech.pitch.f0.sd_semitones\t1.5\tst\t\t1"))
    for format in [ExportFormat.json, .jsonl] {
      let text = try ExportExample.text(format, isLong: true)
      let objects: [[String: Any]]
      if format == .json {
        objects = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
      } else {
        objects = try text.split(separator: "\n").map {
          try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
      }
      #expect(objects.count == 17)
      for object in objects {
        // A value or a reason, never both and never neither.
        #expect((object["value"] == nil) != (object["missing"] == nil))
      }
    }
    #expect(
      try ExportExample.text(.json).contains(
        "\"language.sentiment.vader.negative_words.rate\" : \"tooShort\""))
  }

  @Test("CSV and JSON read in Python as they do here")
  func python() throws {
    try withTemporaryFolder { folder in
      for (name, format, isLong) in [
        ("wide.csv", ExportFormat.csv, false), ("long.csv", .csv, true), ("wide.json", .json, false),
        ("lines.jsonl", .jsonl, false),
      ] {
        try ExportedFile(name: name, text: try ExportExample.text(format, isLong: isLong)).write(
          to: folder + "/" + name)
      }
      let read = try PythonReader.reads(
        ["csv", "json"],
        """
        d = sys.argv[1]
        wide = list(csv.DictReader(open(d + '/wide.csv', newline='', encoding='utf-8')))
        assert [r['session'] for r in wide] == ['Ana 1, "first"', 'ana_2', 'AnaB'], wide
        assert wide[0]['language.sentiment.vader.negative_words.trend__missing'] == 'failed(a,b; "c")'
        assert float(wide[0]['quality.sound.snr']) == -3.5
        long = list(csv.DictReader(open(d + '/long.csv', newline='', encoding='utf-8')))
        assert len(long) == 17 and all((r['value'] == '') != (r['missing'] == '') for r in long)
        data = json.load(open(d + '/wide.json'))
        lines = [json.loads(l) for l in open(d + '/lines.jsonl')]
        assert data == lines and data[1]['missing']['speech.pitch.f0.median'] == 'noSpeech'
        assert 'speech.pitch.f0.median' not in data[1]['measures']
        """, [folder])
      if let read { #expect(read) }
    }
  }

  @Test("ARFF: question marks for what is missing, reasons as comments; SciPy reads the values")
  func arff() throws {
    let text = try ExportExample.text(.arff)
    #expect(text.contains("@attribute session {'Ana 1, \"first\"',AnaB,ana_2}\n"))
    #expect(text.contains("% missing: ana_2, speech.pitch.f0.median: noSpeech\n"))
    let rows = try #require(text.components(separatedBy: "@data\n").last).split(separator: "\n")
    #expect(rows.last == "AnaB,?,?,?,?,?,99,?")
    #expect(rows.allSatisfy { !$0.lowercased().contains("nan") })
    try withTemporaryFolder { folder in
      try ExportedFile(name: "", text: text).write(to: folder + "/a.arff")
      let read = try PythonReader.reads(
        ["scipy.io.arff", "numpy"],
        """
        data, meta = scipy.io.arff.loadarff(sys.argv[1])
        assert list(data['session']) == [b'Ana 1, "first"', b'ana_2', b'AnaB'], data['session']
        assert list(data['participant']) == [b'Ana-B', b'Ana-B', b'?'], data['participant']
        pitch = data['speech.pitch.f0.median']
        assert pitch[0] == 182.5 and numpy.isnan(pitch[1]) and pitch[2] == 99
        assert data['language.sentiment.vader.negative_words.rate'][0] == 0
        """, [folder + "/a.arff"])
      if let read { #expect(read) }
    }
  }

  @Test("ARFF of sessions whose participants nobody named has no list of them")
  func nobodyNamed() throws {
    let text = try #require(try ResultsExport([ExportExample.sessions[2]]).files(.arff).first).text
    #expect(!text.contains("@attribute participant") && text.hasSuffix("@data\nAnaB,99\n"))
    try withTemporaryFolder { folder in
      try ExportedFile(name: "", text: text).write(to: folder + "/a.arff")
      let read = try PythonReader.reads(
        ["scipy.io.arff"],
        """
        data, meta = scipy.io.arff.loadarff(sys.argv[1])
        assert list(data['session']) == [b'AnaB'] and meta.names() == ['session', 'speech.pitch.f0.median']
        """, [folder + "/a.arff"])
      if let read { #expect(read) }
    }
  }

  @Test("openSMILE's names are refused to other numbers, and given to its own")
  func openSMILE() throws {
    var export = ResultsExport(ExportExample.sessions)
    export.openSMILENames = ["loudness_sma3_amean", "logRelF0-H1-H2_sma3nz_amean"]
    #expect(throws: ExportError.noCompatibleValues) { try export.files(.openSMILE) }
    export.sessions[1].readings += [
      MeasureReading(
        ExportExample.measure("speech.egemaps_compat.loudness_sma3_amean", "Loudness", "1"), .value(0.5)),
      MeasureReading(
        ExportExample.measure("speech.egemaps_compat.logrelf0_h1_h2_sma3nz_amean", "H1-H2", "dB"), .value(-4)),
    ]
    #expect(
      try export.files(.openSMILE).map(\.text) == [
        "name;frameTime;loudness_sma3_amean;logRelF0-H1-H2_sma3nz_amean\n'ana_2';0.000000;0.5;-4\n"
      ])
    #expect(export.sessionsWithoutOpenSMILEValues == export.sessions.count - 1)
    // openSMILE's own values, which were imported, come before those.
    let own = export.openSMILENames.enumerated().map { place, name in
      MeasureReading(
        ExportExample.measure("opensmile.egemaps." + name, name, "1"), .value(Double(place) + 0.25))
    }
    for count in [1, 2] {
      var imported = export
      imported.sessions[1].readings += own.prefix(count)
      let row = try #require(imported.files(.openSMILE).first?.text.split(separator: "\n").last)
      #expect(row == (count == 2 ? "'ana_2';0.000000;0.25;1.25" : "'ana_2';0.000000;0.5;-4"))
    }
    // A session with a part of the values has none of the set's rows.
    export.sessions[1].readings.removeLast()
    #expect(throws: ExportError.noCompatibleValues) { try export.files(.openSMILE) }
  }

  @Test(
    "a star stands for any letters, a question mark for one",
    arguments: [
      ("speech.*", "speech.pitch", true), ("speech.*", "face.speech.x", false),
      ("*.mean", "a.mean.mean", true),
      ("*.mean", "a.mean.sd", false), ("a?c", "abc", true), ("a?c", "ac", false), ("*", "", true),
      ("", "a", false),
      ("*a*b*", "xaxbx", true), ("*a*b*", "xbxa", false),
    ])
  func pattern(pattern: String, name: String, isMatch: Bool) {
    #expect(MeasurePattern(pattern).matches(name) == isMatch)
  }
}
