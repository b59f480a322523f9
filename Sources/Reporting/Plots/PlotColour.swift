/// Colours that people with any common colour vision tell apart (Okabe & Ito 2008, "Color Universal Design"),
/// darkened where they would be too pale for lines on white; used with different dashes and marks, never
/// alone.
package enum PlotColour: String, Sendable, CaseIterable {
  case blue = "#0072b2"
  case vermilion = "#c44e00"
  case green = "#00795c"
  case purple = "#a8487c"
  case grey = "#5b6770"
  case ink = "#1d2b36"
}
