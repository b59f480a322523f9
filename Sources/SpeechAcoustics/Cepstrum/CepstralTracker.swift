#if canImport(Glibc)
  internal import Glibc
#endif

import SignalCore
import SpectralAnalysis

/// Power cepstra every 2 ms and their peak prominence, as published for CPPS
/// (Maryn & Weenink 2015, J. Voice 29:35–43; Praat manual, page "Sound: To PowerCepstrogram…").
///
/// The sound at 10 kHz is pre-emphasised from 50 Hz. Frames of 0.1 s lose their mean and take a Gaussian
/// window; the power cepstrum is the squared inverse transform of the power spectrum in decibels. For CPPS it
/// is then averaged over 10 ms and over 1 ms of quefrency, values between samples taken on straight lines.
struct CepstralTracker: ~Copyable {
  static let sampleRateHz = 10_000
  static let windowSeconds = 0.1
  static let hopSeconds = 0.002
  /// Every how many frames the prominence is also taken without smoothing.
  static let plainEvery = 5
  /// A box five frames wide over straight lines between frames, from the middle one outwards.
  private static let timeWeights: [Float] = [0.2, 0.2, 0.175, 0.025]
  /// The same, ten quefrencies wide.
  private static let quefrencyWeights: [Float] = [0.1, 0.1, 0.1, 0.1, 0.1, 0.05]
  /// Keeps the decibels of digital silence finite.
  private static let leastPower: Float = 1e-30
  private static let blockSamples = 100_000
  private static var frameLength: Int { Int(windowSeconds * Double(sampleRateHz)) }

  private var reducer: RateReducer
  private let window: [Float]
  private var spectrum = SpectrumAnalyser(length: 1024)
  /// One for smoothed, one for plain cepstra: each follows its own.
  private var prominence: CepstralProminence
  private var plainProminence: CepstralProminence
  private var frame: [Float]
  private var logSpectrum: [Float]
  /// The last seven cepstra, row after row.
  private var rows: [Float]
  private var average: [Float]
  private var decibelRow: [Float]
  private var pairSums: [Float]
  private var boxSums: [Float]
  /// Pre-emphasised samples from `firstSample` on.
  private var block: [Float] = []
  private var firstSample = 0

  private var quefrencyCount: Int { average.count }
  private var rowCount: Int { 2 * Self.timeWeights.count - 1 }

  /// - Parameter inputRateHz: At least 10 kHz.
  init(inputRateHz: Double) {
    reducer = RateReducer(inputRateHz: Int(inputRateHz.rounded()), outputRateHz: Self.sampleRateHz)
    let length = Self.frameLength
    window = (1...length).map { i in
      let u = (Double(i) - 0.5 * Double(length + 1)) / Double(length + 1)
      return Float((exp(-48 * u * u) - exp(-12)) / (1 - exp(-12)))
    }
    let count = spectrum.binCount
    prominence = CepstralProminence(quefrencyStepSeconds: 1 / Double(Self.sampleRateHz), count: count)
    plainProminence = prominence
    frame = [Float](repeating: 0, count: length)
    logSpectrum = [Float](repeating: 0, count: count)
    rows = [Float](repeating: 0, count: count * (2 * Self.timeWeights.count - 1))
    average = [Float](repeating: 0, count: count)
    decibelRow = [Float](repeating: 0, count: count)
    pairSums = decibelRow
    boxSums = decibelRow
  }

  /// Prominences of the frames whose centre lies in speech.
  mutating func track(_ sound: PreparedSound) -> CepstralFrames {
    let grid = FrameGrid(
      startSeconds: sound.startSeconds, durationSeconds: sound.durationSeconds,
      windowSeconds: Self.windowSeconds, hopSeconds: Self.hopSeconds)
    let inSpeech = sound.speechMask(grid)
    var smoothed = TrackValues(missing: grid.count)
    var plain = TrackValues(missing: (grid.count + Self.plainEvery - 1) / Self.plainEvery)
    let margin = Self.timeWeights.count - 1
    var next = 0
    while next < grid.count {
      guard inSpeech[next] else {
        next += 1
        continue
      }
      var end = next
      while end < grid.count, inSpeech[end] { end += 1 }
      let known = max(next - margin, 0)..<min(end + margin, grid.count)
      for frame in known {
        let isPlain = inSpeech[frame] && frame.isMultiple(of: Self.plainEvery)
        let row = frame % rowCount * quefrencyCount
        addCepstrum(sound, atSeconds: grid.centreSeconds(frame) - sound.startSeconds, row: row)
        if isPlain { plain[frame / Self.plainEvery] = prominenceAlone(row: row) }
        let due = frame - margin
        if (next..<end).contains(due) { smoothed[due] = smoothedProminence(due, known: known) }
      }
      for due in max(known.upperBound - margin, next)..<end {
        smoothed[due] = smoothedProminence(due, known: known)
      }
      next = end
    }
    return CepstralFrames(grid: grid, smoothed: smoothed, plain: plain)
  }

