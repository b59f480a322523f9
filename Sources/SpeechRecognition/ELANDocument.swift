import Foundation
import FoundationXML

/// The tiers and times of an ELAN annotation document, as its XML holds them.
final class ELANDocument: NSObject, XMLParserDelegate {
  struct Annotation {
    let identifier: String
    /// Slots of an alignable annotation; `nil` for one that refers to another.
    let slots: (start: String, end: String)?
    /// The annotation this one belongs to.
    let parent: String?
    /// The one before it under the same parent.
    let previous: String?
    var value = ""
  }

  struct Tier {
    let name: String
    let participant: String
    let parent: String?
    /// Whether it holds a measure this program wrote there, and no speech.
    let isOfMeasure: Bool
    var annotations: [Annotation] = []
  }

  private(set) var tiers: [Tier] = []
  /// In seconds; slots without a time are left out.
  private(set) var slotSeconds: [String: Double] = [:]
  private var secondsPerUnit = 0.001
  private var isInValue = false
  private var isAnnotationDocument = false
  /// A line with a time that is no number.
  private var badTimeLine: Int?
  private var brokenLine: Int?

  /// - Parameter text: The file's characters; what its XML declaration says of its encoding is past. ELAN
  ///   writes no document type, whose entities could stand for other files: one is refused.
  init(_ text: TranscriptText) throws(TranscriptError) {
    super.init()
    if let line = text.lines.firstIndex(where: { $0.contains("<!DOCTYPE") }) {
      throw .broken(path: text.path, line: line + 1)
    }
    let body = text.text.replacing(/<\?xml[^>]*\?>/, with: "", maxReplacements: 1)
    let parser = XMLParser(data: Data(body.utf8))
    parser.delegate = self
    // For a document that was cut off, `parse` says yes all the same.
    let isWhole = parser.parse() && brokenLine == nil
    if let badTimeLine { throw .badTime(path: text.path, line: badTimeLine) }
    guard isWhole, isAnnotationDocument else {
      throw .broken(path: text.path, line: brokenLine ?? max(parser.lineNumber, 1))
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    switch element {
    case "ANNOTATION_DOCUMENT": isAnnotationDocument = true
    case "HEADER": secondsPerUnit = Self.secondsPerUnit[attributes["TIME_UNITS"] ?? ""] ?? 0.001
    case "TIME_SLOT":
      guard let slot = attributes["TIME_SLOT_ID"], let value = attributes["TIME_VALUE"] else { return }
      guard let number = Double(value), number.isFinite else {
        badTimeLine = badTimeLine ?? parser.lineNumber
        return
      }
      slotSeconds[slot] = number * secondsPerUnit
    case "TIER":
      tiers.append(
        Tier(
          name: attributes["TIER_ID"] ?? "", participant: attributes["PARTICIPANT"] ?? "",
          parent: attributes["PARENT_REF"],
          isOfMeasure: attributes["LINGUISTIC_TYPE_REF"] == "bellwether measure"))
    case "ALIGNABLE_ANNOTATION", "REF_ANNOTATION":
      guard !tiers.isEmpty, let identifier = attributes["ANNOTATION_ID"] else { return }
      let start = attributes["TIME_SLOT_REF1"]
      let end = attributes["TIME_SLOT_REF2"]
      tiers[tiers.count - 1].annotations.append(
        Annotation(
          identifier: identifier, slots: start.flatMap { start in end.map { (start, $0) } },
          parent: attributes["ANNOTATION_REF"], previous: attributes["PREVIOUS_ANNOTATION"]))
    case "ANNOTATION_VALUE": isInValue = true
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if element == "ANNOTATION_VALUE" { isInValue = false }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    brokenLine = brokenLine ?? max(parser.lineNumber, 1)
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    guard isInValue, let tier = tiers.indices.last, let last = tiers[tier].annotations.indices.last
    else { return }
    tiers[tier].annotations[last].value += characters
  }

  /// Frames are those of the two television systems.
  private static let secondsPerUnit = [
    "milliseconds": 0.001, "PAL-frames": 0.04, "NTSC-frames": 1001.0 / 30_000,
  ]
}
