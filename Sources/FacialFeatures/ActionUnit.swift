public import SignalCore

/// The facial action units estimated here, numbered as in the Facial Action Coding System (Ekman, Friesen & Hager
/// 2002). The estimates are proxies from landmarks and blendshape channels, not FACS codes.
public enum ActionUnit: Int, Sendable, Hashable, CaseIterable {
  case innerBrowRaiser = 1
  case outerBrowRaiser = 2
  case browLowerer = 4
  case upperLidRaiser = 5
  case cheekRaiser = 6
  case lidTightener = 7
  case noseWrinkler = 9
  case upperLipRaiser = 10
  case lipCornerPuller = 12
  case dimpler = 14
  case lipCornerDepressor = 15
  case chinRaiser = 17
  case lipStretcher = 20
  case lipTightener = 23
  case lipsPart = 25
  case jawDrop = 26
  case lipSuck = 28
  case blink = 45

  /// `AU01`, `AU12`.
  public var code: String { rawValue < 10 ? "AU0\(rawValue)" : "AU\(rawValue)" }

  /// Name of the column in the track "action_units".
  public var columnName: String { code + "_p" }
  public var leftColumnName: String { code + "_left_p" }
  public var rightColumnName: String { code + "_right_p" }

  /// Whether the track holds a column for each side.
  public var hasSides: Bool {
    switch self {
    case .innerBrowRaiser, .outerBrowRaiser, .browLowerer, .cheekRaiser, .lidTightener, .lipCornerPuller: true
    default: false
    }
  }

  public var title: String {
    switch self {
    case .innerBrowRaiser: "Inner brow raiser"
    case .outerBrowRaiser: "Outer brow raiser"
    case .browLowerer: "Brow lowerer"
    case .upperLidRaiser: "Upper lid raiser"
    case .cheekRaiser: "Cheek raiser"
    case .lidTightener: "Lid tightener"
    case .noseWrinkler: "Nose wrinkler"
    case .upperLipRaiser: "Upper lip raiser"
    case .lipCornerPuller: "Lip corner puller"
    case .dimpler: "Dimpler"
    case .lipCornerDepressor: "Lip corner depressor"
    case .chinRaiser: "Chin raiser"
    case .lipStretcher: "Lip stretcher"
    case .lipTightener: "Lip tightener"
    case .lipsPart: "Lips part"
    case .jawDrop: "Jaw drop"
    case .lipSuck: "Lip suck"
    case .blink: "Blink"
    }
  }

  public var muscle: String {
    switch self {
    case .innerBrowRaiser: "frontalis, inner part"
    case .outerBrowRaiser: "frontalis, outer part"
    case .browLowerer: "corrugator supercilii, depressor supercilii, procerus"
    case .upperLidRaiser: "levator palpebrae superioris"
    case .cheekRaiser: "orbicularis oculi, orbital part"
    case .lidTightener: "orbicularis oculi, palpebral part"
    case .noseWrinkler: "levator labii superioris alaeque nasi"
    case .upperLipRaiser: "levator labii superioris"
    case .lipCornerPuller: "zygomaticus major"
    case .dimpler: "buccinator"
    case .lipCornerDepressor: "depressor anguli oris"
    case .chinRaiser: "mentalis"
    case .lipStretcher: "risorius, with platysma"
    case .lipTightener: "orbicularis oris"
    case .lipsPart: "depressor labii inferioris, or relaxed mentalis or orbicularis oris"
    case .jawDrop: "masseter relaxed; temporalis and internal pterygoid"
    case .lipSuck: "orbicularis oris"
    case .blink: "levator palpebrae superioris relaxed, orbicularis oculi, palpebral part"
    }
  }

  /// How far the proxy can be relied on. None is checked: no recording coded by FACS was at hand.
  public var trust: Measure.Trust {
    switch self {
    case .innerBrowRaiser, .outerBrowRaiser, .browLowerer, .lipCornerPuller, .lipsPart, .jawDrop, .blink:
      .plausible
    default: .exploratory
    }
  }

  /// What makes the proxy unreliable, one or two sentences.
  public var caution: String {
    switch self {
    case .innerBrowRaiser:
      "The channel browInnerUp is shared by both sides, so a one-sided raise is understated."
    case .outerBrowRaiser: "Hair over the brow and a raised head shift it."
    case .browLowerer: "Spectacle frames and a lowered head read as lowered brows."
    case .upperLidRaiser: "Looking up widens the eye too; only the opening between the lids is measured."
    case .cheekRaiser:
      """
      Rests on distances alone with the squint channel; a smile lifts the cheek by itself, so it cannot tell a \
      felt smile from a posed one.
      """
    case .lidTightener: "Looking down and blinking raise the squint channel too."
    case .noseWrinkler:
      """
      The network has no working channel for it; wrinkles are not seen, only the nose's wing nearing the eye. A \
      raised head shortens the same distance.
      """
    case .upperLipRaiser: "A broad smile lifts the upper lip too; what the smile explains is taken off."
    case .lipCornerPuller:
      "Crying and grimacing raise it; use smile_p where a smile is meant. Speech moves the corners."
    case .dimpler: "The channel is weak and the depth of landmarks is guessed by the network."
    case .lipCornerDepressor:
      "The network's frown channel hardly moves, so it rests on the corners' height, which tilts with the head."
    case .chinRaiser: "Speech sounds that close the lips (p, b, m) raise it."
    case .lipStretcher: "Speech widens the mouth; what a smile explains is taken off."
    case .lipTightener: "Not told apart from lips pressed together (AU24); closing the lips in speech counts."
    case .lipsPart: "Speech parts the lips. A moustache hides the upper lip's edge."
    case .jawDrop: "Speech lowers the jaw. A beard hides the chin."
    case .lipSuck: "Thin lips and a beard look alike; not told apart from pressed lips."
    case .blink: "Looking down covers the eye as a blink does. Too few pictures a second step over blinks."
    }
  }
}
