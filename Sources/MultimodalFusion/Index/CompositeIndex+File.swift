internal import Foundation
internal import SignalCore

extension CompositeIndex {
  public static let fileName = "composite_index.json"
  /// A line of `sha256sum`: whoever changes a weight on purpose writes it anew.
  public static let checksumName = "composite_index.sha256"

  /// Reads the index of an installation and checks it against its checksum.
  /// - Parameter folder: The folder `Models`, with both files.
  public init(folder: String) throws(CompositeIndexError) {
    let place = URL(filePath: folder).appending(path: Self.fileName)
    let checksum = URL(filePath: folder).appending(path: Self.checksumName)
    // Read once, so that what was checked is what is used.
    guard let data = try? Data(contentsOf: place) else { throw .unreadable(path: place.path) }
    guard let line = try? String(contentsOf: checksum, encoding: .utf8),
      let digest = line.split(whereSeparator: \.isWhitespace).first
    else { throw .checksumUnreadable(path: checksum.path) }
    guard sha256Hex(ofBytes: Array(data)) == digest else { throw .altered(path: place.path) }
    try self.init(data: data, path: place.path)
  }

  /// - Parameter path: What errors name.
  private init(data: Data, path: String) throws(CompositeIndexError) {
    guard let card = try? JSONDecoder().decode(CompositeIndexCard.self, from: data),
      card.format == CompositeIndexCard.currentFormat
    else { throw .foreign(path: path) }
    if let fault = card.fault { throw .impossible(path: path, detail: fault) }
    self.init(
      card: card, sha256: sha256Hex(ofBytes: Array(data)), text: String(decoding: data, as: UTF8.self))
  }
}
