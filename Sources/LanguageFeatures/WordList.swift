import NeuralRuntime

/// The lines of a word list of this installation, without comments (`;;;`) and empty ones.
/// - Parameter fault: Thrown for a file that cannot be read.
func wordListLines(
  _ file: String, _ catalog: ModelCatalog, orThrow fault: LanguageError = .lexiconUnreadable
) throws(LanguageError) -> [Substring] {
  let path: String
  do { path = try catalog.verifiedPath(file) } catch { throw .model(error) }
  guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw fault }
  return text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix(";;;") }
}
