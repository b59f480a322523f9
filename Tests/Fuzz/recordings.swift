import Foundation
import MediaDecoding

/// libFuzzer's entrance: a recording is decoded as far as it goes or refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecording(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  withFile(bytes, count) { path in
    _ = try? decodeAudio(path: path, sampleRateHz: 16_000)
    if var reader = try? VideoReader(path: path, framesPerSecond: 10) {
      while (try? reader.next()) ?? nil != nil {}
    }
  }
}
