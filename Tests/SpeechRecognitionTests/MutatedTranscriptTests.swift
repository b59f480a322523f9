import Foundation
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

/// Transcripts damaged by chance are read or refused by name.
@Suite("transcripts damaged by chance")
struct MutatedTranscriptTests {
  /// One small transcript a format.
  private static let originals: [(name: String, text: String)] = [
    (
      "WebVTT",
      """
      WEBVTT

      1
      00:00:00.500 --> 00:00:02.000 align:start
      <v Ellie>How are you <00:00:01.000>today?

      00:00:02.500 --> 00:00:04.250
      Participant: Tired, I suppose &amp; slow.
      """
    ),
    (
      "SubRip",
      "1\r\n00:00:00,500 --> 00:00:02,000\r\nHow are you?\r\n\r\n2\r\n00:00:02,500 --> 00:00:04,000\r\nWell enough.\r\n"
    ),
    (
      "JSON",
      """
      {"language":"en","segments":[{"start":0.5,"end":2.0,"text":"How are you","speaker":"SPEAKER_00",
      "words":[{"word":"How","start":0.5,"end":0.7,"score":0.9},{"word":"are","start":0.8,"end":1.0}]},
      {"start":2.5,"end":4,"text":"Well","speaker":"SPEAKER_01"}]}
      """
    ),
    (
      "table",
      "start_time\tstop_time\tspeaker\tvalue\n0.5\t2.0\tEllie\thow are you\n2.5\t4.25\tParticipant\twell <laughter>\n"
    ),
    (
      "RTTM",
      "SPEAKER a 1 0.5 2.25 <NA> <NA> SPEAKER_00 0.9 <NA>\nSPEAKER a 1 5.25 1.5 <NA> <NA> SPEAKER_01 <NA> <NA>\n"
    ),
    (
      "ELAN",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ANNOTATION_DOCUMENT AUTHOR="" DATE="2024-01-01T00:00:00+00:00" FORMAT="3.0" VERSION="3.0">
      <HEADER TIME_UNITS="milliseconds"/><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="500"/>
      <TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="2000"/></TIME_ORDER>
      <TIER LINGUISTIC_TYPE_REF="t" TIER_ID="Ellie" PARTICIPANT="Ellie"><ANNOTATION>
      <ALIGNABLE_ANNOTATION ANNOTATION_ID="x" TIME_SLOT_REF1="a" TIME_SLOT_REF2="b">
      <ANNOTATION_VALUE>how are you</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
      <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="t" TIME_ALIGNABLE="true"/></ANNOTATION_DOCUMENT>
      """
    ),
    (
      "TextGrid",
      """
      File type = "ooTextFile"
      Object class = "TextGrid"

      xmin = 0
      xmax = 4
      tiers? <exists>
      size = 1
      item []:
          item [1]:
              class = "IntervalTier"
              name = "Ellie"
              xmin = 0
              xmax = 4
              intervals: size = 2
              intervals [1]:
                  xmin = 0
                  xmax = 2
                  text = "how ""are"" you"
              intervals [2]:
                  xmin = 2
                  xmax = 4
                  text = "well"
      """
    ),
  ]

  @Test("eighty damaged copies of each format are read or refused by name; times read are times")
  func damaged() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/damaged"
      for (name, text) in Self.originals {
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(throws: Never.self, "\(name)") { try TranscriptFile.read(path) }
        var mutator = FileMutator(seed: 2, stream: name)
        for _ in 0..<80 {
          try mutator.mutated(Data(text.utf8)).write(to: URL(filePath: path))
          check(path, name)
        }
      }
    }
  }

  private func check(_ path: String, _ name: String) {
    do throws(TranscriptError) {
      let transcript = try TranscriptFile.read(path)
      #expect(!transcript.segments.isEmpty)
      for segment in transcript.segments {
        let times = [segment.start, segment.end] + segment.words.flatMap { [$0.start, $0.end] }
        #expect(times.compactMap { $0 }.allSatisfy { $0.isFinite }, "\(name)")
        if let start = segment.start, let end = segment.end { #expect(start <= end, "\(name)") }
      }
    } catch {
      #expect(!error.message.isEmpty && !error.remedy.isEmpty)
    }
  }
}
