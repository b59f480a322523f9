internal import ClinicalAssessment

/// A value on several days as a small picture: a dot a day, joined where days compare, before a band of others.
struct TrendPicture {
  struct Mark {
    enum Kind { case current, compared, apart }
    /// `nil` stands in the middle; for a lone mark.
    let day: CalendarDay?
    /// Said on hover and by screen readers.
    let label: String
    let value: Double
    var interval: ClosedRange<Double>?
    let kind: Kind
    /// Neighbours of one group are joined by a line.
    let group: ComparisonClass?
  }

  /// Unique on its page.
  let id: String
  let title: String
  let marks: [Mark]
  var reference: ReferenceCohort.Standard?
  /// Where a value may lie by chance alone, seen from the first.
  var noise: ClosedRange<Double>?
  /// How values are shown, and the steps below which differences are not.
  let scale: ShownScale
  var size: Size = .small

  enum Size {
    case small, large
    var width: Double { self == .small ? 360 : 760 }
    var height: Double { self == .small ? 124 : 230 }
  }

  private static let left = 58.0
  private var bottom: Double { size.height - 24 }
  private var right: Double { size.width - 18 }

  private var summary: String {
    var parts = marks.map(\.label)
    if let reference {
      parts.append(
        ReportWording.referenceOf(
          reference.people, low: scale.show(reference.central.lowerBound),
          median: scale.show(reference.median),
          high: scale.show(reference.central.upperBound)))
    }
    return parts.joined(separator: "; ")
  }

