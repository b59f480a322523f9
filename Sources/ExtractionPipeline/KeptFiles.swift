public import Foundation

/// Files kept beside results, by names relative to their folder; what form they have on disk is the layer above's.
public protocol KeptFiles: Sendable {
  /// `nil` where there is none, or none that can be read.
  func kept(_ name: String) -> Data?
  /// Puts a file in place of an earlier one, readable by its owner alone. What cannot be written is not kept.
  func keep(_ data: Data, as name: String)
  func drop(_ name: String)
}
