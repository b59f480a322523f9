/// A picture of numbers with two axes as accessible SVG: a title and a description for screen readers, marks
/// that differ by shape and dash as well as colour, sizes that print.
package struct Plot: Sendable {
  package struct Axis: Sendable {
    package var title: String
    package var domain: ClosedRange<Double>
    /// Names at given places, in place of numbers; of one line, or of two on the horizontal axis.
    package var names: [(value: Double, name: String)]

    package init(_ title: String, _ domain: ClosedRange<Double>, names: [(value: Double, name: String)] = [])
    {
      self.title = title
      self.domain = domain
      self.names = names
    }
  }

  /// Unique on its page: letters, digits and hyphens.
  let id: String
  let title: String
  /// What the picture shows, in words and with its main numbers, for people who do not see it.
  let summary: String
  let horizontal: Axis
  let vertical: Axis
  let layers: [PlotLayer]
  let legend: [PlotLegendEntry]

  package init(
    id: String, title: String, summary: String, horizontal: Axis, vertical: Axis, layers: [PlotLayer],
    legend: [PlotLegendEntry] = []
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.horizontal = horizontal
    self.vertical = vertical
    self.layers = layers
    self.legend = legend
  }

  /// Picture units; one is a CSS pixel where the picture has its natural size.
  package static let width = 560.0
  static let left = 62.0
  static let right = 546.0
  static let top = 14.0
  static let bottom = 366.0
  private static let legendTop = 434.0
  private static let legendLine = 22.0

  package var horizontalScale: PlotScale {
    PlotScale(domain: horizontal.domain, start: Self.left, end: Self.right)
  }
  package var verticalScale: PlotScale {
    PlotScale(domain: vertical.domain, start: Self.bottom, end: Self.top)
  }

  private var legendRows: [[PlotLegendEntry]] {
    var rows: [[PlotLegendEntry]] = []
    var used = 0.0
    for entry in legend {
      let width = Self.legendWidth(entry)
      if rows.isEmpty || used + width > Self.right - Self.left {
        rows.append([entry])
        used = width
      } else {
        rows[rows.count - 1].append(entry)
        used += width
      }
    }
    return rows
  }

  /// Room for the mark, the text at a generous 7 units a letter, and a gap.
  private static func legendWidth(_ entry: PlotLegendEntry) -> Double { 50 + 7 * Double(entry.title.count) }

  package var height: Double { Self.legendTop + Self.legendLine * Double(legendRows.count) - 8 }

  package var svg: String {
    let drawing = PlotDrawing(horizontal: horizontalScale, vertical: verticalScale)
    let attributes: KeyValuePairs<String, String> = [
      "xmlns": "http://www.w3.org/2000/svg", "id": id, "class": "plot",
      "viewBox": "0 0 \(Int(Self.width)) \(Int(height))", "role": "img",
      "aria-labelledby": "\(id)-title \(id)-summary",
      "font-family": "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif", "font-size": "13",
    ]
    let parts =
      [
        element("title", ["id": "\(id)-title"], content: escaped(title)),
        element("desc", ["id": "\(id)-summary"], content: escaped(summary)),
        element("rect", ["width": "100%", "height": "100%", "fill": "#ffffff"]),
        grid(drawing),
      ] + layers.map(drawing.markup) + [frame, legendMarkup(drawing)]
    return element("svg", attributes, content: "\n" + parts.joined(separator: "\n") + "\n")
  }

  private var frame: String {
    element(
      "path",
      [
        "d": "M\(Int(Self.left)) \(Int(Self.top))V\(Int(Self.bottom))H\(Int(Self.right))", "fill": "none",
        "stroke": PlotColour.grey.rawValue,
      ])
  }

  private func grid(_ drawing: PlotDrawing) -> String {
    var parts: [String] = []
    for (value, name) in Self.ticks(horizontal) {
      let x = horizontalScale.position(value)
      if horizontal.names.isEmpty {
        parts.append(drawing.gridLine("M\(shortest(x)) \(Int(Self.top))V\(Int(Self.bottom))"))
      }
      for (line, words) in name.split(separator: "\n").enumerated() {
        let y = Self.bottom + (line == 0 ? 18 : 33)
        parts.append(drawing.text(String(words), x: x, y: y, anchor: "middle"))
      }
    }
    for (value, name) in Self.ticks(vertical) {
      let y = verticalScale.position(value)
      parts.append(drawing.gridLine("M\(Int(Self.left)) \(shortest(y))H\(Int(Self.right))"))
      parts.append(drawing.text(name, x: Self.left - 8, y: y + 4.5, anchor: "end"))
    }
    let middle = (Self.top + Self.bottom) / 2
    parts.append(
      drawing.text(
        horizontal.title, x: (Self.left + Self.right) / 2,
        y: Self.bottom + (horizontal.names.isEmpty ? 41 : 50), anchor: "middle",
        colour: .ink))
    parts.append(
      element(
        "text",
        [
          "transform": "translate(16 \(shortest(middle))) rotate(-90)", "text-anchor": "middle",
          "fill": PlotColour.ink.rawValue,
        ], content: escaped(vertical.title)))
    return parts.joined(separator: "\n")
  }

  private static func ticks(_ axis: Axis) -> [(Double, String)] {
    if !axis.names.isEmpty { return axis.names.map { ($0.value, $0.name) } }
    let ticks = AxisTicks(axis.domain)
    return ticks.values.map { ($0, ticks.label($0)) }
  }

  private func legendMarkup(_ drawing: PlotDrawing) -> String {
    var parts: [String] = []
    for (index, row) in legendRows.enumerated() {
      let y = Self.legendTop + Self.legendLine * Double(index)
      var x = Self.left
      for entry in row {
        parts.append(drawing.legendMark(entry.mark, x: x, y: y - 4.5))
        parts.append(drawing.text(entry.title, x: x + 34, y: y, anchor: "start", colour: .ink))
        x += Self.legendWidth(entry)
      }
    }
    return parts.joined(separator: "\n")
  }
}
