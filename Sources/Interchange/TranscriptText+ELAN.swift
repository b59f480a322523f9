internal import SignalCore

extension TranscriptText {
  /// An ELAN annotation document: a tier for each speaker, and one below it for the words that have times.
  ///
  /// The document's date is fixed, so that the same transcript gives the same bytes.
  ///
  /// - Parameter measures: A tier a measure, each annotation a value.
  static func elan(
    _ timed: [(segment: Transcript.Segment, range: TimeRange)], measures: [TranscriptLane] = [],
    notice: String? = nil
  ) -> String {
    var slots = TimeSlots()
    var identifiers = 0
    var tiers = ""
    for lane in TranscriptLane.lanes(timed) {
      let spoken = lane.segments.map { ($0.text, $0.milliseconds) }
      let words = lane.segments.flatMap(\.words).map { ($0.text, $0.milliseconds) }
      let participant = lane.speaker.map { " PARTICIPANT=\"\(xml($0))\"" } ?? ""
      tiers += tier(
        "TIER_ID=\"\(xml(lane.name))\"\(participant) LINGUISTIC_TYPE_REF=\"utterance\"",
        spoken, &slots, &identifiers)
      guard !words.isEmpty else { continue }
      tiers += tier(
        """
        TIER_ID="\(xml(lane.name)) - words"\(participant) PARENT_REF="\(xml(lane.name))" \
        LINGUISTIC_TYPE_REF="word"
        """, words, &slots, &identifiers)
    }
    for lane in measures {
      tiers += tier(
        "TIER_ID=\"\(xml(lane.name))\" LINGUISTIC_TYPE_REF=\"\(measureType)\"",
        lane.segments.map { ($0.text, $0.milliseconds) }, &slots, &identifiers)
    }
    let property = notice.map { "\n    <PROPERTY NAME=\"notice\">\(xml($0))</PROPERTY>\n  </HEADER>" }
    let measureKind =
      measures.isEmpty
      ? ""
      : "  <LINGUISTIC_TYPE GRAPHIC_REFERENCES=\"false\" LINGUISTIC_TYPE_ID=\"\(measureType)\" "
        + "TIME_ALIGNABLE=\"true\"/>\n"
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <ANNOTATION_DOCUMENT AUTHOR="" DATE="1970-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
        <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"\(property.map { ">\($0)" } ?? "/>")
        <TIME_ORDER>
      \(slots.text)  </TIME_ORDER>
      \(tiers)  <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="utterance" \
      TIME_ALIGNABLE="true"/>
        <LINGUISTIC_TYPE CONSTRAINTS="Included_In" GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="word" \
      TIME_ALIGNABLE="true"/>
      \(measureKind)\
        <CONSTRAINT DESCRIPTION="Time alignable annotations within the parent annotation's time interval, gaps \
      are allowed" STEREOTYPE="Included_In"/>
      </ANNOTATION_DOCUMENT>

      """
  }

  private static func tier(
    _ attributes: String, _ annotations: [(String, Range<Int>)], _ slots: inout TimeSlots,
    _ identifiers: inout Int
  ) -> String {
    var text = "  <TIER \(attributes)>\n"
    for (said, milliseconds) in annotations {
      identifiers += 1
      text += """
            <ANNOTATION>
              <ALIGNABLE_ANNOTATION ANNOTATION_ID="a\(identifiers)" \
        TIME_SLOT_REF1="\(slots.reference(milliseconds.lowerBound))" \
        TIME_SLOT_REF2="\(slots.reference(milliseconds.upperBound))">
                <ANNOTATION_VALUE>\(xml(said))</ANNOTATION_VALUE>
              </ALIGNABLE_ANNOTATION>
            </ANNOTATION>

        """
    }
    return text + "  </TIER>\n"
  }

  /// Text as it may stand in an element or a quoted attribute; characters XML cannot hold are left out.
  private static func xml(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\t" || $0 == "\n" })
    )
    .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .replacing("\"", with: "&quot;")
  }

  /// Each moment an annotation begins or ends at. ELAN wants them listed in order of time, and every
  /// annotation to have slots of its own.
  private struct TimeSlots {
    private var times: [Int] = []

    mutating func reference(_ milliseconds: Int) -> String {
      times.append(milliseconds)
      return "ts\(times.count)"
    }

    var text: String {
      times.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }.map { index, time in
        "    <TIME_SLOT TIME_SLOT_ID=\"ts\(index + 1)\" TIME_VALUE=\"\(time)\"/>\n"
      }.joined()
    }
  }
}
