internal import Foundation
internal import MediaDecoding
internal import SignalCore

/// A piece of work: one group of stages of one recording.
struct WorkerJob: Codable, Sendable {
  enum Group: String, Codable, Sendable {
    /// What the container states.
    case open
    /// Everything from the sound and the words.
    case sound
    /// Every face.
    case face
  }

  let group: Group
  let recording: Recording
  let session: String
  let settings: ExtractionSettings
  let inputSHA256: String
  let transcriptSHA256: String?
  let threads: Int
  let corrected: Transcript?
  /// `nil` while the recording was not opened.
  let info: MediaInfo?
  let processorSeconds: Double

  init(_ group: Group, of plan: SessionPlan, info: MediaInfo?, processorSeconds: Double) {
    self.group = group
    recording = plan.recording
    session = plan.session
    settings = plan.settings
    inputSHA256 = plan.inputSHA256
    transcriptSHA256 = plan.transcriptSHA256
    threads = plan.threads
    corrected = plan.corrected
    self.info = info
    self.processorSeconds = processorSeconds
  }
}

/// What the main process says to a worker.
enum WorkerRequest: Codable {
  case work(WorkerJob)
  /// Answer to `wanted`: the stage's content in JSON, if it was kept.
  case kept(Data?)
}

/// What a worker says to the main process.
enum WorkerAnswer: Codable {
  /// The job was taken up; if the worker ends from here on, the job may be why.
  case began
  case advanced(stage: String, share: Double)
  /// Asks for a stage kept by an earlier run.
  case wanted(stage: String, key: String)
  /// A stage is finished and worth keeping.
  case keep(stage: String, key: String, content: Data)
  case opened(MediaInfo)
  case heard(CarriedSound)
  case seen(KeptSeeing)
  case broken(RelayedError)
}

/// Messages as bytes: the length as 8 bytes, lowest first, then a binary property list.
enum WorkerFraming {
  static let lengthBytes = 8
  /// Longer than any message: three hours take some 200 MB.
  static let mostBytes = 2 << 30

  static func bytes(of content: some Encodable) -> Data {
    var message = Data(count: lengthBytes)
    message.append(plist(content))
    let count = UInt64(message.count - lengthBytes)
    for index in 0..<lengthBytes { message[index] = UInt8(truncatingIfNeeded: count >> (8 * index)) }
    return message
  }

  /// Length of the message that begins here; `nil` for one too long to be true.
  static func length(_ head: some Collection<UInt8>) -> Int? {
    let count = head.prefix(lengthBytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return count <= UInt64(mostBytes) ? Int(count) : nil
  }

  static func plist(_ content: some Encodable) -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    do {
      return try encoder.encode(content)
    } catch {
      preconditionFailure("messages are made of what a property list holds: \(error)")
    }
  }

  static func content<Content: Decodable>(_ plist: Data) throws(NonsenseAnswer) -> Content {
    do {
      return try PropertyListDecoder().decode(Content.self, from: plist)
    } catch { throw NonsenseAnswer() }
  }
}
