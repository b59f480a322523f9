internal import Foundation

/// The label tables of a study, joined by participant.
///
/// Names of columns are compared without case, spaces or punctuation, so that `Participant_ID` is `participant_ID`
/// and `PHQ_8NoInterest` is `PHQ8_NoInterest`; `PHQ_Binary` and `PHQ_Score`, without the 8, are the PHQ-8's too.
struct StudyLabelTables {
  private(set) var labels: [Int: StudyLabels] = [:]

  /// Takes in a table; `false` when the file is none of participants.
  mutating func add(_ path: String) throws(StudyError) -> Bool {
    let lines = try Self.lines(of: path)
    guard let header = lines.first else { return false }
    let columns = header.cells.map(Self.plain)
    guard let identity = columns.firstIndex(of: "participantid") else { return false }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let split = StudySplit.allCases.first { part in
      name.lowercased().split { !$0.isLetter }.contains(Substring(part.rawValue))
    }
    for line in lines.dropFirst() {
      guard line.cells.count == columns.count else { throw .labelCells(path: path, line: line.number) }
      guard let participant = Int(line.cells[identity]) else {
        throw .badLabel(path: path, line: line.number, column: header.cells[identity])
      }
      var row = StudyLabels(participant: participant)
      row.split = split
      for (index, column) in columns.enumerated() where index != identity && !line.cells[index].isEmpty {
        guard row.take(line.cells[index], column: column) else {
          throw .badLabel(path: path, line: line.number, column: header.cells[index])
        }
      }
      try merge(row, from: path)
    }
    return true
  }

  private mutating func merge(_ row: StudyLabels, from path: String) throws(StudyError) {
    guard var known = labels[row.participant] else {
      labels[row.participant] = row
      return
    }
    func joined<Value: Equatable>(
      _ first: Value?, _ second: Value?, _ column: String
    ) throws(StudyError) -> Value? {
      guard let first, let second, first != second else { return first ?? second }
      throw .labelsDisagree(path: path, participant: row.participant, column: column)
    }
    if let first = known.split, let second = row.split, first != second {
      throw .inTwoSplits(path: path, participant: row.participant)
    }
    known.split = known.split ?? row.split
    known.gender = try joined(known.gender, row.gender, "Gender")
    known.phq8Score = try joined(known.phq8Score, row.phq8Score, "PHQ8_Score")
    known.statedGroup = try joined(known.statedGroup, row.statedGroup, "PHQ8_Binary")
    known.ptsdSeverity = try joined(known.ptsdSeverity, row.ptsdSeverity, "PTSD Severity")
    known.hasPTSD = try joined(known.hasPTSD, row.hasPTSD, "PCL-C (PTSD)")
    known.ageYears = try joined(known.ageYears, row.ageYears, "age")
    for (item, name) in StudyLabels.itemNames.enumerated() {
      known.phq8Items[item] = try joined(known.phq8Items[item], row.phq8Items[item], "PHQ8_\(name)")
    }
    labels[row.participant] = known
  }

  private static func lines(of path: String) throws(StudyError) -> [(number: Int, cells: [String])] {
    do throws(FeatureFileError) {
      var source = try TextLines(path: path)
      var result: [(number: Int, cells: [String])] = []
      let cells = TableCells(separator: UInt8(ascii: ","))
      while let row = try source.next({ (line) throws(FeatureFileError) in cells.texts(line) }) {
        // Rows of nothing but commas come from spreadsheets.
        if row.contains(where: { !$0.isEmpty }) { result.append((source.number, row)) }
      }
      return result
    } catch { throw .unreadable(path: path) }
  }

  static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}

extension StudyLabels {
  private static let itemColumns = itemNames.map { StudyLabelTables.plain("PHQ8_" + $0) }

  /// Takes in a cell; `false` for a value the column cannot have. Unknown columns are passed over.
  fileprivate mutating func take(_ cell: String, column: String) -> Bool {
    func whole(_ range: ClosedRange<Int>) -> Int? {
      Double(cell).flatMap { Int(exactly: $0) }.flatMap { range.contains($0) ? $0 : nil }
    }
    switch column {
    case "phq8score", "phqscore", "phq8total":
      phq8Score = whole(0...24)
      return phq8Score != nil
    case "phq8binary", "phqbinary":
      statedGroup = whole(0...1).map { $0 == 1 }
      return statedGroup != nil
    case "gender":
      gender =
        switch cell.lowercased() {
        case "0", "male", "m": .male
        case "1", "female", "f": .female
        default: nil
        }
      return gender != nil
    case "pclcptsd":
      hasPTSD = whole(0...1).map { $0 == 1 }
      return hasPTSD != nil
    case "ptsdseverity":
      ptsdSeverity = whole(0...85)
      return ptsdSeverity != nil
    case "age":
      ageYears = whole(0...120)
      return ageYears != nil
    case "split":
      guard let stated = StudySplit(rawValue: cell.lowercased()) else { return false }
      split = stated
      return true
    default:
      guard let item = Self.itemColumns.firstIndex(of: column) else { return true }
      phq8Items[item] = whole(0...3)
      return phq8Items[item] != nil
    }
  }
}
