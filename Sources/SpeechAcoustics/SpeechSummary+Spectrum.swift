import RealModule
import SignalCore

extension SpeechSummary {
  var spectralReadings: [MeasureReading] {
    let spectra = frames.spectra
    let voicedPlaces = voicedFrames
    let shapeRateHz = SpeechMeasures.leastShapeRateHz
    func mean(_ column: SpectralFrames.Voiced, leastRateHz: Double = 0) -> MeasuredValue {
      if frames.sampleRateHz < leastRateHz { return .missing(.lowQuality) }
      let numbers = values(spectra.column(column), at: voicedPlaces)
      return voiced(numbers.mean, count: numbers.count, leastSeconds: Least.voicedForSpectrum)
    }
    return [
      MeasureReading(SpeechMeasures.firstOverSecondHarmonic, mean(.firstOverSecondHarmonic)),
      MeasureReading(SpeechMeasures.longTermTilt, longTermTilt),
      MeasureReading(SpeechMeasures.lowSlope, mean(.lowSlope)),
      MeasureReading(SpeechMeasures.middleSlope, mean(.middleSlope)),
      MeasureReading(SpeechMeasures.alphaRatio, mean(.alphaRatio, leastRateHz: shapeRateHz)),
      MeasureReading(SpeechMeasures.hammarbergIndex, mean(.hammarbergIndex, leastRateHz: shapeRateHz)),
      MeasureReading(SpeechMeasures.centreOfGravity, mean(.centreOfGravity, leastRateHz: shapeRateHz)),
    ]
  }

  private var longTermTilt: MeasuredValue {
    if frames.sampleRateHz < SpeechMeasures.leastTiltRateHz { return .missing(.lowQuality) }
    let low = values(frames.spectra.lowPower, at: range)
    let middle = values(frames.spectra.middlePower, at: range)
    let isEnough = Double(low.count) * hopSeconds >= Least.speech
    guard let below = low.mean, let above = middle.mean, below > 0, above > 0 else {
      return .missing(.tooShort)
    }
    return enough(10 * Double.log10(above / below), isEnough)
  }

  var formantReadings: [MeasureReading] {
    let places = voicedFrames
    func median(_ column: FrameRows.Column) -> MeasuredValue {
      let numbers = values(column, at: places)
      return voiced(numbers.median, count: numbers.count, leastSeconds: Least.voicedForSpectrum)
    }
    let frequencies = frames.formants.frequenciesHz.prefix(4).map(median)
    let bandwidths = frames.formants.bandwidthsHz.prefix(4).map(median)
    let first = zip(SpeechMeasures.formantFrequencies, frequencies).map { MeasureReading($0, $1) }
    let second = zip(SpeechMeasures.formantBandwidths, bandwidths).map { MeasureReading($0, $1) }
    // (F₂ − F₁ + F₃ − F₂ + F₄ − F₃) / 3.
    let dispersion = frequencies[3].number.flatMap { fourth in
      frequencies[0].number.map { (fourth - $0) / 3 }
    }
    return first + second + [
      MeasureReading(
        SpeechMeasures.formantDispersion,
        .init(dispersion, orMissing: frequencies[3].reason ?? frequencies[0].reason ?? .tooShort)),
      MeasureReading(SpeechMeasures.vowelSpaceArea, vowelSpaceArea(places)),
    ]
  }

  private func vowelSpaceArea(_ places: [Int]) -> MeasuredValue {
    let frequencies = frames.formants.frequenciesHz
    let points = places.compactMap { place in
      frequencies[0][place].flatMap { first in frequencies[1][place].map { (Double(first), Double($0)) } }
    }
    return voiced(
      VowelSpace.areaSquareBark(pointsHz: points), count: points.count,
      leastSeconds: Least.voicedForVowelSpace)
  }

  var melReadings: [MeasureReading] {
    let places = soundingFrames
    return SpeechMeasures.melPairs.enumerated().flatMap { k, pair in
      guard let cepstra = frames.spectra.melCepstra else {
        return [
          MeasureReading(pair.mean, .missing(.lowQuality)),
          MeasureReading(pair.deviation, .missing(.lowQuality)),
        ]
      }
      let numbers = values(cepstra.column(k), at: places)
      let isEnough = timing.phonationSeconds >= Least.phonation
      return [
        MeasureReading(pair.mean, enough(numbers.mean, isEnough)),
        MeasureReading(pair.deviation, enough(numbers.sampleStandardDeviation, isEnough)),
      ]
    }
  }
}
