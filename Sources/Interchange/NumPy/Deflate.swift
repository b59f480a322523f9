internal import CZlib
internal import Foundation

/// Unpacks the raw deflate format (RFC 1951) with zlib, never beyond a stated size.
@safe final class Inflater {
  enum Fault: Error {
    case compression
    /// More or fewer bytes than stated.
    case size
  }

  /// zlib keeps the address of its state: it may not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "out of memory")
    unsafe self.stream = stream
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// - Parameter size: Bytes that come out; memory grows with what does, not with what is claimed.
  func unpack(_ packed: Data, to size: Int) throws(Fault) -> Data {
    var result = Data()
    result.reserveCapacity(min(size, 4 * packed.count))
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var consumed = 0
    var code = Z_OK
    while code != Z_STREAM_END {
      let piece = packed.dropFirst(consumed).prefix(1 << 24)
      let (status, read, written) = step(piece, &block)
      guard status == Z_OK || status == Z_STREAM_END, read + written > 0 || status == Z_STREAM_END
      else { throw .compression }
      guard result.count + written <= size else { throw .size }
      result += block.prefix(written)
      consumed += read
      code = status
    }
    guard consumed == packed.count else { throw .compression }
    guard result.count == size else { throw .size }
    return result
  }

  private func step(_ input: Data, _ output: inout [UInt8]) -> (status: Int32, read: Int, written: Int) {
    let capacity = output.count
    return unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        // zlib's input is not written; its type only lacks the word.
        unsafe stream.pointee.next_in = unsafe UnsafeMutableRawPointer(mutating: source.baseAddress)?
          .assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_in = UInt32(source.count)
        unsafe stream.pointee.next_out = unsafe target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(capacity)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe (
          status, source.count - Int(stream.pointee.avail_in), capacity - Int(stream.pointee.avail_out)
        )
      }
    }
  }
}

/// Packs into the raw deflate format at zlib's usual level.
@safe final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private var block = [UInt8](repeating: 0, count: 1 << 18)

  init() {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "out of memory")
    unsafe self.stream = stream
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Takes in bytes, the last of them with `isLast`, and hands on what is packed.
  func pack(
    _ bytes: Data, isLast: Bool, _ handOn: (ArraySlice<UInt8>) throws(NumPyError) -> Void
  ) throws(NumPyError) {
    var consumed = 0
    while true {
      let piece = bytes.dropFirst(consumed).prefix(1 << 24)
      let endsHere = isLast && consumed + piece.count == bytes.count
      let (read, written, isDone) = step(piece, flush: endsHere ? Z_FINISH : Z_NO_FLUSH)
      consumed += read
      try handOn(block[..<written])
      // A block that is not full leaves nothing to hand on.
      if isDone || consumed == bytes.count && written < block.count && !endsHere { return }
    }
  }

  private func step(_ input: Data, flush: Int32) -> (read: Int, written: Int, isDone: Bool) {
    let capacity = block.count
    return unsafe input.withUnsafeBytes { source in
      unsafe block.withUnsafeMutableBytes { target in
        unsafe stream.pointee.next_in = unsafe UnsafeMutableRawPointer(mutating: source.baseAddress)?
          .assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_in = UInt32(source.count)
        unsafe stream.pointee.next_out = unsafe target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(capacity)
        let status = unsafe deflate(stream, flush)
        return unsafe (
          source.count - Int(stream.pointee.avail_in), capacity - Int(stream.pointee.avail_out),
          status == Z_STREAM_END
        )
      }
    }
  }
}

/// CRC-32 as ZIP wants it, over bytes in pieces.
struct CyclicChecksum {
  private(set) var value: UInt32 = 0

  mutating func take(_ bytes: Data) {
    unsafe bytes.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      // Without an address zlib would begin anew.
      if unsafe start != nil { value = unsafe UInt32(crc32_z(UInt(value), start, buffer.count)) }
    }
  }
}
