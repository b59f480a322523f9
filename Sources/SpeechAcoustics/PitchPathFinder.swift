/// Picks one candidate a frame so that the whole path is strongest (Boersma 1993, eqs. 27–28), by
/// dynamic programming.
///
/// Frames are appended as they come. Now and then the part on which all surviving paths agree is
/// settled and its candidates are dropped: the result is that of the whole search, in bounded memory.
package struct PitchPathFinder {
  private let settings: PitchSettings
  private let settleEveryFrames: Int
  private let jumpCost: Double
  private let voicingCost: Double
  private let ceilingOctave: Double
  /// Frequencies of settled frames; `nil` where unvoiced.
  private var settled: [Double?] = []
  private var pendingFrequencies: [Double?] = []
  /// For every pending candidate the place, in its own frame, of the one before it on its best path.
  private var pendingOrigins: [Int16] = []
  /// Where each pending frame starts in the two arrays above; one more entry at the end.
  private var frameStarts: [Int] = [0]
  private var sinceSettling = 0
  private var lastCandidates: [PitchCandidate] = []
  private var lastTotals: [Double] = []
  private var nextTotals: [Double] = []

  /// - Parameter settleEveryFrames: How often settling is tried; has no influence on the result.
  package init(settings: PitchSettings, settleEveryFrames: Int) {
    precondition(settleEveryFrames >= 1, "settling is tried every so many frames")
    self.settings = settings
    self.settleEveryFrames = settleEveryFrames
    jumpCost = settings.octaveJumpCost * 0.01 / settings.hopSeconds
    ceilingOctave = PitchCandidate.voiced(frequencyHz: settings.ceilingHz, strength: 0).octave
    voicingCost = settings.voicedUnvoicedCost * 0.01 / settings.hopSeconds
  }

  /// - Parameter candidates: At least one.
  package mutating func append(_ candidates: [PitchCandidate]) {
    nextTotals.removeAll(keepingCapacity: true)
    for candidate in candidates {
      var best = 0.0
      var origin = 0
      for (place, total) in lastTotals.enumerated() {
        let sum = total - transitionCost(lastCandidates[place], candidate)
        if place == 0 || sum > best {
          best = sum
          origin = place
        }
      }
      nextTotals.append(best + merit(candidate))
      pendingOrigins.append(Int16(origin))
      pendingFrequencies.append(candidate.isVoiced ? candidate.frequencyHz : nil)
    }
    swap(&lastTotals, &nextTotals)
    lastCandidates.removeAll(keepingCapacity: true)
    lastCandidates.append(contentsOf: candidates)
    frameStarts.append(pendingFrequencies.count)
    sinceSettling += 1
    if sinceSettling == settleEveryFrames {
      sinceSettling = 0
      settle()
    }
  }

  /// The frequency of every frame appended, in hertz; `nil` where unvoiced.
  package mutating func finish() -> [Double?] {
    if let best = lastTotals.indices.max(by: { lastTotals[$0] < lastTotals[$1] }) {
      settle(upTo: frameStarts.count - 2, place: best)
    }
    return settled
  }

  private func merit(_ candidate: PitchCandidate) -> Double {
    candidate.isVoiced
      ? candidate.strength + settings.octaveCost * (candidate.octave - ceilingOctave) : candidate.strength
  }

  private func transitionCost(_ a: PitchCandidate, _ b: PitchCandidate) -> Double {
    switch (a.isVoiced, b.isVoiced) {
    case (true, true): jumpCost * (a.octave - b.octave).magnitude
    case (false, false): 0
    default: voicingCost
    }
  }

  /// Settles every frame up to the last one that all paths share.
  private mutating func settle() {
    var frame = frameStarts.count - 2
    guard frame >= 0 else { return }
    var survivors = Set(lastTotals.indices)
    while survivors.count > 1, frame > 0 {
      survivors = Set(survivors.map { Int(pendingOrigins[frameStarts[frame] + $0]) })
      frame -= 1
    }
    if survivors.count == 1, let place = survivors.first { settle(upTo: frame, place: place) }
  }

  /// Settles the pending frames up to and with `frame`, whose candidate is known.
  private mutating func settle(upTo frame: Int, place: Int) {
    var path = [Double?](repeating: nil, count: frame + 1)
    var place = place
    for f in stride(from: frame, through: 0, by: -1) {
      path[f] = pendingFrequencies[frameStarts[f] + place]
      place = Int(pendingOrigins[frameStarts[f] + place])
    }
    settled += path
    let dropped = frameStarts[frame + 1]
    pendingFrequencies.removeFirst(dropped)
    pendingOrigins.removeFirst(dropped)
    frameStarts = frameStarts[(frame + 1)...].map { $0 - dropped }
  }
}
