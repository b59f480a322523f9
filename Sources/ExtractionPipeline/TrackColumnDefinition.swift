internal import FacialFeatures
public import SignalCore

/// What a column of a session's tracks is, where it is more than one number of a known tool.
public struct TrackColumnDefinition: Sendable, Hashable {
  /// As in `tracks.h5` and in what `bellwether face` prints.
  public let column: String
  public let title: String
  /// How it is computed, and from what.
  public let definition: String
  public let trust: Measure.Trust
  public let caution: String

  /// Proxies of action units: never FACS codes.
  public static let actionUnits: [TrackColumnDefinition] =
    ActionUnit.allCases.map { unit in
      TrackColumnDefinition(
        column: unit.columnName, title: "\(unit.title) (\(unit.muscle))",
        definition: unit.formula + (unit.hasSides ? " Also left and right apart." : ""), trust: unit.trust,
        caution: unit.caution)
    } + [
      TrackColumnDefinition(
        column: ActionUnitEstimator.smileColumnName, title: "Smile, guarded against crying",
        definition: ActionUnit.smileFormula, trust: .exploratory,
        caution: """
          Its limits were set with one film of one weeping and laughing person and four posed photographs in view; it \
          was not checked against people who code faces.
          """)
    ]

  /// What all of them rest on.
  public static let actionUnitSource = ActionUnit.source
}
