import Foundation

/// How many pieces of work run at once unless the user says: one a processor core, as far as memory goes.
enum UsualJobs {
  /// Three hours of a recording take less.
  private static let bytesEach = 3 << 29

  static var count: Int {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    guard let bytes = availableBytes else { return cores }
    return max(1, min(cores, bytes / bytesEach))
  }

  /// Memory that can be had without pushing others out, as the kernel estimates it.
  private static var availableBytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
  }
}
