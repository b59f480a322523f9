import Foundation
import SignalCore
import SpeechRecognition
import TestSupport
import Testing

private func reading(_ data: Data, named name: String = "transcript") throws -> TranscriptReading {
  try withTemporaryFolder { folder in
    try data.write(to: URL(filePath: "\(folder)/\(name)"))
    return try TranscriptFile.reading("\(folder)/\(name)")
  }
}

private func reading(_ text: String, named name: String = "transcript") throws -> TranscriptReading {
  try reading(Data(text.utf8), named: name)
}

/// Whether reading a text gives this error.
private func isRefused(_ text: String, _ expected: (String) -> TranscriptError) throws -> Bool {
  try withTemporaryFolder { folder in
    let path = folder + "/transcript"
    try Data(text.utf8).write(to: URL(filePath: path))
    do { _ = try TranscriptFile.read(path) } catch { return error as? TranscriptError == expected(path) }
    return false
  }
}

@Suite("RTTM")
struct RTTMTests {
  private static let turns = """
    ;; made by hand
    SPKR-INFO a 1 <NA> <NA> <NA> unknown SPEAKER_00 <NA> <NA>
    SPEAKER a 1 5.250 1.5 <NA> <NA> SPEAKER_01 <NA> <NA>
    SPEAKER\ta\t1\t0.5\t2.25\t<NA>\t<NA>\tSPEAKER_00\t0.9
    LEXEME a 1 0.5 0.2 well lex SPEAKER_00 0.5 <NA>
    SPEAKER a 1 8 1 <NA> <NA> <NA> <NA> <NA>
    """

  @Test("turns without words, in order of time; an unknown speaker is nil; other lines are passed over")
  func turns() throws {
    let read = try reading(Self.turns)
    #expect(read.format == .rttm && read.repairedTimes == 0)
    #expect(read.transcript.segments.map(\.start) == [0.5, 5.25, 8])
    #expect(read.transcript.segments.map(\.end) == [2.75, 6.75, 9])
    #expect(read.transcript.segments.map(\.speaker) == ["SPEAKER_00", "SPEAKER_01", nil])
    #expect(read.transcript.segments.allSatisfy { $0.words.isEmpty && $0.text.isEmpty })
  }

  @Test("a broken line is refused with its number, several recordings in one file too")
  func refusals() throws {
    let first = "SPEAKER a 1 0 1 <NA> <NA> A <NA> <NA>\n"
    #expect(try isRefused(first + "SPEAKER a 1 0 1 <NA>\n") { .missingColumns(path: $0, line: 2) })
    #expect(try isRefused(first + "SPEAKER a 1 <NA> 1 <NA> <NA> A\n") { .badTime(path: $0, line: 2) })
    #expect(try isRefused(first + "SPEAKER a 1 2 -1 <NA> <NA> A\n") { .badTime(path: $0, line: 2) })
    #expect(
      try isRefused(first + "SPEAKER b 1 2 1 <NA> <NA> A\n") { .severalRecordings(path: $0, count: 2) })
  }
}

