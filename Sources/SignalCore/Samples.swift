#if canImport(Glibc)
  import Glibc
#endif

/// The samples of one channel: in memory, or, for a long recording, in a file without a name that is mapped.
///
/// Copies share the samples. Reading forgets nothing by itself: whoever walks through hours of sound says with
/// `letGo` what is behind them, and its memory is given back.
@safe
public struct Samples: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private let storage: SampleStorage
  /// The storage's memory.
  @usableFromInline nonisolated(unsafe) let numbers: UnsafeBufferPointer<Float>

  public init(_ numbers: some Sequence<Float>) {
    self.init(storage: SampleStorage(copying: Array(numbers)))
  }

  public init(arrayLiteral elements: Float...) { self.init(elements) }

  init(storage: SampleStorage) {
    self.storage = storage
    unsafe numbers = unsafe storage.numbers
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { unsafe numbers.count }

  @inlinable public subscript(position: Int) -> Float {
    precondition(position >= 0 && position < endIndex, "a sample of the signal")
    return unsafe numbers[position]
  }

  @inlinable public var span: Span<Float> {
    @_lifetime(borrow self)
    get {
      let span = unsafe Span(_unsafeElements: numbers)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  @inlinable public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(self) { unsafe try body(numbers) }
  }

  @inlinable public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result? { unsafe try withUnsafeBufferPointer(body) }

  /// Gives back the memory of what lies before a sample. It stays readable, at the price of reading it again.
  public func letGo(before position: Int) { storage.letGo(before: position) }
}

extension Samples: Hashable {
  public static func == (first: Samples, second: Samples) -> Bool { first.elementsEqual(second) }

  public func hash(into hasher: inout Hasher) {
    for sample in self { hasher.combine(sample) }
  }
}

/// Owner of the memory; never written after it is made.
@safe final class SampleStorage: @unchecked Sendable {
  let numbers: UnsafeBufferPointer<Float>
  private let isMapped: Bool

  init(copying samples: [Float]) {
    let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: samples.count)
    _ = unsafe memory.initialize(from: samples)
    unsafe numbers = UnsafeBufferPointer(memory)
    isMapped = false
  }

  /// Maps the whole of an open file; `nil` when the system refuses.
  init?(mapping file: Int32, count: Int) {
    let bytes = count * MemoryLayout<Float>.stride
    guard let start = unsafe mmap(nil, bytes, PROT_READ, MAP_PRIVATE, file, 0),
      unsafe start != MAP_FAILED
    else { return nil }
    unsafe numbers = unsafe UnsafeBufferPointer(
      start: UnsafePointer(start.bindMemory(to: Float.self, capacity: count)), count: count)
    isMapped = true
  }

  deinit {
    if isMapped {
      unsafe munmap(UnsafeMutableRawPointer(mutating: numbers.baseAddress), byteCount(numbers.count))
    } else {
      unsafe numbers.deallocate()
    }
  }

  func letGo(before position: Int) {
    let page = 65_536
    let length = unsafe byteCount(Swift.min(position, numbers.count)) / page * page
    guard isMapped, length > 0 else { return }
    unsafe _ = madvise(UnsafeMutableRawPointer(mutating: numbers.baseAddress), length, MADV_DONTNEED)
  }

  private func byteCount(_ count: Int) -> Int { count * MemoryLayout<Float>.stride }
}
