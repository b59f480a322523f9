import SignalCore

/// Computes measures from a track "face" that has at least one row.
struct FaceTrackSummary {
  /// Pictures of the face further apart than this are not compared with one another.
  static let longestGapSeconds = 0.3
  /// Spreads and speeds need so much time and so many pictures with a face.
  static let leastVariationSeconds = 2.0
  static let leastVariationFrames = 10

  private let track: Track
  /// Rows that show a face.
  private let faceRows: [Int]
  /// Runs of rows that show a face without a gap.
  private let stretches: [Range<Int>]

  init(track: Track) {
    self.track = track
    let presence = track.column(FaceColumn.presence)?.values ?? []
    faceRows = presence.indices.filter { presence[$0] != nil }
    stretches = Self.stretches(of: faceRows, timesSeconds: track.timesSeconds)
  }

  var measures: [MeasureReading] {
    let smile = mean(of: [.mouthSmileLeft, .mouthSmileRight])
    let brows = mean(of: [.browDownLeft, .browDownRight])
    return [
      MeasureReading(FaceMeasures.smileMean, level(smile.mean)),
      MeasureReading(FaceMeasures.smileSpread, spread(smile)),
      MeasureReading(FaceMeasures.browLowererMean, level(brows.mean)),
      MeasureReading(FaceMeasures.mouthOpeningMean, level(column(FaceColumn.mouthOpening).mean)),
      MeasureReading(FaceMeasures.headPitchMean, level(degrees(FaceColumn.headPitch).mean)),
      MeasureReading(FaceMeasures.headYawSpread, spread(degrees(FaceColumn.headYaw))),
      MeasureReading(FaceMeasures.headMovement, headMovement),
      MeasureReading(FaceMeasures.blinkRate, blinkRate),
    ]
  }

  func quality(greatestFaceCount: Int) -> [MeasureReading] {
    let rows = track.timesSeconds.count
    let intervals = zip(track.timesSeconds, track.timesSeconds.dropFirst()).map { $1 - $0 }
    let usual = intervals.median
    let irregular = usual.map { usual in
      100 * Double(intervals.count { abs($0 - usual) > usual / 2 }) / Double(intervals.count)
    }
    return [
      MeasureReading(
        FaceQualityMeasures.visibleShare, .value(100 * Double(faceRows.count) / Double(rows))),
      MeasureReading(FaceQualityMeasures.size, level(column(FaceColumn.interocular).median)),
      MeasureReading(
        FaceQualityMeasures.frameRate, MeasuredValue(usual.map { 1 / $0 }, orMissing: .tooShort)),
      MeasureReading(
        FaceQualityMeasures.irregularIntervals, MeasuredValue(irregular, orMissing: .tooShort)),
      MeasureReading(FaceQualityMeasures.greatestCount, .value(Double(greatestFaceCount))),
    ]
  }

  // MARK: Levels and spreads

  private func level(_ number: Double?) -> MeasuredValue { MeasuredValue(number, orMissing: .noFace) }

  private func spread(_ values: [Double]) -> MeasuredValue {
    if faceRows.isEmpty { return .missing(.noFace) }
    guard values.count >= Self.leastVariationFrames,
      seconds(stretches) >= Self.leastVariationSeconds
    else { return .missing(.tooShort) }
    return MeasuredValue(values.sampleStandardDeviation, orMissing: .tooShort)
  }

  private func column(_ name: String) -> [Double] {
    let values = track.column(name)?.values ?? []
    return faceRows.compactMap { values[$0].map(Double.init) }
  }

  private func degrees(_ name: String) -> [Double] { column(name).map { $0 * 180 / .pi } }

  /// Mean of some channels in each row with a face.
  private func mean(of shapes: [Blendshape]) -> [Double] {
    let columns = shapes.map { column(FaceColumn.name($0)) }
    return faceRows.indices.map { row in
      columns.reduce(0) { $0 + $1[row] } / Double(columns.count)
    }
  }

  // MARK: Over time

  private var headMovement: MeasuredValue {
    guard !faceRows.isEmpty else { return .missing(.noFace) }
    guard let rate = framesPerSecond else { return .missing(.tooShort) }
    guard rate >= HeadMovement.leastFramesPerSecond else { return .missing(.lowQuality) }
    let (pitch, yaw, roll) = (
      column(FaceColumn.headPitch), column(FaceColumn.headYaw), column(FaceColumn.headRoll)
    )
    var movement = HeadMovement()
    for stretch in stretches {
      movement.add(
        stretch.map { row in
          HeadMovement.Instant(
            seconds: track.timesSeconds[faceRows[row]], angles: SIMD3(pitch[row], yaw[row], roll[row]))
        })
    }
    guard movement.comparedSeconds >= Self.leastVariationSeconds else { return .missing(.tooShort) }
    return .value(movement.turnedRadians / movement.comparedSeconds * 180 / .pi)
  }

  private var blinkRate: MeasuredValue {
    guard !faceRows.isEmpty else { return .missing(.noFace) }
    guard let rate = framesPerSecond else { return .missing(.tooShort) }
    guard rate >= BlinkCount.leastFramesPerSecond else { return .missing(.lowQuality) }
    let closure = mean(of: [.eyeBlinkLeft, .eyeBlinkRight])
    var blinks = BlinkCount()
    for stretch in stretches {
      blinks.add(
        timesSeconds: stretch.map { track.timesSeconds[faceRows[$0]] }, closure: Array(closure[stretch]))
    }
    guard blinks.watchedSeconds >= BlinkCount.leastWatchedSeconds else { return .missing(.tooShort) }
    return .value(60 * Double(blinks.count) / blinks.watchedSeconds)
  }

  /// One over the median time between neighbouring pictures of the face; a little is added so that a
  /// nominal rate is not missed by rounded times.
  private var framesPerSecond: Double? {
    let intervals = stretches.flatMap { stretch in
      zip(stretch, stretch.dropFirst()).map {
        track.timesSeconds[faceRows[$1]] - track.timesSeconds[faceRows[$0]]
      }
    }
    return intervals.median.map { 1.02 / $0 }
  }

  private func seconds(_ stretches: [Range<Int>]) -> Double {
    stretches.reduce(0) { total, stretch in
      total + track.timesSeconds[faceRows[stretch.upperBound - 1]]
        - track.timesSeconds[faceRows[stretch.lowerBound]]
    }
  }

  /// Ranges of places in `faceRows` whose rows follow one another without a faceless row or a long gap.
  private static func stretches(of faceRows: [Int], timesSeconds: [Double]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for place in faceRows.indices {
      let next = place + 1
      let continues =
        next < faceRows.count && faceRows[next] == faceRows[place] + 1
        && timesSeconds[faceRows[next]] - timesSeconds[faceRows[place]] <= longestGapSeconds
      if !continues {
        result.append(start..<next)
        start = next
      }
    }
    return result
  }
}
