/// A pattern of measures' names: `*` stands for any letters, `?` for one.
public struct MeasurePattern: Sendable, Hashable {
  public let text: String

  public init(_ text: String) { self.text = text }

  public func matches(_ name: String) -> Bool {
    let pattern = Array(text.utf8)
    let letters = Array(name.utf8)
    var (place, letter) = (0, 0)
    // Where to go on when what follows the last star fails: the star takes one letter more.
    var retry: (place: Int, letter: Int)?
    while letter < letters.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        retry = (place + 1, letter)
        place += 1
      } else if place < pattern.count,
        pattern[place] == UInt8(ascii: "?") || pattern[place] == letters[letter]
      {
        place += 1
        letter += 1
      } else if let last = retry {
        retry = (last.place, last.letter + 1)
        (place, letter) = (last.place, last.letter + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
