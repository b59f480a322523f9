internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// Who holds a results folder, as its lock says.
struct LockHolder: Codable, Equatable {
  let processID: Int32
  let host: String
  /// Tells a process from a later one of the same number: clock ticks from the computer's start to its own.
  let processStart: UInt64?
  /// As people read it; local time.
  let since: String

  static var current: LockHolder {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "yyyy-MM-dd HH:mm:ss"
    return LockHolder(
      processID: getpid(), host: ProcessInfo.processInfo.hostName, processStart: processStart(of: getpid()),
      since: format.string(from: Date()))
  }

  /// As a lock's file says; `nil` where it says nothing yet.
  init?(at path: String) {
    guard let data = FileManager.default.contents(atPath: path),
      let holder = try? JSONDecoder().decode(LockHolder.self, from: data)
    else { return nil }
    self = holder
  }

  init(processID: Int32, host: String, processStart: UInt64?, since: String) {
    self.processID = processID
    self.host = host
    self.processStart = processStart
    self.since = since
  }

  /// Whether it may still be at work. Of another computer's processes nobody here can tell.
  var mayBeAlive: Bool {
    guard host == ProcessInfo.processInfo.hostName else { return true }
    let start = Self.processStart(of: processID)
    return start != nil && (processStart == nil || start == processStart)
  }

  var text: String { "process \(processID) on \(host), since \(since)" }

  /// The 22nd field of `/proc/PID/stat`; `nil` when there is no such process.
  private static func processStart(of process: Int32) -> UInt64? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[end...].split(separator: " ")
    return fields.count > 20 ? UInt64(fields[20]) : nil
  }
}
