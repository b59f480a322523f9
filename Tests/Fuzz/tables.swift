import Foundation
import Interchange

/// libFuzzer's entrance: tables of other tools and of questionnaires are read or refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTable(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  withFile(bytes, count) { path in
    _ = try? ForeignFeatures.read(path)
    _ = try? AssessmentTable(fileAt: path)
  }
}
