/// Where finished stages of a session are kept and found again.
protocol StageKeeping: Sendable {
  /// What was kept of a stage under this key; `nil` for anything else.
  func content<Content: Codable>(of stage: String, session: String, key: String) -> Content?
  /// Keeps a stage in place of an earlier one.
  func keep(_ content: some Codable, of stage: String, session: String, key: String)
  /// Takes a stage away that was kept by an earlier run.
  func drop(_ stage: String, session: String)
}

extension StageShelf: StageKeeping {}
