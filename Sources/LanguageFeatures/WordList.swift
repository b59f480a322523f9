import NeuralRuntime

/// The lines of a word list of this installation, without comments (`;;;`) and empty ones.
func wordListLines(_ file: String, _ catalog: ModelCatalog) throws(LanguageError) -> [Substring] {
  let path: String
  do { path = try catalog.verifiedPath(file) } catch { throw .model(error) }
  guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw .lexiconUnreadable }
  return text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix(";;;") }
}
