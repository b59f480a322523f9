extension FaceMeasures {
  /// Measure's name → what the pictures must be like for it, as the limits that are tested have it.
  package static let qualityNeeds: [String: String] = Dictionary(
    uniqueKeysWithValues: families.flatMap { family in
      family.scopes.map { (family.measure($0).name, family.needs.quality) }
    })
}
