internal import MediaDecoding
public import SignalCore

/// How whole and how consistent a recording is.
public enum MediaQualityMeasures {
  public static let duration = Measure(
    name: "quality.media.duration", title: "Length of the recording", modality: .quality, unit: "s",
    lowerBound: 0,
    definition: "Longer of the decoded sound and the decoded pictures, gaps included.",
    minimumData: "Any sound or a moving picture.", source: "Presentation timestamps of the container.",
    depression: "None; needed to read counts and rates.",
    caution: "A recording that was cut off is shorter than the session was.", trust: .checked)

  public static let damagedShare = Measure(
    name: "quality.media.damaged_share", title: "Part that could not be decoded", modality: .quality,
    unit: "%",
    lowerBound: 0, upperBound: 100,
    definition: """
      Largest over sound and pictures of: 100 × (length the container states − length decoded) ÷ length stated, \
      held at 0 from below.
      """,
    minimumData: "A container that states its length.", source: "Container header against decoded data.",
    depression: "None.",
    caution:
      "Some recorders write no length or a wrong one; a stream's true end may lie up to a frame from the stated one.",
    trust: .checked)

  public static let decodeErrors = Measure(
    name: "quality.media.decode_errors", title: "Decoding errors", modality: .quality, unit: "1",
    lowerBound: 0,
    definition:
      "Packets and pictures of sound and picture streams that could not be decoded, or only with visible faults.",
    minimumData: "Any sound or picture.", source: "libavcodec's return codes and frame flags.",
    depression: "None.", caution: "Decoders hide some damage without saying so.", trust: .checked)

  public static let gaps = Measure(
    name: "quality.media.gap_seconds", title: "Gaps in the sound", modality: .quality, unit: "s",
    lowerBound: 0,
    definition:
      "Time by which sound timestamps jump ahead, by more than 40 ms at a time; filled with silence.",
    minimumData: "Any sound.", source: "Presentation timestamps of the container.",
    depression: "None; a gap would otherwise pass for a pause.",
    caution: "Video calls drop sound without leaving a mark in the timestamps.", trust: .checked)

  public static let startOffset = Measure(
    name: "quality.media.audio_video_offset", title: "Sound starts after the picture by", modality: .quality,
    unit: "s",
    definition: "First sound timestamp minus first picture timestamp on the container's clock.",
    minimumData: "Sound and a moving picture whose starts the container states.",
    source: "Presentation timestamps of the container.",
    depression: "None; tracks join by time, so an offset stated here does no harm.",
    caution: "Says when the streams start, not whether lips and sound agree.", trust: .checked)

  public static let all = [duration, damagedShare, decodeErrors, gaps, startOffset]

  /// One reading a measure. A stream that was not decoded says nothing.
  static func readings(
    info: MediaInfo, sound: DecodingReport?, pictures: DecodingReport?
  ) -> [MeasureReading] {
    let isStill = info.video?.isStillPicture ?? false
    let moving = [sound, isStill ? nil : pictures].compactMap { $0 }
    let reports = [sound, pictures].compactMap { $0 }
    let lost = moving.compactMap { report in
      report.declaredSeconds.flatMap { declared in
        declared > 0 ? min(max(100 * (1 - report.decodedSeconds / declared), 0), 100) : nil
      }
    }
    var offset: Double?
    if !isStill, let heard = info.audio?.startSeconds, let seen = info.video?.startSeconds {
      offset = heard - seen
    }
    func reading(_ measure: Measure, _ number: Double?) -> MeasureReading {
      MeasureReading(measure, MeasuredValue(number, orMissing: .notRecorded))
    }
    return [
      reading(duration, moving.map(\.decodedSeconds).max()),
      reading(damagedShare, lost.max()),
      reading(decodeErrors, reports.isEmpty ? nil : Double(reports.reduce(0) { $0 + $1.decodeErrors })),
      reading(gaps, sound?.sound?.gapSecondsFilled),
      reading(startOffset, offset),
    ]
  }
}
