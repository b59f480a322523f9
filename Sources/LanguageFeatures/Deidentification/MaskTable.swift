/// What was masked in a session, and on what ground.
public struct MaskTable: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    /// Counted from 1; 0 for a speaker's label.
    public let segment: Int
    /// Start of the first masked word, else of the segment, in seconds; `nil` where the transcript has no times.
    public let startSeconds: Double?
    public let identity: IdentityClass
    /// What stands in the text now, as `[PERSON_1]`.
    public let pseudonym: String
    /// The rule, list or model it rests on.
    public let basis: String
    /// The model's probability, 0 to 1, where it rests on the model alone.
    public let confidence: Double?
    /// The words masked: for the person who checks, never for the results.
    public let original: String
  }

  /// In the order of the transcript, speakers' labels first.
  public internal(set) var rows: [Row] = []
  /// Speakers' labels that were names, with what stands instead.
  public internal(set) var speakers: [String: String] = [:]

  public init() {}

  /// Comma-separated, with a header line: segment, start_seconds, class, pseudonym, basis, confidence.
  /// - Parameter includingOriginals: Adds a column with the words masked. Such a file identifies people.
  public func csv(includingOriginals: Bool = false) -> String {
    var lines = [
      "segment,start_seconds,class,pseudonym,basis,confidence" + (includingOriginals ? ",original" : "")
    ]
    for row in rows {
      var cells = [
        "\(row.segment)", row.startSeconds.map { "\($0)" } ?? "", row.identity.rawValue, row.pseudonym,
        row.basis,
        row.confidence.map { "\(($0 * 1000).rounded() / 1000)" } ?? "",
      ]
      if includingOriginals { cells.append("\"" + row.original.replacing("\"", with: "\"\"") + "\"") }
      lines.append(cells.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
