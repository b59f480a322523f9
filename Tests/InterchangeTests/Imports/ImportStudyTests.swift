import FeatureStore
import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Importing a study")
struct ImportStudyTests {
  private func value(_ name: String, _ record: SessionRecord) throws -> MeasuredValue {
    try #require(record.readings.first { $0.measure.name == name }, "\(name)").value
  }

  @Test(
    "what concerns the voice is averaged over the participant's turns, what concerns the face over everything"
  )
  func shares() throws {
    try withTemporaryFolder { folder in
      try ImportExample.writeDAIC(300, in: folder + "/s")
      try ImportExample.writeDAIC(301, in: folder + "/s", columns: 73)
      try ImportExample.writeLabels(in: folder + "/s")
      let outcome = try ImportExample.take(folder + "/s", into: folder + "/r") { $0.kind = .daicWOZ }
      #expect(outcome.made == ["300", "301"] && outcome.failed.isEmpty)
      let record = try #require(try ImportExample.record("300", in: folder + "/r"))
      // 100 Hz in the interviewer's turn is none of the participant's.
      #expect(try value("covarep.F0.mean", record) == .value(200))
      #expect(try value("covarep.F0.sd", record) == .value(0))
      #expect(try value("covarep.VUV.mean", record).number.map { abs($0 - 0.9) < 1e-6 } == true)
      #expect(try value("clnf.AU12_r.mean", record).number.map { abs($0 - 0.5) < 1e-6 } == true)
      #expect(try value("clnf.AU12_c.mean", record).number.map { abs($0 - 31.0 / 61) < 1e-6 } == true)
      // Of a yes or no the mean says all, and nothing here passes for a measure of this program's.
      #expect(!record.readings.contains { $0.measure.name == "clnf.AU12_c.sd" })
      #expect(record.ownReadings.isEmpty && record.foreignReadings.count == record.readings.count)
      #expect(record.input.participant == "300" && record.input.participantSpeaker == "Participant")
      #expect(record.input.path == folder + "/s/300_P/300_AUDIO.wav")
      #expect(record.transcript?.segments.count == 2)
      #expect(record.remarks == [SessionRecord.importedRemark])

      let sources = try #require(record.provenance.foreign)
      #expect(sources.map(\.table) == ["clnf_aus", "covarep", "transcript"])
      #expect(sources.map(\.scope) == [.wholeInterview, .participantTurns, .wholeFile])
      #expect(sources[1].columns.count == 74 && sources[1].rowCounts == [200])
      #expect(try sources[1].sha256 == sha256Hex(ofFileAt: folder + "/s/300_P/300_COVAREP.csv"))
      let other = try #require(try ImportExample.record("301", in: folder + "/r"))
      #expect(other.provenance.foreign?[1].columns.count == 73)
      #expect(!other.readings.contains { $0.measure.name == "covarep.creak.mean" })

      let tracks = try TracksFile.read(folder + "/r/300/tracks.h5")
      #expect(tracks.map(\.name) == ["clnf_aus", "covarep"])
      let pitch = try #require(tracks[1].column("F0"))
      // The track keeps the interviewer's time too.
      #expect(pitch.values[0] == 100 && pitch.values[199] == 200 && pitch.values[110] == nil)
      #expect(pitch.unit == "Hz" && tracks[1].timesSeconds[199] == 1.99)
    }
  }

