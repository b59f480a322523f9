internal import Foundation
internal import SignalCore

/// The file of an archive, which takes its name when it is whole.
final class PartialOutput {
  private let path: String
  private let file: WholeFile

  init(path: String) throws(NumPyError) {
    self.path = path
    do { file = try WholeFile(path: path) } catch { throw .cannotWrite(path: path) }
  }

  func append(_ bytes: some DataProtocol) throws(NumPyError) {
    do { try file.append(bytes) } catch { throw .cannotWrite(path: path) }
  }

  /// Writes over bytes written before.
  func replace(at offset: UInt64, with bytes: [UInt8]) throws(NumPyError) {
    do { try file.replace(at: Int(offset), with: bytes) } catch { throw .cannotWrite(path: path) }
  }

  func finish() throws(NumPyError) {
    do { try file.finish() } catch { throw .cannotWrite(path: path) }
  }
}
