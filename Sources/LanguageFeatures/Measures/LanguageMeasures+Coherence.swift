public import SignalCore

/// How far what is said hangs together, by the nearness of sentences' meanings.
extension LanguageMeasures {
  static let coherence: [Measure] = [
    firstOrderCoherence, secondOrderCoherence, leastCoherence, centroidCoherence, relevance,
  ]

  private static let embedding = """
    Sentences are turned into 384 numbers each by MiniLM-L6 (all-MiniLM-L6-v2) and compared by the cosine of \
    their angle, −1 to 1; pairs lie within one turn.
    """
  private static let embeddingSource = """
    Bedi et al. 2015, npj Schizophrenia 1:15030 (with another embedding); sentence embeddings: Reimers & Gurevych \
    2019, EMNLP, arXiv 1908.10084; Wang et al. 2020, MiniLM, NeurIPS, arXiv 2002.10957.
    """
  private static let evidence = """
    None for depression known to us; made for psychosis (Bedi et al. 2015). Against it: such similarity did not \
    follow coherence as people rate it in a study of several corpora (He et al. 2026, PMC12948966).
    """
  private static let embeddingCaution = """
    Rises with repetition and with narrow topics, and with longer sentences. Sentences follow the punctuation: compare \
    only transcripts made the same way.
    """

  private static func measure(
    _ name: String, _ title: String, definition: String, minimumData: String
  ) -> Measure {
    Measure(
      name: "language.coherence." + name, title: title, modality: .language, unit: "1", lowerBound: -1,
      upperBound: 1, definition: "\(definition) \(embedding)", minimumData: minimumData,
      source: embeddingSource, depression: evidence, caution: embeddingCaution, trust: .exploratory)
  }

  public static let firstOrderCoherence = measure(
    "first_order.mean", "Coherence, neighbouring sentences",
    definition: "Mean similarity of each sentence to the next.", minimumData: "50 words and 3 such pairs.")
  public static let secondOrderCoherence = measure(
    "second_order.mean", "Coherence, next but one",
    definition: "Mean similarity of each sentence to the one after the next.",
    minimumData: "50 words and 3 such pairs.")
  public static let leastCoherence = measure(
    "first_order.min", "Coherence, widest leap",
    definition: "Least similarity of any sentence to the next.",
    minimumData: "50 words and 3 such pairs; more pairs find a lower least.")
  public static let centroidCoherence = measure(
    "centroid.mean", "Coherence, nearness to the whole",
    definition: "Mean similarity of every sentence of the participant to the mean of them all.",
    minimumData: "50 words and 5 sentences.")
  public static let relevance = measure(
    "relevance.mean", "Relevance of answers",
    definition: """
      Mean similarity of each of the participant's turns of 5 words or more to what the other said right before.
      """, minimumData: "50 words and 5 such turns.")

  static let turnRelevance = Measure(
    name: "language.turn.relevance", title: "Relevance of this turn", modality: .language, unit: "1",
    lowerBound: -1, upperBound: 1,
    definition: "Similarity of the turn's meaning to what the other said right before. \(embedding)",
    minimumData: "5 words in the turn, and another's words before it.", source: embeddingSource,
    depression: evidence, caution: "A good answer in few words can be far from its question in meaning.",
    trust: .exploratory)
}
