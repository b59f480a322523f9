import Foundation

/// The input as a file in memory: the readers take paths.
func withFile(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ body: (String) -> Void) -> CInt {
  let path = "/dev/shm/bellwether-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
  try? Data(bytes: bytes, count: count).write(to: URL(filePath: path))
  body(path)
  try? FileManager.default.removeItem(atPath: path)
  return 0
}