  @Test(
    "where it is not known when the participant speaks, nothing of the voice is averaged, and why is said")
  func unknownTurns() throws {
    try withTemporaryFolder { folder in
      try StudyFolder.writeEDAIC(600, in: folder + "/e")
      // Session 318's transcript is known to be shifted.
      try ImportExample.writeDAIC(318, in: folder + "/d")
      // Session 451 lacks the interviewer's turns.
      try ImportExample.writeDAIC(
        451, in: folder + "/d",
        transcript: "start_time\tstop_time\tspeaker\tvalue\n1.0\t2.0\tParticipant\tfine\n")
      try ImportExample.take(folder + "/e", into: folder + "/r") { $0.kind = .eDAIC }
      let outcome = try ImportExample.take(folder + "/d", into: folder + "/r")
      #expect(outcome.notes.contains { $0.contains("318") })
      #expect(outcome.assessmentsPath == nil)
      let agent = try #require(try ImportExample.record("600", in: folder + "/r"))
      #expect(
        try value("opensmile.egemaps_lld.Loudness_sma3.mean", agent).reason
          == .notApplicable("the transcript names no speakers"))
      // Nobody's label, so that none of what was said counts as the participant's.
      #expect(agent.input.participantSpeaker == "Participant" && agent.transcript?.speakers == [])
      #expect(try value("openface.AU12_r.mean", agent).reason == .tooShort)
      let shifted = try #require(try ImportExample.record("318", in: folder + "/r"))
      #expect(
        try value("covarep.F0.mean", shifted).reason
          == .notApplicable("the transcript’s times do not fit the recording"))
      #expect(try value("clnf.AU12_r.mean", shifted).number != nil)
      let alone = try #require(try ImportExample.record("451", in: folder + "/r"))
      #expect(try value("covarep.F0.mean", alone) == .value(200))
      // As distributed, the transcript counts as it stands.
      try ImportExample.take(folder + "/d", into: folder + "/r") { $0.corrections = .none }
      let trusted = try #require(try ImportExample.record("318", in: folder + "/r"))
      #expect(try value("covarep.F0.mean", trusted) == .value(200))
    }
  }

  @Test("labels and split become a table that is read back; contradictions are said and the score counts")
  func labels() throws {
    try withTemporaryFolder { folder in
      for number in [300, 301, 319, 409] { try ImportExample.writeDAIC(number, in: folder + "/s") }
      try ImportExample.writeLabels(in: folder + "/s")
      let outcome = try ImportExample.take(folder + "/s", into: folder + "/r")
      #expect(outcome.notes.contains { $0.contains("409") && $0.contains("the score counts") })
      let path = try #require(outcome.assessmentsPath)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.hasPrefix("participant,split,sex,age,PHQ8_NoInterest,"))
      #expect(text.contains("\n301,test,male,,,,,,,,,,17,1\n"))
      let people = try OutcomeTable(TableFile(path: path), scale: nil, dates: nil).people
      #expect(people.map(\.participant) == ["300", "301", "319", "409"])
      #expect(people.map(\.part) == [.train, .test, .development, .development])
      // 319: seven items, 11 points, prorated to eight.
      #expect(people.map(\.total) == [2, 17, 11.0 * 8 / 7, 10])
      #expect(people.map(\.sex) == ["female", "male", "male", "female"])
      let table = try AssessmentTable(fileAt: path)
      #expect(table.contradictions.map(\.line) == [5] && table.contradictions[0].kind == .cutOff)
    }
  }

  @Test("a broken session costs only itself, and the other kind of study is refused")
  func broken() throws {
    try withTemporaryFolder { folder in
      for number in [300, 301] { try ImportExample.writeDAIC(number, in: folder + "/s") }
      try StudyFolder.write("1,2,x\n", to: folder + "/s/301_P/301_COVAREP.csv")
      let outcome = try ImportExample.take(folder + "/s", into: folder + "/r")
      #expect(outcome.made == ["300"] && outcome.failed.map(\.path) == [folder + "/s/301_P"])
      #expect(
        throws: ImportError.otherKind(path: folder + "/s/300_P", found: "DAIC-WOZ", stated: "e-daic")
      ) { try ImportExample.take(folder + "/s", into: folder + "/x") { $0.kind = .eDAIC } }
      #expect(throws: ImportError.severalSessions(path: folder + "/s", count: 2)) {
        try ImportExample.take(folder + "/s", into: folder + "/x") { $0.participant = "P" }
      }
    }
  }

  @Test("a study's recordings are extracted with its transcripts where these say when the participant speaks")
  func recordings() throws {
    try withTemporaryFolder { folder in
      for number in [300, 318, 373] { try ImportExample.writeDAIC(number, in: folder) }
      // Session 373 was interrupted from 5:52 to 7:00.
      try StudyFolder.write(
        ImportExample.transcript + "360\t365\tParticipant\thello who is there\n430\t431\tParticipant\tyes\n",
        to: folder + "/373_P/373_TRANSCRIPT.csv")
      try StudyFolder.writeEDAIC(600, in: folder)
      let made = try StudyRecordings(Study(path: folder))
      defer { made.remove() }
      #expect(made.recordings.map(\.session) == ["300", "318", "373", "600"])
      #expect(made.recordings.map(\.participant) == ["300", "318", "373", "600"])
      #expect(
        made.recordings.map { $0.participantChoice?.text } == [
          "speaker:Participant", nil, "speaker:Participant", nil,
        ])
      #expect(made.recordings[0].transcriptPath == folder + "/300_P/300_TRANSCRIPT.csv")
      #expect(made.recordings[1].transcriptPath == nil && made.recordings[3].transcriptPath == nil)
      #expect(made.notes.contains { $0.contains("318, 600") })
      let corrected = try #require(made.recordings[2].transcriptPath)
      let words = try JSONDecoder().decode(
        Transcript.self, from: Data(contentsOf: URL(filePath: corrected)))
      #expect(words.segments.map(\.text) == ["how are you", "fine i think", "yes"])
      let asIs = try StudyRecordings(Study(path: folder, corrections: .none))
      #expect(asIs.recordings[1].transcriptPath == folder + "/318_P/318_TRANSCRIPT.csv")
      #expect(asIs.recordings[2].transcriptPath == folder + "/373_P/373_TRANSCRIPT.csv")
      made.remove()
      #expect(!FileManager.default.fileExists(atPath: corrected))
    }
  }
}
