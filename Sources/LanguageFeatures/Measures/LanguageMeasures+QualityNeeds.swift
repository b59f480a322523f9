package import SignalCore

extension LanguageMeasures {
  /// What a transcript must be like for a measure.
  package static func qualityNeeds(of measure: Measure) -> String {
    var sentences = ["A transcript that tells the participant from others; errors of it are not seen."]
    if isForEnglish(measure) { sentences.append("Spoken English: notApplicable(language) otherwise.") }
    if measure == questionShare { sentences.append("Punctuation: lowQuality without any.") }
    if disfluency.contains(where: { $0.measure == measure }) { sentences.append(recogniserMinimum) }
    if trends.contains(where: { $0.slope == measure }) { sentences.append("Times of the turns.") }
    return sentences.joined(separator: " ")
  }

  private static func isForEnglish(_ measure: Measure) -> Bool {
    if coherence.contains(measure) || measure == turnRelevance { return true }
    let forms = passages + turnForms
    if let form = forms.first(where: { $0.measure == measure }) { return form.scope == .english }
    return zip(trends, turnForms).contains { $0.slope == measure && $1.scope == .english }
  }
}
