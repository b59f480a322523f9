internal import Foundation
internal import SignalCore

extension ResultsExport {
  /// Has a file written under another name, which takes its own when it is whole.
  func replacing(
    _ path: String, _ write: (String) throws(InterchangeError) -> Void
  ) throws(ExportError) {
    try ExportedFile.refuseObstructed(path)
    let target = URL(filePath: path)
    let part = target.deletingLastPathComponent().appending(path: ".part-" + target.lastPathComponent).path
    do throws(InterchangeError) { try write(part) } catch {
      try? FileManager.default.removeItem(atPath: part)
      switch error {
      case .cannotRead, .noFolder, .noResults, .sealed, .obstructed: throw ExportError(error)
      case .cannotWrite, .diskFull, .notPermitted: throw .cannotWrite(path: path)
      }
    }
    do throws(WholeFileError) { try WholeFile.rename(part, to: path) } catch {
      throw ExportError(InterchangeError(errorNumber: error.number, path: path))
    }
  }
}

extension ExportedFile {
  /// Writes files below a folder, each whole or not at all; folders are made where they are not there.
  public static func write(_ files: [ExportedFile], under folder: String) throws(ExportError) {
    for file in files {
      let path = folder + "/" + file.name
      try makeFolder(URL(filePath: path).deletingLastPathComponent().path)
      try file.write(to: path)
    }
  }

  static func makeFolder(_ path: String) throws(ExportError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      // The number is that of the place, for Foundation has one code for many.
      let isObstructed = unsafe access(path + "/.", F_OK) != 0 && errno == ENOTDIR
      throw isObstructed ? .obstructed(.file, path: path) : .cannotWrite(path: path)
    }
  }

  /// For files that are written by libraries which do not say why they could not.
  static func refuseObstructed(_ path: String) throws(ExportError) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    if unsafe access(folder + "/.", F_OK) != 0, let obstacle = PlaceObstacle(errorNumber: errno) {
      throw .obstructed(obstacle, path: path)
    }
    if unsafe access(path + "/.", F_OK) == 0 { throw .obstructed(.folder, path: path) }
  }

  /// Writes the text to a path of one's own choice.
  /// - Parameter isPrivate: Whether its owner alone may read it.
  public func write(to path: String, isPrivate: Bool = false) throws(ExportError) {
    do throws(WholeFileError) { try WholeFile.write(text.utf8, to: path, isPrivate: isPrivate) } catch {
      throw ExportError(InterchangeError(errorNumber: error.number, path: path))
    }
  }
}
