public import ExtractionPipeline
internal import SignalCore

/// The handbook of measures as Markdown, made from their definitions.
public struct MeasuresDocument: Sendable {
  let entries: [MeasureEntry]

  public init(_ entries: [MeasureEntry]) { self.entries = entries }

  /// Some measures alone.
  public var chapters: String {
    String(entries.map(entry).joined().drop(while: \.isNewline))
  }

  /// All of it, with what a reader must know first.
  public var markdown: String {
    var text = """
      # Measures

      Made by `./bellwether measures` from the definitions in the program; do not edit by hand.

      \(validationNotice) Effects are group averages from the literature: none supports a statement about one person.

      Trust: **checked** – agrees with ground truth or an accepted reference within a stated tolerance; **plausible** – \
      computed as published, agreement not measured here; **exploratory** – for research only.

      A value that cannot be had is missing with its reason: `notRequested`, `notRecorded`, `noFace`, `noSpeech`, \
      `unvoiced`, `tooShort`, `lowQuality`, `notApplicable(language)` or `failed(message)`.

      """
    let titles: [(Measure.Modality, String)] = [
      (.speech, "Voice and timing"), (.language, "Words"), (.face, "Face"),
      (.quality, "Quality of the recording"),
    ]
    for (modality, title) in titles {
      let group = entries.filter { $0.measure.modality == modality }
      if group.isEmpty { continue }
      text += "\n## \(title)\n"
      for part in group { text += entry(part) }
    }
    return text + actionUnits
  }

  private var actionUnits: String {
    let rows = TrackColumnDefinition.actionUnits.map { column in
      "| `\(column.column)` | \(cell(column.title)) | \(cell(column.definition)) | \(column.trust.rawValue) | "
        + "\(cell(column.caution)) |"
    }
    return """

      ## Action-unit proxies

      Columns of the track `action_units`, from 0 (the person's own face at rest) to 1. They are proxies from landmarks \
      and learned channels, not FACS codes, and nobody who codes faces has checked them. \
      \(cell(TrackColumnDefinition.actionUnitSource))

      | Column | What it stands for (muscle) | How it is computed | Trust | What makes it unreliable |
      |---|---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  private func entry(_ entry: MeasureEntry) -> String {
    let measure = entry.measure
    let unit = measure.unit == "1" ? "pure number" : cell(measure.unit)
    return """

      ### \(measure.title)

      | `\(measure.name)` | version \(measure.version), \(measure.trust.rawValue) |
      |---|---|
      | Unit and range | \(unit), \(entry.text(.range)) |
      | How it is computed | \(cell(measure.definition)) |
      | Least data | \(cell(measure.minimumData)) |
      | Quality needed | \(cell(entry.qualityNeeds)) |
      | Source | \(cell(measure.source)) |
      | Known about depression | \(cell(measure.depression)) |
      | Sizes | \(cell(sizes(entry))) |
      | Publications | \(cell(entry.text(.citations))) |
      | Against it | \(cell(entry.text(.contrary))) |
      | What makes it unreliable | \(cell(measure.caution)) |

      """
  }

  private func sizes(_ entry: MeasureEntry) -> String {
    let sizes = entry.findings.flatMap { finding in
      finding.effects.enumerated().map { place, effect in
        finding.intervals.indices.contains(place) ? "\(effect) \(finding.intervals[place])" : effect
      }
    }
    if sizes.isEmpty { return entry.text(.effects) }
    let hasIntervals = entry.findings.contains { !$0.intervals.isEmpty }
    return sizes.joined(separator: "; ") + (hasIntervals ? "" : "; " + entry.text(.intervals))
  }

  private func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
