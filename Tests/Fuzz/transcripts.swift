import Foundation
import SpeechRecognition

/// libFuzzer's entrance: a transcript is read or refused, whatever it holds.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTranscript(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  withFile(bytes, count) { _ = try? TranscriptFile.reading($0) }
}
