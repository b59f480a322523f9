import Foundation
import Interchange

/// libFuzzer's entrance: arrays and archives of NumPy are read or refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzArrays(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  withFile(bytes, count) { path in
    _ = try? NumPyFile.read(path)
    if let archive = try? NumPyArchive(path: path) {
      for name in archive.names { _ = try? archive.array(name) }
    }
  }
}
