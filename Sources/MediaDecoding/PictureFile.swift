internal import CLibAV
internal import Glibc
public import SignalCore

/// Writes a picture as PNG, which keeps every pixel as it is.
///
/// The file appears under its name once it is whole, in place of one that had it before, readable by its owner
/// alone.
/// - Throws: `.notWritable`, `.diskFull`, `.encoderMissing`, `.outOfMemory`.
public func writePNG(_ picture: Picture, to path: String) throws(MediaError) {
  try writePNG(picture, into: PartialFile(target: path))
}

/// The same through a given unfinished file, for tests of what a full disk does.
package func writePNG(_ picture: Picture, to path: String, partialPath: String) throws(MediaError) {
  try writePNG(picture, into: PartialFile(target: path, path: partialPath))
}

private func writePNG(_ picture: Picture, into file: consuming PartialFile) throws(MediaError) {
  var file = file
  let packet = try encodedPNG(picture, path: file.target)
  let target = unsafe open(file.path, O_WRONLY | O_TRUNC | O_CLOEXEC)
  guard target >= 0 else { throw .writing(to: file.target, code: errno) }
  let size = unsafe Int(packet.pointer.pointee.size)
  var written = 0
  while written < size {
    let count = unsafe write(target, packet.pointer.pointee.data + written, size - written)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else {
      let code = errno
      close(target)
      throw .writing(to: file.target, code: code)
    }
    written += count
  }
  guard close(target) == 0 else { throw .writing(to: file.target, code: errno) }
  try file.moveIntoPlace()
}

private func encodedPNG(_ picture: Picture, path: String) throws(MediaError) -> PacketOwner {
  guard let codec = unsafe avcodec_find_encoder(AV_CODEC_ID_PNG) else { throw .encoderMissing(path: path) }
  guard let allocated = unsafe avcodec_alloc_context3(codec) else { throw .outOfMemory(path: path) }
  let encoder = unsafe CodecOwner(allocated)
  unsafe encoder.pointer.pointee.width = Int32(picture.width)
  unsafe encoder.pointer.pointee.height = Int32(picture.height)
  unsafe encoder.pointer.pointee.pix_fmt = AV_PIX_FMT_RGB24
  unsafe encoder.pointer.pointee.time_base = AVRational(num: 1, den: 1)
  unsafe encoder.pointer.pointee.thread_count = 1
  unsafe av_opt_set(encoder.pointer.pointee.priv_data, "pred", "mixed", 0)
  guard unsafe avcodec_open2(encoder.pointer, codec, nil) >= 0 else { throw .encoderMissing(path: path) }
  let frame = try FrameOwner(path: path)
  unsafe frame.pointer.pointee.format = AV_PIX_FMT_RGB24.rawValue
  unsafe frame.pointer.pointee.width = Int32(picture.width)
  unsafe frame.pointer.pointee.height = Int32(picture.height)
  guard unsafe av_frame_get_buffer(frame.pointer, 0) >= 0 else { throw .outOfMemory(path: path) }
  unsafe fill(frame.pointer, with: picture)
  let packet = try PacketOwner(path: path)
  guard unsafe avcodec_send_frame(encoder.pointer, frame.pointer) >= 0,
    unsafe avcodec_receive_packet(encoder.pointer, packet.pointer) >= 0
  else { throw .outOfMemory(path: path) }
  return packet
}
