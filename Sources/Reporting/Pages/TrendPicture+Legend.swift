extension TrendPicture {
  /// What the marks stand for, once a page.
  static func legend(_ entries: [(kind: LegendKind, words: String)]) -> String {
    let items = entries.map { entry in
      let picture = element(
        "svg",
        [
          "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 30 16", "width": "30", "height": "16",
          "aria-hidden": "true",
        ], content: entry.kind.markup)
      return "<li>\(picture) \(escaped(entry.words))</li>"
    }
    return "<ul class=\"legend\">\(items.joined())</ul>"
  }

  enum LegendKind {
    case current, compared, apart, reference, noise, interval

    var markup: String {
      switch self {
      case .current: element("path", ["d": "M15 1l7 7l-7 7l-7 -7z", "fill": PlotColour.vermilion.rawValue])
      case .compared:
        element("path", ["d": "M0 8H30", "stroke": PlotColour.blue.rawValue, "stroke-width": "1.6"])
          + element("circle", ["cx": "15", "cy": "8", "r": "4.5", "fill": PlotColour.blue.rawValue])
      case .apart:
        element(
          "circle",
          [
            "cx": "15", "cy": "8", "r": "4.5", "fill": "#ffffff", "stroke": PlotColour.grey.rawValue,
            "stroke-width": "1.8",
          ])
      case .reference:
        element(
          "rect", ["width": "30", "height": "16", "fill": PlotColour.grey.rawValue, "fill-opacity": "0.18"])
          + element(
            "path",
            [
              "d": "M0 8H30", "stroke": PlotColour.grey.rawValue, "stroke-dasharray": "6 4",
              "stroke-width": "1.4",
            ])
      case .noise:
        element(
          "rect", ["width": "30", "height": "16", "fill": PlotColour.purple.rawValue, "fill-opacity": "0.1"])
          + element(
            "path",
            [
              "d": "M0 1H30M0 15H30", "stroke": PlotColour.purple.rawValue, "stroke-dasharray": "2 3",
              "stroke-width": "1.2",
            ])
      case .interval:
        element("path", ["d": "M15 1V15", "stroke": PlotColour.blue.rawValue, "stroke-width": "1.6"])
      }
    }
  }
}