@Suite("ELAN")
struct ELANTests {
  /// Two speakers; words by time (one slot without a time) and by reference; a translation; an empty annotation.
  private static let document = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- made by hand -->
    <ANNOTATION_DOCUMENT AUTHOR="" DATE="2026-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0">
      <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
      <TIME_ORDER>
        <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="500"/>
        <TIME_SLOT TIME_SLOT_ID="ts2"/>
        <TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="1500"/>
        <TIME_SLOT TIME_SLOT_ID="ts4" TIME_VALUE="2000"/>
        <TIME_SLOT TIME_SLOT_ID="ts5" TIME_VALUE="100"/>
        <TIME_SLOT TIME_SLOT_ID="ts6" TIME_VALUE="480"/>
        <TIME_SLOT TIME_SLOT_ID="ts7" TIME_VALUE="2500"/>
        <TIME_SLOT TIME_SLOT_ID="ts8" TIME_VALUE="3000"/>
      </TIME_ORDER>
      <TIER TIER_ID="Ana-text" PARTICIPANT="Ana" LINGUISTIC_TYPE_REF="u">
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts4">
          <ANNOTATION_VALUE>I&apos;m fine &amp; well,
            thanks</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts4" TIME_SLOT_REF2="ts7">
          <ANNOTATION_VALUE> </ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a3" TIME_SLOT_REF1="ts7" TIME_SLOT_REF2="ts8">
          <ANNOTATION_VALUE></ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
      </TIER>
      <TIER TIER_ID="Ana-translated" PARENT_REF="Ana-text" LINGUISTIC_TYPE_REF="t">
        <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="t1" ANNOTATION_REF="a1">
          <ANNOTATION_VALUE>bien</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
      </TIER>
      <TIER TIER_ID="Ana-words" PARENT_REF="Ana-text" LINGUISTIC_TYPE_REF="w">
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="w1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
          <ANNOTATION_VALUE>I'm</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="w2" TIME_SLOT_REF1="ts2" TIME_SLOT_REF2="ts3">
          <ANNOTATION_VALUE>fine</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="w3" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4">
          <ANNOTATION_VALUE>thanks</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
      </TIER>
      <TIER TIER_ID="Ana-parts" PARENT_REF="Ana-text" LINGUISTIC_TYPE_REF="p">
        <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="p2" ANNOTATION_REF="a3" PREVIOUS_ANNOTATION="p1">
          <ANNOTATION_VALUE>there</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
        <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="p1" ANNOTATION_REF="a3">
          <ANNOTATION_VALUE>hello</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
      </TIER>
      <TIER TIER_ID="Interviewer" LINGUISTIC_TYPE_REF="u">
        <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a9" TIME_SLOT_REF1="ts5" TIME_SLOT_REF2="ts6">
          <ANNOTATION_VALUE><![CDATA[<How> are you?]]></ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
      </TIER>
    </ANNOTATION_DOCUMENT>
    """

  @Test("tiers are speakers, tiers below them words; slots without a time give none")
  func document() throws {
    let read = try reading(Self.document)
    #expect(read.format == .elan && read.repairedTimes == 0)
    let segments = read.transcript.segments
    try #require(segments.count == 3)
    #expect(segments.map(\.speaker) == ["Interviewer", "Ana", "Ana"])
    #expect(segments.map(\.text) == ["<How> are you?", "I'm fine & well, thanks", "hello there"])
    #expect(segments.map(\.start) == [0.1, 0.5, 2.5])
    #expect(segments.map(\.end) == [0.48, 2, 3])
    #expect(segments[1].words.map(\.word) == ["I'm", "fine", "well,", "thanks"])
    #expect(segments[1].words.map(\.start) == [0.5, nil, nil, 1.5])
    #expect(segments[1].words.map(\.end) == [nil, 1.5, nil, 2])
    #expect(segments[2].words.map(\.word) == ["hello", "there"])
    #expect(segments[2].words.allSatisfy { $0.start == nil && $0.end == nil })
  }

  @Test("UTF-16 is read whatever the declaration says, and frames are seconds too")
  func encodings() throws {
    let expected = try reading(Self.document).transcript
    let declared = Self.document.replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
    let wide = Data([0xFF, 0xFE]) + (try #require(declared.data(using: .utf16LittleEndian)))
    #expect(try reading(wide).transcript == expected)
    let frames = try reading(Self.document.replacing("\"milliseconds\"", with: "\"PAL-frames\""))
    #expect(frames.transcript.segments.map(\.start) == [4, 20, 100])
  }

  @Test("a document cut off, of another kind or with a bad time is refused with the line")
  func refusals() throws {
    let bad = Self.document.replacing("TIME_VALUE=\"500\"", with: "TIME_VALUE=\"soon\"")
    #expect(try isRefused(bad) { .badTime(path: $0, line: 6) })
    let lines = Self.document.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(try isRefused(lines.prefix(30).joined(separator: "\n")) { .broken(path: $0, line: 30) })
    #expect(try isRefused("<html><body>hello</body></html>") { .unknownFormat(path: $0) })
    let bomb = """
      <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/hostname">]>
      <ANNOTATION_DOCUMENT><TIER TIER_ID="T"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a">
      <ANNOTATION_VALUE>one &f; two</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
      </ANNOTATION_DOCUMENT>
      """
    #expect(try isRefused(bomb) { .broken(path: $0, line: 1) }, "no other file is ever read")
    let crossed = Self.document.replacing("</TIME_ORDER>", with: "</TIME_ODER>")
    #expect(try isRefused(crossed) { .broken(path: $0, line: 14) })
  }
}

@Suite("TextGrid")
struct TextGridTests {
  private static let long = """
    File type = "ooTextFile"
    Object class = "TextGrid"

    xmin = 0
    xmax = 4.5
    tiers? <exists>
    size = 4
    item []:
        item [1]:
            class = "IntervalTier"
            name = "Ana"
            xmin = 0
            xmax = 4.5
            intervals: size = 3
            intervals [1]:
                xmin = 0
                xmax = 1
                text = ""
            intervals [2]:
                xmin = 1
                xmax = 2.5
                text = "so ""they"" said
    – yes 5"
            intervals [3]:
                xmin = 2.5
                xmax = 4.5
                text = "  "
        item [2]:
            class = "TextTier"
            name = "bell"
            xmin = 0
            xmax = 4.5
            points: size = 1
            points [1]:
                number = 3
                mark = "ding 1"
        item [3]:
            class = "IntervalTier"
            name = "Ana - words"
            xmin = 0
            xmax = 4.5
            intervals: size = 3
            intervals [1]:
                xmin = 1
                xmax = 1.25
                text = "so"
            intervals [2]:
                xmin = 1.25
                xmax = 2
                text = "said"
            intervals [3]:
                xmin = 2
                xmax = 4.5
                text = ""
        item [4]:
            class = "IntervalTier"
            name = "Bo"
            xmin = 0
            xmax = 4.5
            intervals: size = 1
            intervals [1]:
                xmin = 0.25
                xmax = 0.75
                text = "hello"
    """

  private static let short = """
    File type = "ooTextFile short"
    "TextGrid"

