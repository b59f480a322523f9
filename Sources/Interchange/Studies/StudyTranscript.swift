internal import Foundation
public import SignalCore
internal import SpeechRecognition

/// A session's transcript, and what is and is not known of who speaks in it.
public struct StudyTranscript: Sendable, Hashable {
  public enum Speakers: Sendable, Hashable {
    /// Both people's turns are there and named; a row without a name is nobody's.
    case named
    /// Only the participant's turns are there, as in sessions 451, 458 and 480.
    case participantAlone
    /// The file names no speakers, as in E-DAIC: what the interviewing agent said may be among it, and none of it
    /// may be taken for the participant's.
    case unknown
  }

  /// Everything, times on the recording's clock where `timesMatchRecording`.
  public var transcript: Transcript
  public var speakers: Speakers
  /// False where the transcript is known to be shifted by an unknown amount.
  public var timesMatchRecording: Bool
  /// Stretches whose words, and in DAIC-WOZ whose sound, were taken out to protect an identity.
  public var scrubbed: [TimeRange]
  /// Words nobody understood, marked `xxx`.
  public var unintelligibleWordCount: Int
  /// Segments left out because the interview was interrupted while they were spoken.
  public var interruptedSegmentCount: Int
  /// Times that had to be repaired, as `TranscriptReading` counts them.
  public var repairedTimes: Int

  /// The participant's segments alone; `nil` where it is unknown which those are.
  public var participant: Transcript? { speakers == .unknown ? nil : only { $0 == Self.participantName } }

  /// The interviewer's segments alone; `nil` where they are not there or unknown.
  public var interviewer: Transcript? { speakers == .named ? only { $0 == Self.interviewerName } : nil }

  private static let participantName = "participant"
  private static let interviewerName = "ellie"

  private func only(_ isMeant: (String?) -> Bool) -> Transcript {
    Transcript(
      language: transcript.language,
      segments: transcript.segments.filter { isMeant($0.speaker?.lowercased()) })
  }
}

extension StudyTranscript {
  init(path: String, correction: StudyCorrections.Session) throws(StudyError) {
    let reading: TranscriptReading
    do { reading = try TranscriptFile.reading(path) } catch { throw .transcript(error) }
    let marks = try Self.marks(path)
    var shift = 0.0
    var isShiftKnown = true
    switch correction.transcriptShift {
    case .seconds(let seconds): shift = seconds
    case .unknown: isShiftKnown = false
    case nil: break
    }
    let shifted = reading.transcript.segments.map { $0.shifted(by: shift) }
    let kept = shifted.filter { segment in
      !correction.interruptions.contains { interruption in
        guard let start = segment.start ?? segment.end, let end = segment.end ?? segment.start else {
          return false
        }
        return start < interruption.endSeconds && end > interruption.startSeconds
      }
    }
    transcript = Transcript(language: reading.transcript.language, segments: kept)
    let names = Set(transcript.speakers.map { $0.lowercased() })
    speakers =
      !names.contains(Self.participantName)
      ? .unknown : names.contains(Self.interviewerName) ? .named : .participantAlone
    timesMatchRecording = isShiftKnown
    scrubbed = marks.scrubbed.map {
      TimeRange(startSeconds: $0.startSeconds + shift, endSeconds: $0.endSeconds + shift)
    }
    unintelligibleWordCount = marks.unintelligible
    interruptedSegmentCount = shifted.count - kept.count
    repairedTimes = reading.repairedTimes
  }

  /// The transcribers' marks, which hold no words and so are in no transcript.
  private static func marks(_ path: String) throws(StudyError) -> (scrubbed: [TimeRange], unintelligible: Int)
  {
    let cells = TableCells(separator: UInt8(ascii: "\t"))
    var scrubbed: [TimeRange] = []
    var unintelligible = 0
    do throws(FeatureFileError) {
      var lines = try TextLines(path: path)
      while let row = try lines.next({ (line) throws(FeatureFileError) in cells.texts(line) }) {
        guard row.count >= 4 else { continue }
        let words = row[3].lowercased().split { !$0.isLetter && $0 != "_" }
        unintelligible += words.count { $0 == "xxx" }
        if words.contains("scrubbed_entry"), let start = Double(row[0]), let end = Double(row[1]),
          start <= end
        {
          scrubbed.append(TimeRange(startSeconds: start, endSeconds: end))
        }
      }
    } catch { throw .unreadable(path: path) }
    return (scrubbed, unintelligible)
  }
}

extension Transcript.Segment {
  /// A time that would come to lie before the recording is none.
  fileprivate func shifted(by seconds: Double) -> Transcript.Segment {
    if seconds == 0 { return self }
    func moved(_ time: Double?) -> Double? { time.flatMap { $0 + seconds < 0 ? nil : $0 + seconds } }
    var copy = self
    copy.start = moved(start)
    copy.end = moved(end)
    for index in copy.words.indices {
      copy.words[index].start = moved(words[index].start)
      copy.words[index].end = moved(words[index].end)
    }
    return copy
  }
}
