import SignalCore

/// A face measure of the whole session and, where asked for, the same one while the participant speaks and
/// while he or she listens; with what it needs and how it is computed.
///
/// All texts of a family come from one definition, and the least data are stated from the numbers that are
/// tested.
struct FaceMeasureFamily: Sendable {
  /// What a measure is taken from.
  enum Source: Sendable {
    case face, actions, smile, smileSides, browSides, eyes, gaze, head, mouth, sound

    /// Whether it is read from the track "action_units".
    var isActionUnits: Bool {
      switch self {
      case .actions, .smile, .smileSides, .browSides: true
      default: false
      }
    }
  }

  struct Needs: Sendable {
    let source: Source
    /// Of the source, in the part of the session measured.
    var seconds = 30.0
    /// 0 for no least rate.
    var framesPerSecond = 8.0
    /// Median distance of the outer eye corners.
    var interocularPixels = FaceQuality.leastInterocularPixels
    /// Whether a head that trembles too much rules the measure out.
    var steadyHead = false
    /// Anything else, as a sentence.
    var also = ""
  }

  enum Parts: Sendable {
    /// The whole session alone.
    case session
    /// The whole session, speaking and listening, one measure each.
    case each
    /// One measure, taken while the participant speaks.
    case speaking
    /// One measure that sets speaking against listening.
    case both
  }

  let base: Measure
  let needs: Needs
  let parts: Parts
  /// `nil` where the data hold too little of what is measured.
  let compute: @Sendable (FaceData, CoveredTime) -> Double?

  init(
    name: String, version: Int = 1, title: String, unit: String, lowerBound: Double? = nil,
    upperBound: Double? = nil, needs: Needs, parts: Parts, definition: String, source: String,
    depression: String, caution: String, trust: Measure.Trust,
    compute: @escaping @Sendable (FaceData, CoveredTime) -> Double?
  ) {
    self.needs = needs
    self.parts = parts
    self.compute = compute
    base = Measure(
      name: name, version: version, title: title, modality: .face, unit: unit, lowerBound: lowerBound,
      upperBound: upperBound, definition: definition, minimumData: Self.minimum(needs, parts),
      source: source, depression: depression, caution: caution, trust: trust)
  }

  /// The part of the session each of the family's measures is taken over, in order.
  var scopes: [FaceScope] {
    switch parts {
    case .session, .both: [.session]
    case .each: FaceScope.allCases
    case .speaking: [.speaking]
    }
  }

  /// Parts of the session that must be known.
  func required(_ scope: FaceScope) -> [FaceScope] { parts == .both ? [.speaking, .listening] : [scope] }

  var measures: [Measure] { scopes.map(measure) }

  func measure(_ scope: FaceScope) -> Measure {
    guard parts == .each, scope != .session else { return base }
    let (suffix, title, part) =
      scope == .speaking
      ? ("speaking", "while speaking", "while the participant speaks")
      : ("listening", "while listening", "while somebody else speaks and the participant is silent")
    return Measure(
      name: base.name + "." + suffix, version: base.version, title: base.title + ", " + title,
      modality: base.modality, unit: base.unit, lowerBound: base.lowerBound, upperBound: base.upperBound,
      definition: base.definition + " Only the time \(part) counts.",
      minimumData: base.minimumData + " These limits hold for the time \(part), which must be known.",
      source: base.source,
      depression: base.depression
        + (hasFinding
          ? " What is said here holds for interviews as a whole, not for the time \(part) alone." : ""),
      caution: base.caution
        + " Who speaks when is decided from the sound; mistakes there move pictures between the two parts.",
      trust: base.trust)
  }

  /// Whether anything is known about depression.
  private var hasFinding: Bool {
    !base.depression.hasPrefix("No published") && !base.depression.hasPrefix("None")
  }

  private static func minimum(_ needs: Needs, _ parts: Parts) -> String {
    guard needs.seconds > 0 else { return "None: without a face the value is 0." }
    var sentences = ["\(text(needs.seconds)) s with the face in view"]
    if parts == .speaking { sentences[0] += " while the participant speaks" }
    if parts == .both { sentences[0] += ", both while the participant speaks and while somebody else does" }
    if !needs.also.isEmpty { sentences.append(needs.also) }
    return sentences.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
  }
}

/// A limit as the texts write it.
private func text(_ number: Double) -> String {
  number == number.rounded() ? "\(Int(number))" : "\(number)"
}

extension FaceMeasureFamily.Needs {
  /// What the pictures must be like, below which the measure is missing as `lowQuality`.
  var quality: String {
    guard seconds > 0 else { return "None." }
    var sentences: [String] = []
    if framesPerSecond > 0 { sentences.append("\(text(framesPerSecond)) pictures a second or more.") }
    if interocularPixels > FaceQuality.leastInterocularPixels {
      sentences.append("Outer eye corners \(text(interocularPixels)) px or more apart (median).")
    }
    if steadyHead {
      sentences.append(
        "Trembling alone turns a still head by no more than "
          + "\(text(FaceQuality.mostTrembleDegreesPerSecond))° a second.")
    }
    return (sentences + [FaceQuality.gateText]).joined(separator: " ")
  }
}
