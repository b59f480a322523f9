import Foundation

/// Processor and memory, as Linux tells of them.
struct MachineChecks {
  /// What a recording of three hours may take at its height.
  private static let bytesOfLongRecording = 1_500_000_000.0
  /// What the fast arithmetic asks for, as `Scripts/processor` does.
  private static let avx2 = ["avx", "avx2", "fma", "f16c", "bmi1", "bmi2", "movbe", "abm"]
  private static let avx512 = ["avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"]

  private let processorCount = ProcessInfo.processInfo.activeProcessorCount

  var checks: [HealthCheck] { [processor, memory].compactMap { $0 } }

  private var processor: HealthCheck? {
    guard let text = Self.system("/proc/cpuinfo"),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
    else { return nil }
    let flags = Set(line.split(separator: " ").map(String.init))
    let count = "\(processorCount) processors"
    guard flags.isSuperset(of: Self.avx2) else {
      return HealthCheck(
        "processor", .little, "\(count) without AVX2: everything takes longer",
        remedy:
          "For long batches use a machine whose processor is from 2014 or later (Intel Haswell, AMD Zen).")
    }
    let isWidest = flags.isSuperset(of: Self.avx512)
    return HealthCheck(
      "processor", .good,
      isWidest
        ? "\(count) with AVX2 and AVX-512: full speed"
        : "\(count) with AVX2: full speed, but for the words' measures, which AVX-512 would make faster")
  }

  private var memory: HealthCheck? {
    guard let text = Self.system("/proc/meminfo"), let total = Self.bytes("MemTotal", in: text),
      let available = Self.bytes("MemAvailable", in: text)
    else { return nil }
    // A container may be allowed less than the machine has.
    let bound = Self.system("/sys/fs/cgroup/memory.max").flatMap {
      Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    let free = min(available, bound ?? .infinity)
    let finding =
      "\(Self.gibibytes(min(total, bound ?? .infinity))) of memory, \(Self.gibibytes(free)) of it free"
    let longOnes = Int(free / Self.bytesOfLongRecording)
    if longOnes == 0 {
      return HealthCheck(
        "memory", .little, finding + ": a recording of hours may not fit",
        remedy: "End other programs, and run ‘extract’ with --jobs 1.")
    }
    return HealthCheck(
      "memory", .good,
      finding
        + (longOnes < processorCount ? "; for recordings of three hours use --jobs \(longOnes) at most" : ""))
  }

  /// A line such as `MemTotal:  16000 kB`.
  private static func bytes(_ key: String, in text: String) -> Double? {
    let line = text.split(separator: "\n").first { $0.hasPrefix(key + ":") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 1024 }
  }

  private static func gibibytes(_ bytes: Double) -> String {
    String(format: "%.1f GiB", bytes / 1_073_741_824)
  }

  private static func system(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
