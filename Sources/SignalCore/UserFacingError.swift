/// An error a person can act on.
public protocol UserFacingError: Error, Sendable {
  /// What happened, in one plain sentence. Names nothing but what the user passed in.
  var message: String { get }
  /// What to do about it, in one plain sentence.
  var remedy: String { get }
}
