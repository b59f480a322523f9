extension ActionUnit {
  /// How the proxy is computed, in words made from the recipe itself.
  public var formula: String {
    let recipe = ActionUnitRecipe.of(self)
    let terms = recipe.terms.map { term in
      let full = term.fullChange < 0 ? "−\(-term.fullChange)" : "+\(term.fullChange)"
      return "\(Self.name(of: term)) (full change \(full), weight \(term.weight))"
    }
    var text =
      "Weighted sum of how far these have moved from the person's neutral, each 0 to 1: "
      + terms.joined(separator: "; ") + "."
    if let explained = recipe.explainedBy {
      text +=
        " Times one minus \(explained.share) × \(explained.unit.code), which moves the same part of the face."
    }
    return text
  }

  /// Where the numbers come from.
  public static let source = """
    Units: Ekman, Friesen & Hager 2002, Facial Action Coding System. Channels: mediapipe blendshape network, \
    Grishchenko et al. 2023, arXiv 2309.05782; landmarks: Kartynnik et al. 2019, arXiv 1907.06724. Weights and \
    full changes are this program's settings: blendshapes near the highest values seen in posed and acted faces, \
    distances near what the muscle can move.
    """

  /// How the smile is told from crying, in words.
  public static let smileFormula = """
    AU12_p, times how far the corners of the mouth stand above their resting height over the middle of the \
    lips (none at 0.01 below it, full at 0.02 above it), times one minus distress. Distress is the strongest pair \
    of: brows drawn together or lowered; inner brows raised (AU01); eyes shut (AU45); chin raised or corners \
    lowered (AU17, AU15), where the pair holds the first or the last.
    """

  private static func name(of term: ActionUnitRecipe.Term) -> String {
    func side(_ name: String) -> String {
      for end in ["Left", "_left"] where name.hasSuffix(end) { return String(name.dropLast(end.count)) }
      return name
    }
    switch term.left {
    case .blendshape(let shape): return "channel " + side(shape.name)
    case .distance(let distance): return "distance " + side(distance.rawValue)
    }
  }
}
