/// Picks pictures at a rate: the first at or after each multiple of its inverse, each once.
public struct PictureTicks: Sendable {
  private let framesPerSecond: Double
  private var next = -Double.infinity

  /// - Parameter framesPerSecond: Positive.
  public init(framesPerSecond: Double) { self.framesPerSecond = framesPerSecond }

  /// Give times in order.
  /// - Parameter toleranceSeconds: So much a time may be early through rounding; never more than a quarter of a step.
  public mutating func isDue(atSeconds seconds: Double, toleranceSeconds: Double) -> Bool {
    let tick = seconds * framesPerSecond + min(toleranceSeconds * framesPerSecond, 0.25)
    guard tick >= next else { return false }
    next = tick.rounded(.down) + 1
    return true
  }
}
