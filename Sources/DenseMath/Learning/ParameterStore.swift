/// Where one parameter lies among a model's weights.
public struct ParameterPlace: Sendable, Hashable, Codable {
  /// Unique in its store: `layer0.attention.output.weights`.
  public let name: String
  /// Row by row; a vector has one number.
  public let shape: [Int]
  /// First number's place in `ParameterStore.values`.
  public let start: Int
  /// Weight decay applies: true of matrices, not of biases and normalisation.
  public let decays: Bool

  public var count: Int { shape.reduce(1, *) }
  public var range: Range<Int> { start..<start + count }
}

/// All weights of a model in one row; gradients and moments are plain arrays of the same length.
public struct ParameterStore: Sendable, Hashable, Codable {
  public private(set) var places: [ParameterPlace] = []
  public var values: [Double] = []

  public init() {}

  /// - Precondition: The name is new, every size is positive and `initial` fills the shape.
  public mutating func add(
    name: String, shape: [Int], decays: Bool, initial: [Double]
  ) -> ParameterPlace {
    let place = ParameterPlace(name: name, shape: shape, start: values.count, decays: decays)
    precondition(shape.allSatisfy { $0 > 0 }, "a parameter's sizes are positive")
    precondition(initial.count == place.count, "initial values fill the parameter's shape")
    precondition(!places.contains { $0.name == name }, "a parameter's name is used once")
    places.append(place)
    values.append(contentsOf: initial)
    return place
  }

  /// - Returns: `nil` when no parameter has the name.
  public func place(named name: String) -> ParameterPlace? { places.first { $0.name == name } }

  public subscript(place: ParameterPlace) -> ArraySlice<Double> {
    get { values[place.range] }
    set {
      precondition(newValue.count == place.count, "new values fill the parameter's shape")
      values.replaceSubrange(place.range, with: newValue)
    }
  }

  /// Zeros, one a weight.
  public var zeroGradients: [Double] { [Double](repeating: 0, count: values.count) }
}
