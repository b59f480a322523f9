internal import Foundation

extension ResultsFiles {
  private struct Summary: Decodable {
    struct Made: Decodable {
      let correction: Correction?
    }
    struct Correction: Decodable {}
    let provenance: Made
  }

  /// Whether a session was measured on a transcript that a person had corrected.
  public func holdsCorrection(of session: String) -> Bool {
    let summary = kept("\(session)/summary.json").flatMap {
      try? JSONDecoder().decode(Summary.self, from: $0)
    }
    return summary?.provenance.correction != nil
  }
}
