internal import Foundation

/// Turns layers into SVG with a plot's two scales.
struct PlotDrawing {
  let horizontal: PlotScale
  let vertical: PlotScale

  func markup(_ layer: PlotLayer) -> String {
    switch layer {
    case .points(let points, let colour, let radius):
      // One path of zero-length round strokes draws thousands of marks in a tenth of the bytes of circles.
      path(
        points.map { "M\(place($0))h0" }.joined(),
        ["stroke-width": shortest(2 * radius), "stroke-linecap": "round", "stroke-opacity": "0.55"], colour)
    case .estimates(let estimates, let colour): markup(estimates, colour)
    case .line(let points, let stroke): line(points.map(place), stroke)
    case .horizontalBand(let range, let colour):
      box(x: horizontal.domain, y: range, opacity: 0.14, colour: colour)
    case .boxes(let boxes, let colour):
      boxes.map { box(x: $0.x, y: $0.y, opacity: 0.12 + 0.78 * min(max($0.strength, 0), 1), colour: colour) }
        .joined(separator: "\n")
    case .marker(let id, let point, let colour):
      element(
        "circle",
        [
          "id": id, "cx": shortest(horizontal.position(point.x)), "cy": shortest(vertical.position(point.y)),
          "r": "7", "fill": "#ffffff", "fill-opacity": "0.4", "stroke": colour.rawValue, "stroke-width": "3",
          "data-left": shortest(horizontal.start), "data-right": shortest(horizontal.end),
          "data-top": shortest(vertical.end), "data-bottom": shortest(vertical.start),
        ])
    }
  }

  private func markup(
    _ estimates: [(point: PlotPoint, interval: ClosedRange<Double>?)], _ colour: PlotColour
  ) -> String {
    let whiskers = estimates.compactMap { estimate in
      estimate.interval.map { range in
        let x = shortest(horizontal.position(estimate.point.x))
        return "M\(x) \(shortest(vertical.position(range.lowerBound)))"
          + "V\(shortest(vertical.position(range.upperBound)))"
      }
    }
    let diamonds = estimates.map { "M\(place($0.point))m0 -5l5 5l-5 5l-5 -5z" }
    return path(whiskers.joined(), ["stroke-width": "1.6"], colour) + "\n"
      + element("path", ["d": diamonds.joined(), "fill": colour.rawValue])
  }

  private func line(_ places: [String], _ stroke: PlotStroke) -> String {
    guard let first = places.first else { return "" }
    let rest = places.dropFirst().map { "L\($0)" }.joined()
    return path(
      "M\(first)\(rest)",
      [
        "stroke-width": shortest(stroke.width), "stroke-linejoin": "round",
        "stroke-dasharray": stroke.dash.rawValue,
      ], stroke.colour)
  }

  private func path(
    _ data: String, _ attributes: KeyValuePairs<String, String>, _ colour: PlotColour
  ) -> String {
    guard !data.isEmpty else { return "" }
    let more = attributes.filter { !$0.value.isEmpty }.map { " \($0.key)=\"\($0.value)\"" }.joined()
    return "<path d=\"\(data)\" fill=\"none\" stroke=\"\(colour.rawValue)\"\(more)/>"
  }

  private func box(
    x: ClosedRange<Double>, y: ClosedRange<Double>, opacity: Double, colour: PlotColour
  ) -> String {
    let left = horizontal.position(x.lowerBound)
    let top = vertical.position(y.upperBound)
    return element(
      "rect",
      [
        "x": shortest(left), "y": shortest(top),
        "width": shortest(horizontal.position(x.upperBound) - left),
        "height": shortest(vertical.position(y.lowerBound) - top), "fill": colour.rawValue,
        "fill-opacity": shortest(opacity),
      ])
  }

  func gridLine(_ data: String) -> String {
    element("path", ["d": data, "stroke": "#dfe5e9", "fill": "none"])
  }

  func text(
    _ words: String, x: Double, y: Double, anchor: String, colour: PlotColour = .grey
  ) -> String {
    element(
      "text",
      ["x": shortest(x), "y": shortest(y), "text-anchor": anchor, "fill": colour.rawValue],
      content: escaped(words))
  }

  /// A mark 26 units wide around the height `y`.
  func legendMark(_ mark: PlotLegendEntry.Mark, x: Double, y: Double) -> String {
    let centre = "M\(shortest(x + 13)) \(shortest(y))"
    switch mark {
    case .point(let colour):
      return path(
        centre + "h0", ["stroke-width": "9", "stroke-linecap": "round", "stroke-opacity": "0.7"], colour)
    case .estimate(let colour):
      return element("path", ["d": centre + "m0 -5l5 5l-5 5l-5 -5z", "fill": colour.rawValue])
    case .line(let stroke):
      return line(["\(shortest(x)) \(shortest(y))", "\(shortest(x + 26)) \(shortest(y))"], stroke)
    case .area(let colour):
      return element(
        "rect",
        [
          "x": shortest(x), "y": shortest(y - 6), "width": "26", "height": "12", "fill": colour.rawValue,
          "fill-opacity": "0.25",
        ])
    }
  }

  private func place(_ point: PlotPoint) -> String {
    "\(shortest(horizontal.position(point.x))) \(shortest(vertical.position(point.y)))"
  }
}

/// A picture coordinate with at most two decimals: finer than any screen or printer shows.
func shortest(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let whole = abs(hundredths) / 100
  let rest = abs(hundredths) % 100
  let sign = hundredths < 0 ? "-" : ""
  if rest == 0 { return "\(sign)\(whole)" }
  return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
