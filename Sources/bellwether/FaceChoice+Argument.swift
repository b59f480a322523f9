public import ArgumentParser
public import FacialFeatures

/// `main`, `all` or a face's number on the command line.
extension FaceRows.Choice: ExpressibleByArgument {
  public init?(argument: String) {
    switch argument {
    case "main": self = .main
    case "all": self = .all
    default:
      guard let number = Int(argument), number >= 1 else { return nil }
      self = .identity(number)
    }
  }

  public var defaultValueDescription: String { "main" }
}

/// `auto`, `left`, `right`, `largest` or a face's number on the command line.
extension FaceChoice: ExpressibleByArgument {
  public init?(argument: String) { self.init(text: argument) }

  public var defaultValueDescription: String { text }
}
