internal import Foundation
public import SignalCore

/// A picture of a session: who speaks when, and measured quantities below, on one time axis. SVG.
public struct SessionTimeline: Sendable {
  let title: String
  let time: TimeRange
  let transcript: Transcript?
  /// Speaker drawn in the foreground; the others are drawn muted.
  let participant: String?
  let lanes: [TimelineLane]
  /// Stretches marked with their numbers, from 1, over all strips.
  let marks: [TimeRange]
  /// Whether what was said is shown when the pointer rests on a bar.
  let showsWords: Bool

  public init(
    title: String, time: TimeRange, transcript: Transcript?, participant: String?, lanes: [TimelineLane],
    marks: [TimeRange] = [], showsWords: Bool = false
  ) {
    self.title = title
    self.time = time
    self.transcript = transcript
    self.participant = participant
    self.lanes = lanes
    self.marks = marks
    self.showsWords = showsWords
  }

  private static let width = 800.0
  private static let left = 138.0
  private static let right = 788.0
  private static let laneHeight = 74.0
  private static let speakerHeight = 26.0
  private static let ink = "#1f6f8b"
  private static let mutedInk = "#b9c4cc"
  private static let darkInk = "#1d2b36"
  private static let paleInk = "#6b7a85"

  public var svg: String {
    let speakers = transcript.map { $0.speakers.isEmpty ? [""] : $0.speakers } ?? []
    var top = 46.0
    var body = ""
    for speaker in speakers {
      body += speakerStrip(speaker, top: top)
      top += Self.speakerHeight
    }
    top += speakers.isEmpty ? 0 : 10
    for lane in lanes {
      body += strip(lane, top: top)
      top += Self.laneHeight
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(top + 40))" role="img" \
      font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="13">
      <title>\(escaped(title))</title>
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="16" y="26" font-size="16" font-weight="600" fill="#1d2b36">\(escaped(title))</text>
      \(body)\(markStrips(bottom: top))\(axis(top: top))</svg>

      """
  }

  private func x(_ seconds: Double) -> Double {
    let share = (seconds - time.startSeconds) / max(time.durationSeconds, 1e-9)
    return Self.left + min(max(share, 0), 1) * (Self.right - Self.left)
  }

  /// A pale stripe with its number above each marked stretch; stripes that would hide each other keep theirs apart.
  private func markStrips(bottom: Double) -> String {
    var text = ""
    for (index, mark) in marks.enumerated() {
      let from = x(mark.startSeconds)
      let width = max(x(mark.endSeconds) - from, 3)
      text += element(
        "rect",
        [
          "x": number(from), "y": "44", "width": number(width), "height": number(bottom - 52),
          "fill": PlotColour.vermilion.rawValue, "fill-opacity": "0.16",
          "stroke": PlotColour.vermilion.rawValue, "stroke-opacity": "0.6",
        ])
      text += element(
        "text",
        [
          "x": number(from + width / 2), "y": "40", "text-anchor": "middle", "font-size": "12",
          "font-weight": "700", "fill": PlotColour.vermilion.rawValue,
        ], content: "\(index + 1)")
    }
    return text
  }

  private func speakerStrip(_ speaker: String, top: Double) -> String {
    let isParticipant = participant == nil || speaker == participant
    let name = speaker.isEmpty ? "Speech" : speaker
    let isNamedSo = name.lowercased() == "participant"
    var text = label(name, detail: participant == speaker && !isNamedSo ? "participant" : "", top: top - 8)
    text += background(top: top, height: 16)
    for segment in transcript?.segments ?? [] where (segment.speaker ?? "") == speaker {
      guard let range = segment.timeRange else { continue }
      let from = x(range.startSeconds)
      text += element(
        "rect",
        [
          "x": number(from), "y": number(top), "width": number(max(x(range.endSeconds) - from, 1)),
          "height": "16", "rx": "2", "fill": isParticipant ? Self.ink : Self.mutedInk,
        ], content: showsWords ? "<title>\(escaped(segment.text))</title>" : nil)
    }
    return text
  }

  private func strip(_ lane: TimelineLane, top: Double) -> String {
    let height = Self.laneHeight - 16
    var text = label(lane.title, detail: lane.unit == "1" ? "" : lane.unit, top: top + 12)
    text += background(top: top, height: height)
    guard let range = lane.range else {
      return text + note("nothing measured", x: Self.left + 10, y: top + height / 2 + 5)
    }
    text += element(
      "path",
      [
        "d": path(of: lane, range: range, top: top, height: height), "fill": "none", "stroke": Self.ink,
        "stroke-width": "1.4", "stroke-linecap": "round", "stroke-linejoin": "round",
      ])
    let span = range.upperBound - range.lowerBound
    for (value, y) in [(range.upperBound, top + 11), (range.lowerBound, top + height - 3)] {
      text += note(tick(value, span: span), x: Self.left - 6, y: y, anchor: "end")
    }
    return text
  }

  private func path(of lane: TimelineLane, range: ClosedRange<Double>, top: Double, height: Double) -> String
  {
    let columns = lane.columns(Int(Self.right - Self.left), over: time)
    var path = ""
    var isDrawing = false
    for (column, value) in columns.enumerated() {
      guard let value else {
        isDrawing = isDrawing && bridges(columns, from: column)
        continue
      }
      let share = min(max((value - range.lowerBound) / (range.upperBound - range.lowerBound), 0), 1)
      let y = top + height - 4 - share * (height - 8)
      path += "\(isDrawing ? "L" : "M")\(number(Self.left + Double(column) + 0.5)) \(number(y))"
      // A lone point is drawn as a short stroke.
      if !isDrawing { path += "h0.8" }
      isDrawing = true
    }
    return path
  }

  /// Whether a gap is only the spacing of frames at this zoom and no missing value.
  private func bridges(_ columns: [Double?], from column: Int) -> Bool {
    let present = columns.count { $0 != nil }
    let spacing = present > 0 ? columns.count / present + 1 : 1
    return columns[column...].prefix(min(spacing, 4)).contains { $0 != nil }
  }

  private func axis(top: Double) -> String {
    let step =
      [1.0, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]
      .first { time.durationSeconds / $0 <= 12 } ?? 7200
    var text = ""
    var seconds = (time.startSeconds / step).rounded(.up) * step
    while seconds <= time.endSeconds {
      let clock = String(format: "%d:%02d", Int(seconds) / 60, Int(seconds) % 60)
      text += note(clock, x: x(seconds), y: top + 16, anchor: "middle")
      seconds += step
    }
    return text + note(validationNotice, x: 16, y: top + 32)
  }

  private func label(_ title: String, detail: String, top: Double) -> String {
    let plain = title.count > 18 ? title.prefix(17) + "…" : title[...]
    var text = element(
      "text", ["x": "16", "y": number(top + 20), "fill": Self.darkInk], content: escaped(String(plain)))
    if !detail.isEmpty { text += note(detail, x: 16, y: top + 33) }
    return text
  }

  private func note(_ text: String, x: Double, y: Double, anchor: String = "start") -> String {
    element(
      "text",
      ["x": number(x), "y": number(y), "text-anchor": anchor, "font-size": "11", "fill": Self.paleInk],
      content: escaped(text))
  }

  private func background(top: Double, height: Double) -> String {
    element(
      "rect",
      [
        "x": number(Self.left), "y": number(top), "width": number(Self.right - Self.left),
        "height": number(height), "fill": "#f3f6f8",
      ])
  }

  private func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, content: String? = nil
  ) -> String {
    let pairs = attributes.map { " \($0)=\"\($1)\"" }.joined()
    return "<\(name)\(pairs)" + (content.map { ">\($0)</\(name)>" } ?? "/>") + "\n"
  }

  private func number(_ value: Double) -> String { String(format: "%.1f", value) }

  private func tick(_ value: Double, span: Double) -> String {
    String(format: span >= 20 ? "%.0f" : span >= 2 ? "%.1f" : "%.2f", value)
  }
}