  private var vertical: PlotScale {
    var values = marks.flatMap { mark in
      [mark.value] + (mark.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    if let reference { values += [reference.central.lowerBound, reference.central.upperBound] }
    if let noise { values += [noise.lowerBound, noise.upperBound] }
    return PlotScale(domain: scale.domain(of: values, margin: 0.1), start: bottom, end: 10)
  }

  /// Days from the first to the last, a lone day in the middle.
  private var horizontal: PlotScale {
    let days = marks.compactMap(\.day).map { Double($0.number) }
    let low = days.min() ?? 0
    let high = days.max() ?? 0
    return PlotScale(
      domain: low < high ? low...high : (low - 1)...(low + 1), start: Self.left + 14, end: right - 14)
  }

  /// A large one scrolls sideways by itself on small screens, so that its text stays readable.
  var markup: String {
    let attributes: KeyValuePairs<String, String> = [
      "xmlns": "http://www.w3.org/2000/svg", "id": id, "class": size == .small ? "trend" : "trend large",
      "viewBox": "0 0 \(Int(size.width)) \(Int(size.height))", "role": "img",
      "aria-labelledby": "\(id)-title \(id)-desc", "font-size": "12",
    ]
    let parts =
      [
        element("title", ["id": "\(id)-title"], content: escaped(title)),
        element("desc", ["id": "\(id)-desc"], content: escaped(summary)),
      ] + bands + grid + lines + marks.map(markup) + days
    let picture = element("svg", attributes, content: "\n" + parts.joined(separator: "\n") + "\n")
    if size == .small { return picture }
    return element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": title], content: picture)
  }

  private var bands: [String] {
    var parts: [String] = []
    if let reference {
      parts.append(box(reference.central, colour: PlotColour.grey.rawValue, opacity: "0.18"))
      let y = shortest(vertical.position(reference.median))
      parts.append(
        element(
          "path",
          [
            "d": "M\(shortest(Self.left)) \(y)H\(shortest(right))", "stroke": PlotColour.grey.rawValue,
            "stroke-dasharray": "6 4", "stroke-width": "1.4", "fill": "none",
          ]))
    }
    if let noise {
      let edges = [noise.lowerBound, noise.upperBound].map { value in
        "M\(shortest(Self.left)) \(shortest(vertical.position(value)))H\(shortest(right))"
      }
      parts.append(box(noise, colour: PlotColour.purple.rawValue, opacity: "0.1"))
      parts.append(
        element(
          "path",
          [
            "d": edges.joined(), "stroke": PlotColour.purple.rawValue, "stroke-dasharray": "2 3",
            "stroke-width": "1.2", "fill": "none",
          ]))
    }
    return parts
  }

  private func box(_ range: ClosedRange<Double>, colour: String, opacity: String) -> String {
    let top = vertical.position(range.upperBound)
    return element(
      "rect",
      [
        "x": shortest(Self.left), "y": shortest(top), "width": shortest(right - Self.left),
        "height": shortest(max(vertical.position(range.lowerBound) - top, 1)), "fill": colour,
        "fill-opacity": opacity,
      ])
  }

  private var grid: [String] {
    return scale.ticks(vertical.domain, most: size == .small ? 4 : 6).flatMap { value, label in
      let y = vertical.position(value)
      return [
        element(
          "path",
          [
            "d": "M\(shortest(Self.left)) \(shortest(y))H\(shortest(right))", "stroke": "#dfe5e9",
            "fill": "none",
          ]),
        text(label, x: Self.left - 6, y: y + 4, anchor: "end"),
      ]
    }
  }

  private var lines: [String] {
    let groups = Set(marks.compactMap(\.group))
    let paths = groups.compactMap { group -> String? in
      let own = marks.filter { $0.group == group }
      guard own.count >= 2 else { return nil }
      return own.enumerated().map { "\($0 == 0 ? "M" : "L")\(place($1))" }.joined()
    }.sorted()
    return paths.map {
      element(
        "path",
        [
          "d": $0, "stroke": PlotColour.blue.rawValue, "stroke-width": "1.6", "fill": "none",
          "stroke-linejoin": "round",
        ])
    }
  }

  private func place(_ mark: Mark) -> String {
    "\(shortest(horizontal(mark))) \(shortest(vertical.position(mark.value)))"
  }

  private func horizontal(_ mark: Mark) -> Double {
    mark.day.map { horizontal.position(Double($0.number)) } ?? (horizontal.start + horizontal.end) / 2
  }

  private func markup(_ mark: Mark) -> String {
    let x = horizontal(mark)
    let y = vertical.position(mark.value)
    var parts = [element("title", [:], content: escaped(mark.label))]
    let colour = mark.kind == .current ? PlotColour.vermilion : mark.kind == .apart ? .grey : .blue
    if let interval = mark.interval {
      parts.append(
        element(
          "path",
          [
            "d": "M\(shortest(x)) \(shortest(vertical.position(interval.lowerBound)))"
              + "V\(shortest(vertical.position(interval.upperBound)))",
            "stroke": colour.rawValue, "stroke-width": "1.6",
          ]))
    }
    switch mark.kind {
    case .current:
      parts.append(
        element(
          "path", ["d": "M\(shortest(x)) \(shortest(y))m0 -7l7 7l-7 7l-7 -7z", "fill": colour.rawValue]))
    case .compared:
      parts.append(
        element("circle", ["cx": shortest(x), "cy": shortest(y), "r": "4.5", "fill": colour.rawValue]))
    case .apart:
      parts.append(
        element(
          "circle",
          [
            "cx": shortest(x), "cy": shortest(y), "r": "4.5", "fill": "#ffffff", "stroke": colour.rawValue,
            "stroke-width": "1.8",
          ]))
    }
    return element("g", [:], content: parts.joined())
  }

  private var days: [String] {
    guard let first = marks.compactMap(\.day).min(), let last = marks.compactMap(\.day).max() else {
      return []
    }
    let y = size.height - 6
    if first == last {
      let x = horizontal.position(Double(first.number))
      return [text(first.description, x: x, y: y, anchor: "middle")]
    }
    return [
      text(first.description, x: Self.left, y: y, anchor: "start"),
      text(last.description, x: right, y: y, anchor: "end"),
    ]
  }

  private func text(_ words: String, x: Double, y: Double, anchor: String) -> String {
    element(
      "text",
      ["x": shortest(x), "y": shortest(y), "text-anchor": anchor, "fill": PlotColour.grey.rawValue],
      content: escaped(words))
  }
}
