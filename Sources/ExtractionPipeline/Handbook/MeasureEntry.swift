public import SignalCore

/// One measure as the handbook explains it: its definition, what it needs, and what is published of it.
public struct MeasureEntry: Sendable {
  public let measure: Measure
  /// What the recording must be like; never empty.
  public let qualityNeeds: String
  /// What is published about depression, for and against; empty where nothing is known to us.
  public let findings: [PublishedFinding]

  public init(_ measure: Measure) {
    self.init(measure, qualityNeeds: MeasureQualityNeeds.text(of: measure))
  }

  package init(_ measure: Measure, qualityNeeds: String) {
    self.measure = measure
    self.qualityNeeds = qualityNeeds
    findings = PublishedFinding.all(in: measure.depression)
  }

  /// What a handbook has to say of every measure.
  public enum Field: String, Sendable, CaseIterable {
    case name, title, unit, range, definition
    case minimumData = "minimum_data"
    case qualityNeeds = "quality_needs"
    case source, depression, effects, intervals, citations, contrary
    case caution = "what_breaks_it"
    case trust
  }

  /// What the handbook says in a field. What is not known is said in words, not left out.
  public func text(_ field: Field) -> String {
    switch field {
    case .name: measure.name
    case .title: measure.title
    case .unit: measure.unit
    case .range: range
    case .definition: measure.definition
    case .minimumData: measure.minimumData
    case .qualityNeeds: qualityNeeds
    case .source: measure.source
    case .depression: measure.depression
    case .effects: joined(findings.flatMap(\.effects), orElse: "no effect size known to us")
    case .intervals: joined(findings.flatMap(\.intervals), orElse: "no interval known to us")
    case .citations: joined(findings.flatMap(\.citations), orElse: "no publication known to us")
    case .contrary:
      joined(findings.filter(\.isContrary).map(\.statement), orElse: "no contrary finding known to us")
    case .caution: measure.caution
    case .trust: measure.trust.rawValue
    }
  }

  /// Fields about which the handbook has nothing to say: none, if all is well.
  public var lacking: [Field] {
    Field.allCases.filter { text($0).allSatisfy(\.isWhitespace) }
  }

  private func joined(_ parts: [String], orElse: String) -> String {
    var seen: Set<String> = []
    return parts.isEmpty ? orElse : parts.filter { seen.insert($0).inserted }.joined(separator: "; ")
  }

  private var range: String {
    func plain(_ number: Double) -> String {
      number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
    switch (measure.lowerBound, measure.upperBound) {
    case (let low?, let high?): return "\(plain(low)) to \(plain(high))"
    case (let low?, nil): return "from \(plain(low))"
    case (nil, let high?): return "up to \(plain(high))"
    case (nil, nil): return "any number"
    }
  }
}
