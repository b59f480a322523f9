internal import FeatureStore
internal import SignalCore

/// A measure that pages show as a picture, with words for readers without statistics.
public struct KeyMeasure: Sendable, Hashable {
  public let name: String
  let modality: Measure.Modality
  /// As of the definition this version of the program uses.
  let unit: String
  let title: String
  /// What a higher or lower value sounds or looks like, in a sentence.
  let meaning: String
  let decimals: Int
  /// What a stored value is multiplied by to be shown in `unit`: shares become percentages.
  let factor: Double

  init(_ name: String, _ title: String, _ meaning: String, unit: String, decimals: Int, factor: Double = 1) {
    self.name = name
    modality = Measure.Modality(rawValue: String(name.prefix { $0 != "." })) ?? .quality
    self.unit = unit
    self.title = title
    self.meaning = meaning
    self.decimals = decimals
    self.factor = factor
  }

  /// In the order of the pages.
  public static let all: [KeyMeasure] = ReportWording.keyMeasures
  /// Measures of the recording itself that the pages show.
  public static let ofQuality: [KeyMeasure] = ReportWording.qualityMeasures

  /// Percentages end at 100.
  var scale: ShownScale {
    ShownScale(decimals: decimals, factor: factor, greatest: unit.hasPrefix("%") ? 100 / factor : nil)
  }

  func shown(_ value: Double) -> String { scale.show(value) }

  /// “4.3 syllables a second”.
  func withUnit(_ value: Double) -> String { unit.isEmpty ? shown(value) : "\(shown(value)) \(unit)" }
}

extension SessionOverview {
  func value(_ measure: KeyMeasure) -> Double? { readings[measure.name]?.value.number }
}
