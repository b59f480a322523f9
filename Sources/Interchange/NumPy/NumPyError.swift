public import SignalCore

/// A `.npy` or `.npz` file cannot be read or written. `array` names the array inside an archive and is `nil` for
/// a file of one array.
public enum NumPyError: UserFacingError, Equatable {
  case unreadable(path: String)
  case cannotWrite(path: String)
  case notNumPy(path: String, array: String?)
  case broken(path: String, array: String?, fault: Fault)
  /// A kind of number this program does not read, as the file names it: `>f8`, `|O`.
  case unsupportedType(path: String, array: String?, type: String)
  case notAnArchive(path: String)
  /// The archive's list of contents contradicts itself or the file's length.
  case brokenArchive(path: String, fault: ArchiveFault)
  case noSuchArray(path: String, array: String)
  case duplicateName(path: String, array: String)
  case badName(path: String, array: String)

  public enum Fault: Sendable, Hashable {
    case truncated
    case leftoverBytes(Int)
    case header
    case tooManyElements
    case text
    /// A compressed array that inflates to another size than the archive states.
    case inflatedSize
    case compression
    case checksum
    case encrypted
    /// Neither stored nor deflated; ZIP's number of the method.
    case method(Int)
    /// The archive's list and the array's own place in the file disagree.
    case place
  }

  public enum ArchiveFault: Sendable, Hashable {
    case truncated
    case directory
    case severalParts
  }

  public var message: String {
    switch self {
    case .unreadable(let path): "‘\(path)’ cannot be read."
    case .cannotWrite(let path): "‘\(path)’ cannot be written."
    case .notNumPy(let path, let array): "\(Self.place(path, array)) is not in NumPy's format."
    case .broken(let path, let array, let fault): "\(Self.place(path, array)) is broken: \(fault.text)."
    case .unsupportedType(let path, let array, let type):
      "\(Self.place(path, array)) holds values of type ‘\(type)’, which this program does not read."
    case .notAnArchive(let path): "‘\(path)’ is not an archive of NumPy arrays (.npz)."
    case .brokenArchive(let path, .truncated): "The archive ‘\(path)’ ends too early."
    case .brokenArchive(let path, .directory):
      "The archive ‘\(path)’ has a list of contents that makes no sense."
    case .brokenArchive(let path, .severalParts): "The archive ‘\(path)’ is one part of several."
    case .noSuchArray(let path, let array): "‘\(path)’ holds no array ‘\(array)’."
    case .duplicateName(let path, let array): "‘\(path)’ has two arrays named ‘\(array)’."
    case .badName(let path, let array): "‘\(array)’ cannot be the name of an array in ‘\(path)’."
    }
  }

  public var remedy: String {
    switch self {
    case .unreadable: "Check that the file exists and that you may read it."
    case .cannotWrite: "Check free disk space and that you may write there, then run the same command again."
    case .notNumPy: "Give a file written by numpy.save or numpy.savez."
    case .broken, .brokenArchive(_, .truncated), .brokenArchive(_, .directory):
      "Copy or export the file again; it may have been cut off or altered on the way."
    case .brokenArchive(_, .severalParts): "Put the parts together into one file first."
    case .unsupportedType:
      """
      Save it as little-endian float32, float64, int8 to int64, uint8, bool or text: \
      numpy.save(file, array.astype('<f4')).
      """
    case .notAnArchive: "Give a file written by numpy.savez or numpy.savez_compressed."
    case .noSuchArray: "Check the name; names are case-sensitive and have no ‘.npy’."
    case .duplicateName: "Give every array a name of its own."
    case .badName: "Use a name that is not empty and has neither control characters nor 65,000 bytes."
    }
  }

  private static func place(_ path: String, _ array: String?) -> String {
    array.map { "The array ‘\($0)’ of ‘\(path)’" } ?? "‘\(path)’"
  }
}

extension NumPyError.Fault {
  var text: String {
    switch self {
    case .truncated: "it ends before its last value"
    case .leftoverBytes(let count): "\(count) bytes follow its last value"
    case .header: "its header makes no sense"
    case .tooManyElements: "it claims more values than any file could hold"
    case .text: "its text is not made of Unicode characters"
    case .inflatedSize: "it unpacks to another size than the archive states"
    case .compression: "its compressed bytes make no sense"
    case .checksum: "its checksum does not fit"
    case .encrypted: "it is encrypted"
    case .method(let number): "it is packed by method \(number), neither stored nor deflated"
    case .place: "the archive's list and the array's own entry disagree"
    }
  }
}
