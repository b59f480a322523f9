internal import Foundation

/// A study's labels and split as the table of assessments that `train`, `validate` and `phq` read.
enum StudyAssessments {
  /// One row a participant with labels, `participant,split,sex,age,…`; `nil` where no table names one.
  static func csv(_ study: Study) -> String? {
    let labels = study.sessions.compactMap(\.labels)
    guard !labels.isEmpty else { return nil }
    let hasItems = labels.contains { $0.phq8Items.contains { $0 != nil } }
    let items = hasItems ? StudyLabels.itemNames.map { "PHQ8_" + $0 } : []
    var table = CommaSeparated(
      header: ["participant", "split", "sex", "age"] + items + ["PHQ8_Score", "PHQ8_Binary"])
    func cell(_ number: Int?) -> String { number.map(String.init) ?? "" }
    for row in labels {
      table.append(
        [
          "\(row.participant)", row.split?.rawValue ?? "", row.gender?.rawValue ?? "", cell(row.ageYears),
        ] + (hasItems ? row.phq8Items.map(cell) : []) + [
          cell(row.phq8Score), cell(row.statedGroup.map { $0 ? 1 : 0 }),
        ])
    }
    return table.text
  }
}

extension Study {
  /// Whether a folder holds folders of sessions such as `300_P`, itself or one folder down.
  public static func isStudy(_ path: String) -> Bool {
    func names(_ folder: String) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
    }
    func holdsSessions(_ folder: String) -> Bool {
      names(folder).contains { name in
        name.wholeMatch(of: /\d{3}_P/.ignoresCase()) != nil
          && FileManager.default.fileExists(atPath: "\(folder)/\(name)/.")
      }
    }
    return holdsSessions(path) || names(path).contains { holdsSessions("\(path)/\($0)") }
  }

  /// What a person must know of the folder, in plain sentences.
  public var notes: [String] {
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
    var notes: [String] = []
    if !excluded.isEmpty { notes.append("Left out by the study’s makers: \(list(excluded)).") }
    if !packed.isEmpty { notes.append("Not unpacked: \(packed.joined(separator: ", ")).") }
    if !labelledWithoutFolder.isEmpty {
      notes.append("With labels and without a folder: \(labelledWithoutFolder.count) participants.")
    }
    func numbers(_ isMeant: (StudySession) -> Bool) -> [Int] {
      sessions.filter(isMeant).map { $0.number }
    }
    let shifted = numbers { $0.correction.transcriptShift == .unknown }
    if !shifted.isEmpty {
      notes.append("Transcripts whose times are known not to fit the recording: \(list(shifted)).")
    }
    let interrupted = numbers { !$0.correction.interruptions.isEmpty }
    if !interrupted.isEmpty { notes.append("Interruptions are left out of \(list(interrupted)).") }
    let contradicting = numbers { $0.labels?.remarks.contains(.groupAgainstScore) ?? false }
    if !contradicting.isEmpty {
      notes.append(
        "The stated group is not what the PHQ-8 score gives; the score counts: \(list(contradicting)).")
    }
    let odd = numbers { session in
      session.labels?.remarks.contains { if case .itemsAgainstScore = $0 { true } else { false } } ?? false
    }
    if !odd.isEmpty { notes.append("The items do not add up to the stated score: \(list(odd)).") }
    return notes
  }
}
