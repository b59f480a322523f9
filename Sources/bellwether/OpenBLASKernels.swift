import Foundation

/// Which arithmetic OpenBLAS was told to use, for scripts that run the program elsewhere.
enum OpenBLASKernels {
  /// `nil` when the choice is left to OpenBLAS.
  static var chosen: String? {
    ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"].flatMap { $0.isEmpty ? nil : $0 }
  }
}
