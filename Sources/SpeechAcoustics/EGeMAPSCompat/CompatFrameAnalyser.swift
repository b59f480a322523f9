import SpectralAnalysis

/// Turns samples into contours, frame by frame; pitch and what rests on it follow up to 40 frames later.
struct CompatFrameAnalyser: ~Copyable {
  /// Windowed level up to which a frame counts as unvoiced.
  private static let leastLevel: Float = 0.001
  private static let heldFrames = CompatPitchPath.longestWait + 1

  private let geometry: CompatGeometry
  private let longWindow: [Float]
  private let shortWindow: [Float]
  private var long: SpectrumAnalyser
  private var short: SpectrumAnalyser
  private var shortMagnitude: [Float]
  private var shape: CompatSpectralShape
  private var formants: CompatFormants
  private var candidates: SubharmonicSummation
  private var path = CompatPitchPath()
  private var perturbation: WaveformPerturbation
  private var harmonics: CompatHarmonics
  private var contours = CompatContours()

  private var shortFrames = 0
  private var longFrames = 0
  private var decidedFrames = 0
  /// Magnitudes, levels and candidates of frames whose pitch is undecided, in places by frame number.
  private var heldMagnitudes: [Float]
  private var heldLevels = [Float](repeating: 0, count: heldFrames)
  private var heldFrequencies = [Double](
    repeating: 0, count: heldFrames * SubharmonicSummation.candidateCount)

  init(_ geometry: CompatGeometry) {
    self.geometry = geometry
    longWindow = CompatWindows.gaussian(count: geometry.longSamples)
    shortWindow = CompatWindows.hamming(count: geometry.shortSamples)
    long = SpectrumAnalyser(length: geometry.longTransformLength)
    short = SpectrumAnalyser(length: geometry.shortTransformLength)
    shortMagnitude = [Float](repeating: 0, count: geometry.shortBinCount)
    shape = CompatSpectralShape(geometry: geometry)
    formants = CompatFormants(geometry: geometry)
    candidates = SubharmonicSummation(binCount: geometry.longBinCount, binHz: geometry.longBinHz)
    perturbation = WaveformPerturbation(geometry: geometry)
    harmonics = CompatHarmonics(geometry: geometry)
    heldMagnitudes = [Float](repeating: 0, count: Self.heldFrames * geometry.longBinCount)
  }

  /// Samples before it are not read again. Where the hop was rounded the perturbation's reading runs ahead of the
  /// frames and is set back to the row's frame.
  var firstNeededIndex: Int { min(perturbation.readIndex, decidedFrames * geometry.hopSamples) }

  /// Analyses every frame that is complete.
  mutating func advance(_ held: [Float], firstIndex: Int) {
    let samples = held.span
    let end = firstIndex + samples.count
    while true {
      let shortStart = shortFrames * geometry.hopSamples
      let longStart = longFrames * geometry.hopSamples
      // A long frame ends after the short ones it needs.
      if shortStart + geometry.shortSamples <= end, shortFrames <= longFrames + 4 {
        let from = shortStart - firstIndex
        addShortFrame(samples.extracting(from..<from + geometry.shortSamples))
      } else if longStart + geometry.longSamples <= end {
        let from = longStart - firstIndex
        addLongFrame(samples.extracting(from..<from + geometry.longSamples))
        settle(samples, firstIndex: firstIndex)
      } else if shortStart + geometry.shortSamples <= end {
        let from = shortStart - firstIndex
        addShortFrame(samples.extracting(from..<from + geometry.shortSamples))
      } else {
        return
      }
    }
  }

  /// Decides what still waits.
  consuming func finish(_ samples: [Float], firstIndex: Int) -> CompatContours {
    contours.endSound()
    path.finish()
    settle(samples.span, firstIndex: firstIndex)
    return contours
  }

  private mutating func addShortFrame(_ samples: Span<Float>) {
    _ = short.magnitude(of: samples, window: shortWindow, into: &shortMagnitude)
    contours.energySum += Double(dotProduct(samples, samples)) / Double(samples.count)
    let values = shape.analyse(shortMagnitude)
    formants.analyse(&short)
    contours.append(values, formantsHz: formants.frequenciesHz, bandwidthsHz: formants.bandwidthsHz)
    shortFrames += 1
  }

  private mutating func addLongFrame(_ samples: Span<Float>) {
    let place = longFrames % Self.heldFrames
    let bins = place * geometry.longBinCount..<(place + 1) * geometry.longBinCount
    let energy = long.magnitude(of: samples, window: longWindow, into: &heldMagnitudes, from: bins.lowerBound)
    candidates.analyse(heldMagnitudes, bins: bins)
    heldLevels[place] = (energy / Float(samples.count)).squareRoot()
    for i in 0..<SubharmonicSummation.candidateCount {
      heldFrequencies[place * SubharmonicSummation.candidateCount + i] = candidates.frequenciesHz[i]
    }
    longFrames += 1
    path.append(frequenciesHz: candidates.frequenciesHz, voicing: candidates.voicing)
  }

  /// Measures the voice of every frame whose pitch is now decided.
  private mutating func settle(_ samples: Span<Float>, firstIndex: Int) {
    for i in path.decisions.indices {
      let place = decidedFrames % Self.heldFrames
      let choice = Int(path.decisions[i])
      let isVoiced = choice != CompatPitchPath.unvoiced && heldLevels[place] > Self.leastLevel
      let frequencyHz =
        isVoiced ? heldFrequencies[place * SubharmonicSummation.candidateCount + choice] : 0
      if frequencyHz > 0 {
        addVoiced(frequencyHz, place: place, samples: samples, firstIndex: firstIndex)
      } else {
        perturbation.skipRow()
        contours.appendUnvoiced()
      }
      decidedFrames += 1
    }
    path.clearDecisions()
  }

  private mutating func addVoiced(
    _ frequencyHz: Double, place: Int, samples: Span<Float>, firstIndex: Int
  ) {
    let base = place * geometry.longBinCount
    let noise = perturbation.measureRow(
      decidedFrames, frequencyHz: frequencyHz, samples: samples, firstIndex: firstIndex)
    let formantsHz = contours.formantsHz(decidedFrames)
    let magnitudes = heldMagnitudes
    let values = harmonics.measure(
      magnitudes.span.extracting(base..<base + geometry.longBinCount), frequencyHz: frequencyHz,
      formantsHz: formantsHz)
    contours.appendVoiced(frequencyHz, jitter: noise.jitter, shimmer: noise.shimmer, values)
  }
}
