import Foundation

/// One run of the program with all processes it starts: time, processor time and memory.
struct ProgramRun {
  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  let wallSeconds: Double
  /// Of the program and its finished children.
  let processorSeconds: Double
  /// Largest sum of the processes' memory (proportional set size), looked at twice a second.
  let peakMebibytes: Int
  /// The same without pages of files, such as the decoded sound's, which the system takes back when it needs them.
  let peakAnonymousMebibytes: Int

  init(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = Benchmarks.home.appending(path: ".build/release/bellwether")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let before = Self.childrenSeconds()
    let began = ContinuousClock.now
    try process.run()
    var (peak, anonymousPeak) = (0, 0)
    var looks = 0
    while process.isRunning {
      if looks.isMultiple(of: 10) {
        let (all, anonymous) = Self.kibibytes(of: process.processIdentifier)
        (peak, anonymousPeak) = (max(peak, all), max(anonymousPeak, anonymous))
      }
      looks += 1
      Thread.sleep(forTimeInterval: 0.05)
    }
    process.waitUntilExit()
    let elapsed = ContinuousClock.now - began
    wallSeconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    processorSeconds = Self.childrenSeconds() - before
    peakMebibytes = peak / 1024
    peakAnonymousMebibytes = anonymousPeak / 1024
    guard [0, 2].contains(process.terminationStatus) else {
      throw Failed(description: "\(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
    }
  }

  private static func childrenSeconds() -> Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// Memory of a process and those it started.
  private static func kibibytes(of process: Int32) -> (all: Int, anonymous: Int) {
    // Every thread lists the processes it started itself.
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
    let children = threads.flatMap { thread in
      ((try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/children", encoding: .utf8)) ?? "")
        .split(separator: " ").compactMap { Int32($0) }
    }
    let own = (try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8)) ?? ""
    func field(_ name: String) -> Int {
      let line = own.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
      return Int(line.filter(\.isNumber)) ?? 0
    }
    return children.map(kibibytes).reduce((field("Pss"), field("Pss_Anon"))) {
      ($0.0 + $1.all, $0.1 + $1.anonymous)
    }
  }
}
