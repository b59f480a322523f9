import Foundation
import Reporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Plots")
struct PlotTests {
  @Test(
    "ticks are multiples of 1, 2 or 5 times a power of ten",
    arguments: [
      (0.0...24.0, [0.0, 5, 10, 15, 20]), (0...1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (-7.3...7.3, [-5, 0, 5]),
      (0...27, [0, 5, 10, 15, 20, 25]), (0.31...0.34, [0.31, 0.32, 0.33, 0.34]),
      (-1200...300, [-1000, -500, 0]),
    ])
  func ticks(range: ClosedRange<Double>, expected: [Double]) {
    #expect(AxisTicks(range).values == expected)
  }

  @Test("every range has two to six ticks, all inside it and evenly apart")
  func anyRange() {
    for low in stride(from: -50.0, through: 50, by: 7.3) {
      for span in [1e-6, 0.013, 0.7, 1, 3.3, 24, 999, 1e7] {
        let ticks = AxisTicks(low...(low + span))
        #expect((2...6).contains(ticks.values.count), "\(low) + \(span)")
        #expect(ticks.values.allSatisfy { $0 >= low - span * 1e-6 && $0 <= low + span * (1 + 1e-6) })
        for (first, second) in zip(ticks.values, ticks.values.dropFirst()) {
          // Neighbours near 50 differ by a millionth in numbers that hold 16 digits.
          #expect(abs(second - first - ticks.step) < 1e-13 + ticks.step * 1e-7)
        }
      }
    }
  }

  @Test("labels carry the decimals of the step and a true minus sign")
  func labels() {
    let tenths = AxisTicks(-0.4...0.4)
    #expect(tenths.values.map(tenths.label) == ["\u{2212}0.4", "\u{2212}0.2", "0.0", "0.2", "0.4"])
    let tens = AxisTicks(0...50)
    #expect(tens.label(30) == "30")
  }

  @Test("a range of no width has one tick")
  func noWidth() {
    #expect(AxisTicks(3...3).values == [3])
  }

  @Test("a scale maps ends to ends, the middle to the middle, and keeps what is outside on the edge")
  func scale() {
    let scale = PlotScale(domain: 10...20, start: 366, end: 14)
    #expect(scale.position(10) == 366)
    #expect(scale.position(20) == 14)
    #expect(scale.position(15) == 190)
    #expect(scale.position(99) == 14)
    #expect(scale.position(-99) == 366)
  }

  @Test("a domain holds its values, and one value alone gets room")
  func domain() {
    #expect(PlotScale.domain(of: [0, 100]) == -4...104)
    #expect(PlotScale.domain(of: [5], including: [5]) == 4.5...5.5)
    #expect(PlotScale.domain(of: []) == 0...1)
  }

  @Test("an axis of percentages ends at 100, and shows ten of its smallest steps all the same")
  func percentages() {
    let scale = ShownScale(decimals: 0, greatest: 100)
    #expect(scale.domain(of: [40, 99], margin: 0.1) == 34.1...100)
    #expect(scale.domain(of: [99, 100], margin: 0.1) == 90...100)
    #expect(scale.domain(of: [2, 3], margin: 0.1) == 0...10)
    #expect(ShownScale(decimals: 0, factor: 100, greatest: 1).domain(of: [1], margin: 0.1) == 0.9...1)
    // A value that should not be there is drawn where it is.
    #expect(scale.domain(of: [0, 120], margin: 0.1) == 0...132)
    #expect(ShownScale(decimals: 0).domain(of: [40, 99], margin: 0.1) == 34.1...104.9)
  }

  @Test("a plot is well-formed XML with a title and a description, whatever its texts hold")
  func wellFormed() throws {
    let evil = "a<b & \"c\" 'd' ]]> \u{1} </title><script>alert(1)</script>"
    let plot = Plot(
      id: "evil", title: evil, summary: evil, horizontal: Plot.Axis(evil, 0...1, names: [(0.5, evil)]),
      vertical: Plot.Axis(evil, -1...1),
      layers: [
        .points([PlotPoint(0.1, 0), PlotPoint(0.9, 1)], colour: .blue, radius: 3),
        .line([PlotPoint(0, 0), PlotPoint(1, 1)], PlotStroke(.grey, dash: .dashed)),
        .horizontalBand(-0.5...0.5, colour: .green),
        .boxes([(x: 0...0.2, y: 0...0.2, strength: 1)], colour: .purple),
        .estimates([(point: PlotPoint(0.5, 0.5), interval: 0.4...0.6)], colour: .vermilion),
        .marker(id: "ring", at: PlotPoint(0.2, 0.2), colour: .ink),
      ],
      legend: [PlotLegendEntry(evil, .area(.green)), PlotLegendEntry("line", .line(PlotStroke(.grey)))])
    let reader = ElementReader()
    let parser = XMLParser(data: Data(plot.svg.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(!reader.names.contains("script"))
    #expect(reader.names.filter { $0 == "title" || $0 == "desc" }.count == 2)
    #expect(reader.attributes["svg"]?["aria-labelledby"] == "evil-title evil-summary")
    #expect(reader.attributes["svg"]?["role"] == "img")
    #expect(reader.text.contains("alert(1)"))
  }

  @Test("a point is drawn where the scales put it")
  func place() {
    let plot = Plot(
      id: "p", title: "t", summary: "s", horizontal: Plot.Axis("x", 0...1), vertical: Plot.Axis("y", 0...1),
      layers: [.points([PlotPoint(0.5, 0.25)], colour: .blue, radius: 3)])
    // Half of 62…546, and a quarter up from 366 to 14.
    #expect(plot.horizontalScale.position(0.5) == 304)
    #expect(plot.verticalScale.position(0.25) == 278)
    #expect(plot.svg.contains("M304 278h0"))
  }

  @Test("a map of many points counts each once, in cells a point wide around whole numbers")
  func density() {
    let points = [(3.0, 0.0), (3.2, 0.4), (2.6, -0.3), (3.4, 0), (9, 2)].map { PlotPoint($0.0, $0.1) }
    let boxes = PlotDensity(points).boxes
    #expect(boxes.map(\.x) == [2.5...3.5, 8.5...9.5])
    #expect(boxes.map(\.y) == [-0.5...0.5, 1.5...2.5])
    // Roots of 4 and 1 over 4.
    #expect(boxes.map(\.strength) == [1, 0.5])
  }

  @Test("all colours keep a contrast of 3 to 1 with white, as marks need for people who see little")
  func contrast() throws {
    for colour in PlotColour.allCases {
      let channels = try #require(Int(colour.rawValue.dropFirst(), radix: 16))
      let linear = [channels >> 16, channels >> 8 & 255, channels & 255].map { channel -> Double in
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      // Relative luminance and contrast ratio of WCAG 2.2.
      let luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
      #expect(1.05 / (luminance + 0.05) >= 3, "\(colour)")
    }
  }
}

/// Gathers what an XML document holds.
final class ElementReader: NSObject, XMLParserDelegate {
  var names: [String] = []
  var attributes: [String: [String: String]] = [:]
  var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.append(name)
    self.attributes[name] = attributes
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
