internal import ExtractionPipeline
public import SignalCore

/// The handbook of measures as Markdown, made from their definitions.
public struct MeasuresDocument: Sendable {
  let measures: [Measure]

  public init(_ measures: [Measure]) { self.measures = measures }

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
      let group = measures.filter { $0.modality == modality }
      if group.isEmpty { continue }
      text += "\n## \(title)\n"
      for measure in group { text += entry(measure) }
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

  private func entry(_ measure: Measure) -> String {
    """

    ### \(measure.title)

    | `\(measure.name)` | version \(measure.version), \(measure.trust.rawValue) |
    |---|---|
    | Unit and range | \(measure.unit == "1" ? "pure number" : cell(measure.unit)), \(range(measure)) |
    | How it is computed | \(cell(measure.definition)) |
    | Least data | \(cell(measure.minimumData)) |
    | Source | \(cell(measure.source)) |
    | Known about depression | \(cell(measure.depression)) |
    | What makes it unreliable | \(cell(measure.caution)) |

    """
  }

  private func range(_ measure: Measure) -> String {
    switch (measure.lowerBound, measure.upperBound) {
    case (let low?, let high?): "\(plain(low)) to \(plain(high))"
    case (let low?, nil): "from \(plain(low))"
    case (nil, let high?): "up to \(plain(high))"
    case (nil, nil): "any number"
    }
  }

  private func plain(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }

  private func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
