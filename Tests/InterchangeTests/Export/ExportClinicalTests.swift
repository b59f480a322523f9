import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Exports for clinics")
struct ExportClinicalTests {
  @Test("BIDS: labels of letters and digits, names beside them, n/a for what is missing")
  func bids() throws {
    let files = try ResultsExport(ExportExample.sessions).files(.bids)
    let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
    // “Ana-B” and the nameless participant of session “AnaB” would have one label.
    #expect(
      texts["participants.tsv"]
        == "participant_id\tparticipant_name\nsub-AnaB\tAna-B\nsub-AnaB2\tn/a\n")
    #expect(
      texts["sub-AnaB/sub-AnaB_sessions.tsv"] == """
        session_id\tsession_name\tsession_date
        ses-Ana1first\tAna 1, "first"\t2025-03-01
        ses-ana2\tana_2\tspring

        """)
    let speech = try #require(texts["phenotype/bellwether_speech.tsv"])
    #expect(
      speech == """
        participant_id\tsession_id\tspeech.pitch.f0.median\tspeech.pitch.f0.sd_semitones
        sub-AnaB\tses-Ana1first\t182.5\t2.25
        sub-AnaB\tses-ana2\tn/a\tn/a
        sub-AnaB2\tses-AnaB\t99\tn/a

        """)
    #expect(
      texts["phenotype/bellwether_missing.tsv"]?.contains("\tses-ana2\tspeech.pitch.f0.median\tnoSpeech\n")
        == true)
    #expect(
      texts["sub-AnaB/ses-Ana1first/beh/sub-AnaB_ses-Ana1first_task-interview_events.tsv"] == """
        onset\tduration\tturn\tspeech.pitch.f0.median\tspeech.pitch.f0.sd_semitones
        0.5\t1.5\t1\t180\tn/a
        3.25\t0.75\t2\t190\t1.5

        """)
    try withTemporaryFolder { folder in
      try ExportedFile.write(files, under: folder)
      let read = try PythonReader.reads(
        ["os", "bids_validator"],
        """
        root = sys.argv[1]
        for place, _, names in os.walk(root):
          for name in names:
            path = '/' + os.path.relpath(os.path.join(place, name), root)
            assert bids_validator.BIDSValidator().is_bids(path), path
        """, [folder])
      if let read { #expect(read) }
    }
    let safe = /[A-Za-z0-9._\/-]+/
    #expect(
      files.allSatisfy { $0.name.wholeMatch(of: safe) != nil } && Set(files.map(\.name)).count == files.count)
    for (name, text) in texts where name.hasSuffix(".tsv") {
      let rows = text.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
      }
      #expect(rows.allSatisfy { $0.count == rows[0].count && !$0.contains("") })
    }
    for (name, text) in texts where name.hasSuffix(".json") {
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect(object?.isEmpty == false, "\(name)")
    }
    let dictionary = try #require(texts["phenotype/bellwether_speech.json"])
    let columns = try JSONSerialization.jsonObject(with: Data(dictionary.utf8)) as? [String: [String: Any]]
    #expect(columns?["speech.pitch.f0.median"]?["Units"] as? String == "Hz")
  }

  @Test("REDCap: 18 columns, short names that no two measures share, bounds, and data under the same names")
  func redcap() throws {
    let files = try ResultsExport(ExportExample.sessions).files(.redcap)
    #expect(files.map(\.name) == ["dictionary.csv", "data.csv"])
    try withTemporaryFolder { folder in
      try ExportedFile.write(files, under: folder)
      let read = try PythonReader.reads(
        ["csv", "re"],
        """
        def rows(name): return list(csv.reader(open(sys.argv[1] + '/' + name, newline='', encoding='utf-8')))
        dictionary, data = rows('dictionary.csv'), rows('data.csv')
        assert all(len(r) == 18 for r in dictionary) and dictionary[1][0] == data[0][0] == 'record_id'
        fields = [r[0] for r in dictionary[1:]]
        assert fields == data[0] and len(set(fields)) == len(fields), (fields, data[0])
        assert all(re.fullmatch('[a-z][a-z0-9]*(_[a-z0-9]+)*', f) and len(f) <= 26 for f in fields), fields
        first = dict(zip(data[0], data[1]))
        assert first['record_id'] == 'Ana 1, "first"' and first['speech_pitch_f0_median'] == '182.5'
        assert first['face_eye_blink_rate'] == '' and 'face.eye.blink_rate: notRecorded' in first['missing_reasons']
        pitch = next(r for r in dictionary if r[0] == 'speech_pitch_f0_median')
        assert pitch[3:5] == ['text', 'Median pitch'] and pitch[7:10] == ['number', '50', '1000']
        assert pitch[17] == 'speech.pitch.f0.median (version 1)'
        forms = [r[1] for r in dictionary[1:]]
        assert forms == sorted(forms, key=forms.index)
        """, [folder])
      if let read { #expect(read) }
    }
    let header = try #require(files[1].text.split(separator: "\n").first).split(separator: ",").map(
      String.init)
    #expect(header.count == 10 && Set(header).count == 10)
    #expect(header.allSatisfy { $0.count <= 26 && $0.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil })
    let firstOnly = try ResultsExport(Array(ExportExample.sessions.prefix(1))).files(.redcap)
    let again = try #require(firstOnly[1].text.split(separator: "\n").first).split(separator: ",").map(
      String.init)
    // The same measures have the same names whatever else is exported.
    #expect(again == header)
  }

  @Test("FHIR: every observation is preliminary and has a value or says why not")
  func fhir() throws {
    var export = ResultsExport(ExportExample.sessions)
    export.forms = [
      ExportedForm(
        participant: "Ana-B", date: "2025-03-02", name: "PHQ-9",
        answers: [.init(item: 1, text: "interest", points: 2), .init(item: 2, text: "mood", points: nil)])
    ]
    let text = try #require(try export.files(.fhir).first).text
    let bundle = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let entries = try #require(bundle["entry"] as? [[String: Any]])
    let urls = entries.compactMap { $0["fullUrl"] as? String }
    let uuid = /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
    #expect(Set(urls).count == entries.count && urls.allSatisfy { $0.wholeMatch(of: uuid) != nil })
    let resources = entries.compactMap { $0["resource"] as? [String: Any] }
    let observations = resources.filter { $0["resourceType"] as? String == "Observation" }
    #expect(bundle["type"] as? String == "collection" && observations.count == 13 + 2)
    for observation in observations {
      #expect(observation["status"] as? String == "preliminary")
      #expect((observation["code"] as? [String: Any])?["text"] is String)
      #expect((observation["valueQuantity"] == nil) != (observation["dataAbsentReason"] == nil))
      let device = try #require((observation["device"] as? [String: Any])?["reference"] as? String)
      #expect(urls.contains(device))
      #expect((observation["method"] as? [String: Any])?["text"] is String)
    }
    try withTemporaryFolder { folder in
      try ExportedFile(name: "", text: text).write(to: folder + "/bundle.json")
      let read = try PythonReader.reads(
        ["fhir.resources.R4B.bundle"],
        """
        bundle = fhir.resources.R4B.bundle.Bundle.model_validate_json(open(sys.argv[1]).read())
        assert len(bundle.entry) == 1 + 15 + 1, len(bundle.entry)
        """, [folder + "/bundle.json"])
      if let read { #expect(read) }
    }
    func observation(_ identifier: String) throws -> [String: Any] {
      try #require(
        observations.first {
          (($0["identifier"] as? [[String: Any]])?.first?["value"] as? String) == identifier
        })
    }
    let pitch = try observation("AnaB/speech.pitch.f0.median")
    let quantity = try #require(pitch["valueQuantity"] as? [String: Any])
    #expect(quantity["value"] as? Double == 99 && quantity["code"] as? String == "Hz")
    #expect(quantity["system"] as? String == "http://unitsofmeasure.org")
    // “st” would be a stere: semitones have no code.
    let spread = try #require(
      try observation("Ana 1, \"first\"/speech.pitch.f0.sd_semitones")["valueQuantity"] as? [String: Any])
    #expect(spread["unit"] as? String == "st" && spread["code"] == nil)
    let nobody = try #require(pitch["subject"] as? [String: Any])
    #expect(nobody["identifier"] == nil && nobody["display"] as? String == "participant not named")
    let subject = try #require(try observation("ana_2/score")["subject"] as? [String: Any])
    #expect((subject["identifier"] as? [String: Any])?["value"] as? String == "Ana-B")
    #expect(subject["display"] == nil)
    let absent = try #require(
      try observation("ana_2/speech.pitch.f0.median")["dataAbsentReason"] as? [String: Any])
    #expect(absent["text"] as? String == "noSpeech")
    #expect(try observation("Ana 1, \"first\"/score")["effectiveDateTime"] as? String == "2025-03-01")
    // “spring” is no date of FHIR's.
    #expect(try observation("ana_2/score")["effectiveDateTime"] == nil)
    #expect((try observation("Ana 1, \"first\"/score")["component"] as? [Any])?.count == 2)
    let response = try #require(resources.first { $0["resourceType"] as? String == "QuestionnaireResponse" })
    let items = try #require(response["item"] as? [[String: Any]])
    #expect(
      response["status"] as? String == "in-progress" && items.map { $0["answer"] == nil } == [false, true])
  }
}
