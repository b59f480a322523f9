internal import SignalCore

/// How a measure is spread over many sessions: bars for how many lie where, the middle 8 of 10, the middle one.
struct SpreadPicture {
  /// Unique on its page.
  let id: String
  let title: String
  /// At least two.
  let values: [Double]
  let shownScale: ShownScale

  private static let width = 360.0
  private static let height = 104.0
  private static let bins = 24
  private static let left = 14.0
  private static let right = 346.0
  private static let bottom = 80.0

  /// 10th, 50th and 90th percentile.
  var quantiles: (low: Double, median: Double, high: Double)? {
    guard let low = values.quantile(0.1), let median = values.median, let high = values.quantile(0.9) else {
      return nil
    }
    return (low, median, high)
  }

  var svg: String {
    let scale = PlotScale(
      domain: shownScale.domain(of: values, margin: 0.02), start: Self.left, end: Self.right)
    var counts = [Int](repeating: 0, count: Self.bins)
    let step = (Self.right - Self.left) / Double(Self.bins)
    for value in values {
      counts[min(Int((scale.position(value) - Self.left) / step), Self.bins - 1)] += 1
    }
    let most = Double(counts.max() ?? 1)
    var bars = ""
    for (bin, count) in counts.enumerated() where count > 0 {
      let height = max(Double(count) / most * (Self.bottom - 14), 2)
      let x = Self.left + Double(bin) * step + 1
      bars +=
        "M\(shortest(x)) \(shortest(Self.bottom))v-\(shortest(height))h\(shortest(step - 2))v\(shortest(height))z"
    }
    var parts = [element("title", ["id": "\(id)-title"], content: escaped(title))]
    if let quantiles {
      parts.append(
        element(
          "desc", ["id": "\(id)-desc"],
          content: escaped(
            ReportWording.spread(
              values.count, low: shownScale.show(quantiles.low), median: shownScale.show(quantiles.median),
              high: shownScale.show(quantiles.high)))))
      let low = scale.position(quantiles.low)
      parts.append(
        element(
          "rect",
          [
            "x": shortest(low), "y": "6", "width": shortest(max(scale.position(quantiles.high) - low, 1)),
            "height": shortest(Self.bottom - 6), "fill": PlotColour.grey.rawValue, "fill-opacity": "0.18",
          ]))
    }
    parts.append(element("path", ["d": bars, "fill": PlotColour.blue.rawValue, "fill-opacity": "0.75"]))
    if let quantiles {
      let x = shortest(scale.position(quantiles.median))
      parts.append(
        element(
          "path",
          ["d": "M\(x) 4V\(shortest(Self.bottom))", "stroke": PlotColour.ink.rawValue, "stroke-width": "2"]))
    }
    parts.append(
      element(
        "path",
        [
          "d": "M\(shortest(Self.left)) \(shortest(Self.bottom))H\(shortest(Self.right))",
          "stroke": PlotColour.grey.rawValue,
        ]))
    for (value, label) in shownScale.ticks(scale.domain, most: 5) {
      parts.append(
        element(
          "text",
          [
            "x": shortest(scale.position(value)), "y": shortest(Self.bottom + 17), "text-anchor": "middle",
            "fill": PlotColour.grey.rawValue,
          ], content: escaped(label)))
    }
    let attributes: KeyValuePairs<String, String> = [
      "xmlns": "http://www.w3.org/2000/svg", "id": id, "class": "spread",
      "viewBox": "0 0 \(Int(Self.width)) \(Int(Self.height))", "role": "img",
      "aria-labelledby": "\(id)-title \(id)-desc", "font-size": "12",
    ]
    return element("svg", attributes, content: "\n" + parts.joined(separator: "\n") + "\n")
  }
}
