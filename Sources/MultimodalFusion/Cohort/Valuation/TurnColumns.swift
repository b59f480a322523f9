internal import SignalCore

/// One number a session for everything a model of turns reads of its turns and words, so that new recordings can be
/// held against those it was trained on as measures are.
///
/// A turn's measure stands as its mean over the turns that have it (`….turn_mean`); what goes with single words as
/// median and spread over the session's words (`speech.words.….median`, `….spread`); the words' vectors as the cosine
/// of their mean with the training turns' (`language.words.likeness`).
struct TurnColumns: Sendable {
  private let inputs: TurnInputs
  private let wordInputs: WordInputs?
  private let typicalWords: [Double]?
  let columns: [CohortColumn]

  /// - Parameter typicalWords: Mean of the training turns' vectors.
  init(_ inputs: TurnInputs, wordInputs: WordInputs?, typicalWords: [Double]?) {
    self.inputs = inputs
    self.wordInputs = wordInputs
    self.typicalWords = inputs.wordsWidth == typicalWords?.count ? typicalWords : nil
    var columns = inputs.modalities.flatMap { modality in
      modality.measures.map { Self.column($0 + ".turn_mean", of: modality.name) }
    }
    for modality in wordInputs?.modalities ?? [] {
      for name in modality.columns {
        columns.append(Self.column("\(modality.name).words.\(name).median", of: modality.name))
        columns.append(Self.column("\(modality.name).words.\(name).spread", of: modality.name))
      }
    }
    if self.typicalWords != nil { columns.append(Self.column("language.words.likeness", of: "language")) }
    self.columns = columns
  }

  private static func column(_ name: String, of modality: String) -> CohortColumn {
    CohortColumn(name: name, modality: Measure.Modality(rawValue: modality) ?? .language)
  }

  /// One a column; `nil` where a session has nothing of it.
  func values(_ session: CohortSession) -> [Double?] {
    let first = inputs.wordsWidth == nil ? 0 : 1
    let turns = session.turns?.turns ?? []
    var values: [Double?] = []
    for (place, modality) in inputs.modalities.enumerated() {
      let count = modality.measures.count
      for measure in 0..<count {
        // Behind the values of a turn's measures stands whether each was measured.
        let measured = turns.compactMap { turn in
          turn.inputs[first + place].flatMap { $0[count + measure] == 1 ? $0[measure] : nil }
        }
        values.append(measured.mean)
      }
    }
    for modality in wordInputs?.modalities ?? [] {
      for name in modality.columns {
        let spoken = session.spoken.flatMap { turn -> [Double] in
          guard let readings = turn?.readings[modality.name],
            let place = readings.columnNames.firstIndex(of: name)
          else { return [] }
          return readings.values.compactMap { $0[place] }
        }
        values += [spoken.median, WordInputs.spread(spoken)]
      }
    }
    if let typicalWords { values.append(likeness(turns, typicalWords)) }
    return values
  }

  private func likeness(_ turns: [Turn], _ typical: [Double]) -> Double? {
    let vectors = turns.compactMap { $0.inputs[0] }
    guard !vectors.isEmpty else { return nil }
    let mean = typical.indices.map { column in vectors.reduce(0) { $0 + $1[column] } }
    func length(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let lengths = length(mean) * length(typical)
    return lengths > 0 ? zip(mean, typical).reduce(0) { $0 + $1.0 * $1.1 } / lengths : nil
  }

  /// The session with these columns behind its own.
  func joined(_ session: CohortSession) -> CohortSession {
    var session = session
    session.values += values(session)
    return session
  }
}

extension StoredModel {
  /// What the model reads of turns, as columns; `nil` for models of sessions.
  func turnColumns(_ inputs: TurnInputs?) -> TurnColumns? {
    guard let inputs else { return nil }
    func typical(_ model: TurnModel) -> [Double]? {
      model.modalities.first?.name == TurnSequence.wordsName ? model.typicalInputs.first : nil
    }
    switch self {
    case .linear: return nil
    case .turns(let model):
      return TurnColumns(inputs, wordInputs: nil, typicalWords: typical(model))
    case .gated(let model):
      return TurnColumns(inputs, wordInputs: model.gates.inputs, typicalWords: typical(model.turns))
    }
  }

  /// A cohort with all that the model's card keeps of its sessions: measures, and where it reads turns, their columns.
  func summarised(_ cohort: Cohort, turnInputs: TurnInputs?) -> Cohort {
    guard let turnColumns = turnColumns(turnInputs) else { return cohort }
    return cohort.adding(turnColumns.columns, cohort.sessions.map(turnColumns.joined))
  }
}