  private mutating func addCepstrum(_ sound: PreparedSound, atSeconds: Double, row: Int) {
    let length = frame.count
    let first = Int((atSeconds * Double(Self.sampleRateHz) - 0.5 * Double(length)).rounded())
    if block.isEmpty || first < firstSample || first + length > firstSample + block.count {
      fillBlock(sound, from: first)
    }
    Self.window(block, from: first - firstSample, by: window, into: &frame)
    spectrum.power(of: frame, into: &logSpectrum)
    decibels(ofPower: &logSpectrum, floor: Self.leastPower)
    spectrum.inverse(ofEven: logSpectrum, into: &average)
    Self.square(average, into: &rows, at: row)
  }

  private static func window(_ block: [Float], from start: Int, by window: [Float], into frame: inout [Float])
  {
    let samples = block.span.extracting(start..<start + frame.count)
    let mean = relaxedSum(samples) / Float(samples.count)
    let weights = window.span
    var target = frame.mutableSpan
    for i in target.indices { target[i] = (samples[i] - mean) * weights[i] }
  }

  private static func square(_ values: [Float], into rows: inout [Float], at row: Int) {
    let source = values.span
    var target = rows.mutableSpan
    for i in source.indices { target[row + i] = source[i] * source[i] }
  }

  private mutating func fillBlock(_ sound: PreparedSound, from first: Int) {
    firstSample = first
    let seconds = Double(first) / Double(Self.sampleRateHz) - 3
    sound.samples.letGo(before: max(Int(seconds * sound.sampleRateHz), 0))
    // One sample before serves the pre-emphasis.
    let from = max(first - 1, 0)
    var samples = [Float](repeating: 0, count: first + Self.blockSamples - from)
    reducer.convert(sound.samples.span, firstOutput: from, into: &samples)
    let factor = Float(exp(-2 * Double.pi * 50 / Double(Self.sampleRateHz)))
    block.removeAll(keepingCapacity: true)
    for place in first..<first + Self.blockSamples {
      let value = samples[place - from] - sound.mean
      block.append(place > from ? value - factor * (samples[place - from - 1] - sound.mean) : value)
    }
  }

  private mutating func prominenceAlone(row: Int) -> Float {
    for i in decibelRow.indices { decibelRow[i] = rows[row + i] }
    decibels(ofPower: &decibelRow, floor: Self.leastPower)
    return plainProminence.prominence(decibelRow)
  }

  /// Averages over the frames around one, as far as they are known, and over quefrency.
  private mutating func smoothedProminence(_ frame: Int, known: Range<Int>) -> Float {
    let reach = Self.timeWeights.count - 1
    var total: Float = 0
    for i in average.indices { average[i] = 0 }
    for offset in -reach...reach where known.contains(frame + offset) {
      let weight = Self.timeWeights[abs(offset)]
      total += weight
      Self.add(rows, at: (frame + offset) % rowCount * quefrencyCount, times: weight, to: &average)
    }
    Self.smoothQuefrencies(
      average, scale: 1 / total, pairs: &pairSums, boxes: &boxSums, into: &decibelRow)
    decibels(ofPower: &decibelRow, floor: Self.leastPower)
    return prominence.prominence(decibelRow)
  }

  private static func add(_ rows: [Float], at row: Int, times weight: Float, to sum: inout [Float]) {
    let source = rows.span.extracting(row..<row + sum.count)
    var target = sum.mutableSpan
    for i in source.indices { target[i] += weight * source[i] }
  }

  /// The weights are the mean of two boxes of ten, one place apart; a box is put together of sums of two,
  /// four and eight, which the processor forms several at a time.
  private static func smoothQuefrencies(
    _ values: [Float], scale: Float, pairs: inout [Float], boxes: inout [Float], into result: inout [Float]
  ) {
    let reach = quefrencyWeights.count - 1
    let count = values.count
    sum(values, values, shiftedBy: 1, into: &pairs)
    sum(pairs, pairs, shiftedBy: 2, into: &boxes)
    sum(boxes, boxes, shiftedBy: 4, into: &result)
    sum(result, pairs, shiftedBy: 8, into: &boxes)
    sum(boxes, boxes, shiftedBy: 1, into: &pairs)
    shift(pairs, by: reach, times: scale * quefrencyWeights[reach], into: &result)
    for i in 0..<count where i < reach || i >= count - reach {
      var sum: Float = 0
      var total: Float = 0
      for step in -reach...reach where i + step >= 0 && i + step < count {
        sum += quefrencyWeights[abs(step)] * values[i + step]
        total += quefrencyWeights[abs(step)]
      }
      result[i] = scale * sum / total
    }
  }

  /// a[i] + b[i + shift], as far as that goes.
  private static func sum(_ a: [Float], _ b: [Float], shiftedBy shift: Int, into result: inout [Float]) {
    let count = result.count - shift
    let first = a.span.extracting(0..<count)
    let second = b.span.extracting(shift..<shift + count)
    var target = result.mutableSpan
    for i in first.indices { target[i] = first[i] + second[i] }
  }

  private static func shift(_ values: [Float], by shift: Int, times scale: Float, into result: inout [Float])
  {
    let source = values.span.extracting(0..<result.count - shift)
    var target = result.mutableSpan
    for i in source.indices { target[i + shift] = scale * source[i] }
  }
}
