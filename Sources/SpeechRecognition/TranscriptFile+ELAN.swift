import Foundation
import SignalCore

extension TranscriptFile {
  static func looksLikeELAN(_ text: TranscriptText) -> Bool {
    let head = text.text.prefix(4096)
    return head.first { !$0.isWhitespace } == "<" && head.contains("<ANNOTATION_DOCUMENT")
  }

  /// ELAN: every tier that depends on none is a speaker's, named by its participant, else by the tier.
  ///
  /// A tier below it gives the words their times where its annotations are the words of the text in
  /// order. Where a speaker's tier holds no text, as where it only marks turns, the text is that of the
  /// first tier below it that has some. A time slot without a time stays without one; ELAN itself spreads
  /// such slots evenly, which nobody measured.
  static func elanTranscript(_ text: TranscriptText) throws(TranscriptError) -> Transcript {
    let document = try ELANDocument(text)
    var segments: [Transcript.Segment] = []
    for tier in document.tiers where tier.parent == nil && !tier.isOfMeasure {
      let below = document.tiers.filter { $0.parent == tier.name }.map { ELANTier($0, in: document) }
      let named = tier.participant.contains { !$0.isWhitespace } ? tier.participant : tier.name
      for annotation in ELANTier(tier, in: document).annotations {
        let parts = below.map { child in child.annotations.filter { $0.belongs(to: annotation) } }
        let said = ([annotation.text] + parts.map { $0.map(\.text).joined(separator: " ") })
          .first { !untimedWords($0).isEmpty }
        guard let said else { continue }
        let timed = parts.lazy.map { part in
          part.filter { !untimedWords($0.text).isEmpty }
            .map { Transcript.Word(word: $0.text, start: $0.start, end: $0.end) }
        }.first { part in
          part.contains { $0.start != nil || $0.end != nil } && words(of: said, timedBy: part) != nil
        }
        segments.append(
          Transcript.Segment(
            start: annotation.start, end: annotation.end, speaker: speaker(named: named), text: said,
            words: words(of: said, timedBy: timed ?? []) ?? []))
      }
    }
    return Transcript(language: nil, segments: inOrder(segments))
  }

  /// A tier's annotations in the order of speaking, with the times known of them.
  private struct ELANTier {
    struct Annotation {
      let identifier: String
      let parent: String?
      let start: Double?
      let end: Double?
      /// A moment it is known to lie at; without times of its own, that of the one before it in the tier.
      let moment: Double?
      let text: String

      func belongs(to other: Annotation) -> Bool {
        if let parent { return parent == other.identifier }
        guard let from = other.start, let to = other.end, let moment else { return false }
        return from <= moment && moment < to
      }
    }

    var annotations: [Annotation] = []

    init(_ tier: ELANDocument.Tier, in document: ELANDocument) {
      for annotation in Self.chained(tier.annotations) {
        let start = annotation.slots.flatMap { document.slotSeconds[$0.start] }
        let end = annotation.slots.flatMap { document.slotSeconds[$0.end] }
        annotations.append(
          Annotation(
            identifier: annotation.identifier, parent: annotation.parent, start: start, end: end,
            moment: start ?? end?.nextDown ?? annotations.last?.moment,
            text: annotation.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
      }
    }

    /// Annotations without times stand in the order their references to the one before give.
    private static func chained(_ annotations: [ELANDocument.Annotation]) -> [ELANDocument.Annotation] {
      guard annotations.contains(where: { $0.previous != nil }) else { return annotations }
      let following = Dictionary(
        annotations.compactMap { annotation in annotation.previous.map { ($0, annotation) } },
        uniquingKeysWith: { first, _ in first })
      var result: [ELANDocument.Annotation] = []
      var seen: Set<String> = []
      for annotation in annotations where annotation.previous == nil {
        var next: ELANDocument.Annotation? = annotation
        while let current = next, seen.insert(current.identifier).inserted {
          result.append(current)
          next = following[current.identifier]
        }
      }
      return result
    }
  }
}
