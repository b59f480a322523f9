#if canImport(Glibc)
  import Glibc
#endif

/// Takes in samples one piece after another; long sound goes to a file without a name, which nobody else can
/// open and which is gone with the program, however that ends.
///
/// Where no such file can be made or the disk is full, the samples stay in memory.
public final class SampleSpool {
  /// As many samples stay in memory: ten minutes at 16 kHz.
  static let samplesInMemory = 9_600_000
  private static let samplesWritten = 1 << 18

  private var pending: [Float] = []
  private var file: Int32?
  private var writtenCount = 0
  private let limit: Int

  public convenience init() { self.init(samplesInMemory: Self.samplesInMemory) }

  package init(samplesInMemory: Int) { limit = samplesInMemory }

  deinit { if let file { close(file) } }

  public func append(_ samples: [Float]) {
    pending += samples
    if file == nil, pending.count > limit { file = Self.namelessFile() }
    if let file, pending.count >= Self.samplesWritten { write(to: file) }
  }

  /// All samples in order, once nothing more is to come.
  public func samples() -> Samples {
    if let file {
      write(to: file)
      if pending.isEmpty, let storage = SampleStorage(mapping: file, count: writtenCount) {
        return Samples(storage: storage)
      }
      takeBack(from: file)
    }
    return Samples(pending)
  }

  private func write(to target: Int32) {
    let bytes = pending.count * MemoryLayout<Float>.stride
    let done = unsafe pending.withUnsafeBytes { buffer in
      var offset = 0
      while offset < bytes {
        let count = unsafe Glibc.write(target, buffer.baseAddress?.advanced(by: offset), bytes - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
    if done {
      writtenCount += pending.count
      pending.removeAll(keepingCapacity: true)
    } else {
      // The disk is full: on from here in memory.
      takeBack(from: target)
      close(target)
      file = nil
    }
  }

  /// What the file holds, back in front of what is pending.
  private func takeBack(from source: Int32) {
    var samples = [Float](repeating: 0, count: writtenCount)
    let bytes = writtenCount * MemoryLayout<Float>.stride
    unsafe samples.withUnsafeMutableBytes { buffer in
      var offset = 0
      while offset < bytes {
        let count = unsafe pread(source, buffer.baseAddress?.advanced(by: offset), bytes - offset, offset)
        if count < 0, errno == EINTR { continue }
        precondition(count > 0, "what was written to a file of one's own can be read")
        offset += count
      }
    }
    pending = samples + pending
    writtenCount = 0
  }

  private static func namelessFile() -> Int32? {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/bellwether-XXXXXX".utf8CString)
    let file = unsafe mkstemp(&name)
    guard file >= 0 else { return nil }
    unsafe _ = unlink(name)
    return file
  }
}
