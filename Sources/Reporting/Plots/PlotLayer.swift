/// A place in a plot, in the units of its axes.
package struct PlotPoint: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// How a line is drawn; dashes tell lines apart in print without colour.
package struct PlotStroke: Sendable, Hashable {
  package enum Dash: String, Sendable { case solid = "", dashed = "7 5", dotted = "2 4" }
  package var colour: PlotColour
  package var width: Double
  package var dash: Dash

  package init(_ colour: PlotColour, width: Double = 2, dash: Dash = .solid) {
    self.colour = colour
    self.width = width
    self.dash = dash
  }
}

/// A thing drawn in a plot; later ones lie above earlier ones.
package enum PlotLayer: Sendable {
  /// Round marks; overlapping ones darken each other.
  case points([PlotPoint], colour: PlotColour, radius: Double)
  /// Diamonds, joined to `lower` and `upper` by a vertical whisker where an interval is known.
  case estimates([(point: PlotPoint, interval: ClosedRange<Double>?)], colour: PlotColour)
  case line([PlotPoint], PlotStroke)
  /// The area between two horizontal values over the whole width.
  case horizontalBand(ClosedRange<Double>, colour: PlotColour)
  /// A rectangle from `x` to `x` and from `y` to `y`, its colour as strong as `strength`, 0 to 1.
  case boxes([(x: ClosedRange<Double>, y: ClosedRange<Double>, strength: Double)], colour: PlotColour)
  /// A ring that a script of the page may move; carries `id`.
  case marker(id: String, at: PlotPoint, colour: PlotColour)
}

/// What a mark or a line stands for, shown under the plot.
package struct PlotLegendEntry: Sendable, Hashable {
  package enum Mark: Sendable, Hashable {
    case point(PlotColour)
    case estimate(PlotColour)
    case line(PlotStroke)
    case area(PlotColour)
  }
  package let title: String
  package let mark: Mark

  package init(_ title: String, _ mark: Mark) {
    self.title = title
    self.mark = mark
  }
}