    0
    4.5
    <exists>
    4
    "IntervalTier"
    "Ana"
    0
    4.5
    3
    0
    1
    ""
    1
    2.5
    "so ""they"" said
    – yes 5"
    2.5
    4.5
    "  "
    "TextTier" "bell" 0 4.5 1
    3 "ding 1"
    "IntervalTier" "Ana - words" 0 4.5 3
    1 1.25 "so" 1.25 2 "said" ! a remark "with quotes"
    2 4.5 ""
    "IntervalTier" "Bo" 0 4.5 1 0.25 0.75 "hello"
    """

  @Test("long and short files give the same: speakers, quotes, words' times, no silence, no points")
  func forms() throws {
    let read = try reading(Self.long)
    #expect(read.format == .textGrid && read.repairedTimes == 0)
    let segments = read.transcript.segments
    try #require(segments.count == 2)
    #expect(segments.map(\.speaker) == ["Bo", "Ana"])
    #expect(segments.map(\.text) == ["hello", "so \"they\" said – yes 5"])
    #expect(segments.map(\.start) == [0.25, 1] && segments.map(\.end) == [0.75, 2.5])
    #expect(segments[1].words.map(\.word) == ["so", "\"they\"", "said", "yes", "5"])
    #expect(segments[1].words.map(\.start) == [1, nil, 1.25, nil, nil])
    #expect(try reading(Self.short).transcript == read.transcript)
  }

  @Test("Praat's UTF-16 with a mark, big-endian, with Windows line ends, gives the same")
  func encodings() throws {
    let wide = try #require(Self.long.replacing("\n", with: "\r\n").data(using: .utf16BigEndian))
    #expect(try reading(Data([0xFE, 0xFF]) + wide).transcript == reading(Self.long).transcript)
  }

  @Test("an aligner's tiers of words and phones make segments parted by 0.6 s")
  func aligned() throws {
    let read = try reading(
      """
      File type = "ooTextFile"
      Object class = "TextGrid"
      0 9 <exists> 3
      "IntervalTier" "Ana - words" 0 9 6
      0 1 "well" 1 1.5 "" 1.5 2 "yes" 2 2.6 "" 2.6 3 "no" 3 9 ""
      "IntervalTier" "Ana - phones" 0 9 1 0 9 "W"
      "IntervalTier" "words" 0 9 2 0 5 "" 5 6 "alone"
      """)
    #expect(read.transcript.segments.map(\.text) == ["well yes", "no", "alone"])
    #expect(read.transcript.segments.map(\.speaker) == ["Ana", "Ana", nil])
    #expect(read.transcript.segments[0].words.map(\.start) == [0, 1.5])
  }

  @Test("a file cut off anywhere is refused or read, with the line where it breaks")
  func damaged() throws {
    let lines = Self.long.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(try isRefused(lines.prefix(20).joined(separator: "\n")) { .broken(path: $0, line: 20) })
    #expect(
      try isRefused(Self.long.replacing("xmax = 2.5", with: "xmax = 0.5")) { .badTime(path: $0, line: 20) })
    #expect(try isRefused(Self.long.replacing("size = 4", with: "size = -4")) { .broken(path: $0, line: 7) })
    for count in stride(from: 0, to: Self.short.utf8.count, by: 3) {
      do { _ = try reading(Data(Self.short.utf8.prefix(count))) } catch { #expect(error is TranscriptError) }
    }
  }
}

@Suite("DAIC-WOZ's peculiarities")
struct DAICPeculiarityTests {
  private static let header = "start_time\tstop_time\tspeaker\tvalue\n"

  @Test("a .csv with tabs, Windows line ends and UTF-16 without a mark is a table like any other")
  func disguised() throws {
    let text = (Self.header + "1.5\t3\tEllie\thi (hello there)\n4\t5\tParticipant\tyes\n")
      .replacing("\n", with: "\r\n")
    let wide = try #require(text.data(using: .utf16LittleEndian))
    let read = try reading(wide, named: "300_TRANSCRIPT.csv")
    #expect(read.format == .table)
    #expect(read.transcript.segments.map(\.text) == ["hello there", "yes"])
    #expect(read.transcript.segments.map(\.end) == [3, 5])
  }

  @Test("sync marks, laughter and removed identities are no words; without Ellie one speaker is left")
  func marks() throws {
    let read = try reading(
      Self.header + """
        0\t1\tParticipant\t<sync>
        1\t2\tParticipant\t[syncing]
        2\t3\tParticipant\t[sync] <laughter> i'm scrubbed_entry here
        5\t4\tParticipant\tbackwards
        """)
    #expect(read.transcript.speakers == ["Participant"])
    #expect(read.transcript.segments.map(\.text) == ["i'm here", "backwards"])
    // The row that ends before it starts keeps its start.
    #expect(read.transcript.segments.map(\.end) == [3, nil] && read.repairedTimes == 1)
  }
}
