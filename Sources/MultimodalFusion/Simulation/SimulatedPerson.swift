internal import DenseMath
internal import RealModule

/// Makes one person's sessions.
struct SimulatedPerson {
  static let femaleShare = 0.6
  static let ages = 18..<65

  private let name: String
  private let site: Int
  private let settings: SimulationSettings
  private let severity: SimulatedSeverity
  private let lasting: Draws
  let isMislabelled: Bool
  private let sex: String
  private let ageYears: Double
  private var generator: SeededGenerator
  /// Apart from the other, so that what is drawn of a person does not depend on whether devices differ.
  private var devices: SeededGenerator

  /// Standard normal numbers of a person or a session, before they are weighted.
  private struct Draws {
    let severity: Double
    let overall: Double
    /// One a modality.
    let modalities: [Double]
    /// One a measure, modality by modality.
    let measures: [Double]
    let interviewer: [Double]
    let amount: Double

    init(_ settings: SimulationSettings, _ generator: inout SeededGenerator) {
      func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in generator.normal() } }
      severity = generator.normal()
      overall = generator.normal()
      modalities = numbers(settings.modalities.count)
      measures = numbers(settings.modalities.reduce(0) { $0 + $1.measureCount })
      interviewer = numbers(SimulatedCohort.interviewerMeasures)
      amount = generator.normal()
    }
  }

  init(_ number: Int, _ settings: SimulationSettings, _ severity: SimulatedSeverity, seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: "person", step: number)
    self.settings = settings
    self.severity = severity
    name = "p" + String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
    site = number % settings.sites
    lasting = Draws(settings, &generator)
    isMislabelled = generator.unit() < settings.mislabelledShare
    sex = generator.unit() < Self.femaleShare ? "f" : "m"
    ageYears = Double(Self.ages.lowerBound) + (Double(Self.ages.count) * generator.unit()).rounded(.down)
    self.generator = generator
    devices = SeededGenerator(seed: seed, stream: "devices", step: number)
  }

  mutating func session(_ visit: Int) -> (CohortSession, SimulatedCircumstances) {
    let passing = Draws(settings, &generator)
    // One session shows a person as they are; several share what lasts.
    let share = settings.sessionsPerPerson == 1 ? 1 : settings.stability
    func joined(_ lasting: Double, _ passing: Double) -> Double {
      share.squareRoot() * lasting + (1 - share).squareRoot() * passing
    }
    let amount = joined(lasting.amount, passing.amount)
    let device = device()
    func shift(_ influences: SimulatedInfluences) -> (sum: Double, variance: Double) {
      influences.shift(
        isFemale: sex == "f", ageYears: ageYears, device: device, talkativeness: amount,
        laptopShare: settings.laptopShare)
    }
    let brought = shift(settings.onSeverity)
    let severityNow =
      brought.sum + (1 - brought.variance).squareRoot() * joined(lasting.severity, passing.severity)
    let trueTotal = severity.total(severity: severityNow)
    let shared = settings.correlationAcrossModalities
    let own = settings.correlationWithinModality - shared
    let alone = 1 - settings.correlationWithinModality
    let overall = joined(lasting.overall, passing.overall)
    let absent = absentModalities(isSeen: device != .telephone)
    var values: [Double?] = []
    for (place, modality) in settings.modalities.enumerated() {
      let factor = joined(lasting.modalities[place], passing.modalities[place])
      for measure in 0..<modality.measureCount {
        let single = joined(lasting.measures[values.count], passing.measures[values.count])
        let noise =
          shared.squareRoot() * overall + own.squareRoot() * factor + alone.squareRoot() * single
        let (slope, spread) = severity.weights(effect: modality.effect(ofMeasure: measure))
        var standard = slope * severityNow + spread * noise + (site == 0 ? 0 : settings.siteShift)
        if !modality.influences.isEmpty { standard += shift(modality.influences[measure]).sum }
        // Units differ from measure to measure, as in life.
        let value = SimulatedCohort.centre + Double(measure + 1) * standard
        let isMissing =
          generator.unit() < settings.missingShare
          || device == .telephone && modality.beyondTelephone.contains(measure)
        values.append(absent.contains(place) || isMissing ? nil : value)
      }
    }
    let (slope, spread) = severity.weights(effect: settings.interviewerEffect)
    let total = isMislabelled ? SimulatedCohort.scale.maximum - trueTotal : trueTotal
    let session = CohortSession(
      session: "\(name)-\(visit + 1)", participant: name, site: "site\(site + 1)", sex: sex,
      ageYears: ageYears, values: values,
      interviewerValues: zip(lasting.interviewer, passing.interviewer).map {
        slope * severityNow + spread * joined($0, $1)
      },
      speechSeconds: (settings.speechSeconds * Double.exp(0.4 * amount)).rounded(),
      wordCount: (settings.speechSeconds * SimulatedCohort.wordsPerSecond
        * Double.exp(0.4 * amount + 0.1 * generator.normal())).rounded(),
      total: total, items: items(total: total), turns: turns(severity: severityNow))
    return (
      session,
      SimulatedCircumstances(
        isFemale: sex == "f", ageYears: ageYears, device: device, talkativeness: amount, severity: severityNow
      )
    )
  }

  private mutating func device() -> SimulatedCircumstances.Device {
    let drawn = devices.unit()
    if drawn < settings.telephoneShare { return .telephone }
    return drawn < settings.telephoneShare + settings.laptopShare ? .laptop : .studio
  }

  /// Modalities this session misses whole; at least one is left.
  private mutating func absentModalities(isSeen: Bool) -> Set<Int> {
    let absent = settings.modalities.indices.filter { _ in
      generator.unit() < settings.absentModalityShare
    }
    if !isSeen {
      // What is left is not the face.
      let face = settings.modalities.indices.filter { settings.modalities[$0].modality == .face }
      let others = absent.filter { !face.contains($0) }
      let rest = settings.modalities.count - face.count
      return Set(face + (others.count < rest ? others : Array(others.dropFirst())))
    }
    return absent.count < settings.modalities.count ? Set(absent) : Set(absent.dropFirst())
  }

  /// Points dealt out one by one to items that are not full.
  private mutating func items(total: Double) -> [Double?] {
    var items = [Double](repeating: 0, count: SimulatedCohort.scale.itemCount)
    for _ in 0..<Int(total) {
      let open = items.indices.filter { items[$0] < 3 }
      items[open[generator.whole(below: open.count)]] += 1
    }
    return items
  }

  /// Turns in which a modality's first number carries the severity with the modality's planted d, in the turns of
  /// the participant alone; the rest is noise.
  private mutating func turns(severity severityNow: Double) -> TurnSequence? {
    guard settings.turns > 0 else { return nil }
    let modalities = settings.modalities.map { TurnModality(name: $0.modality.rawValue, width: 4) }
    var turns: [Turn] = []
    var time = 0.0
    for number in 0..<settings.turns {
      let isParticipant = number % 2 == 1
      let seconds = isParticipant ? 2 + 10 * generator.unit() : 1 + 3 * generator.unit()
      var inputs: [[Double]?] = []
      for modality in settings.modalities {
        var numbers = (0..<4).map { _ in generator.normal() }
        if isParticipant, modality.plantedCount > 0 {
          let (slope, spread) = severity.weights(effect: modality.effect)
          numbers[0] = slope * severityNow + spread * numbers[0]
        }
        inputs.append(generator.unit() < settings.absentModalityShare ? nil : numbers)
      }
      turns.append(
        Turn(
          startSeconds: time, endSeconds: time + seconds, isParticipant: isParticipant, inputs: inputs))
      time += seconds + 0.5 * generator.unit()
    }
    return TurnSequence(modalities: modalities, turns: turns)
  }
}
