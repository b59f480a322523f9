import ClinicalAssessment
import SignalCore
import Testing

@Suite struct ChangeTests {
  private func session(
    _ day: Int, _ value: Double?, measure: String = "phq9", version: Int = 1, quality: String? = nil
  ) throws -> SessionValue {
    SessionValue(
      day: try #require(CalendarDay(year: 2024, month: 1 + day / 28, day: 1 + day % 28)), measure: measure,
      version: version, quality: quality, value: MeasuredValue(value, orMissing: .lowQuality))
  }

  @Test("reliable change from 18 to 8 with r 0.84 and SD 6.1: index −10 / 3.4507")
  func reliableChange() throws {
    let retest = try #require(Questionnaire.phq9.reliabilities.first { $0.kind == .retest })
    let error = try MeasurementError(retest, standardDeviation: 6.1, of: "an example")
    // SD √(1 − 0.84) is 2.44 by hand.
    #expect(abs(error.ofReading - 2.44) < 1e-12)
    var rules = ChangeRules.published(for: .phq9)
    rules.reliableChange = .index(error)
    let series = try SessionSeries([session(0, 18), session(28, 8)])
    let change = try #require(series.changesFromFirst(rules).first)
    #expect(abs((change.reliableChangeIndex ?? 0) - -2.8979786114202764) < 1e-12)
    #expect(change.reliable == .fallen && change.important == .fallen)
    #expect(change.difference.value == -10)
    // ± 1.96 · 3.4507; Fieller's ends from the quadratic in Python, confirmed there by a scan of 3 million shares.
    let difference = try #require(change.difference.interval)
    #expect(
      abs(difference.lower - -16.763210662826427) < 1e-9 && abs(difference.upper - -3.2367893371735716) < 1e-9
    )
    let fall = try #require(change.fall)
    let ends = try #require(fall.interval)
    #expect(abs(fall.value - 10.0 / 18) < 1e-15 && change.isResponse == true)
    #expect(abs(ends.lower - 0.21833577413612304) < 1e-9 && abs(ends.upper - 0.8252650393602761) < 1e-9)
    #expect(change.isRemission == false)
  }

  @Test("published rules of the PHQ-9: 6 points are reliable, 5 important, half a response, 4 remission")
  func published() throws {
    let rules = ChangeRules.published(for: .phq9)
    let series = try SessionSeries([session(0, 10), session(7, 5), session(14, 4), session(21, 16)])
    let changes = series.changesFromFirst(rules)
    #expect(changes.map(\.reliable) == [.unchanged, .fallen, .risen])
    #expect(changes.map(\.important) == [.fallen, .fallen, .risen])
    #expect(changes.map(\.isResponse) == [true, true, false])
    #expect(changes.map(\.isRemission) == [false, true, false])
    #expect(changes.allSatisfy { $0.difference.interval == nil && $0.reliableChangeIndex == nil })
    #expect(series.changesFromPrevious(rules).map(\.difference.value) == [-5, -1, 12])
  }

  @Test("nothing is judged without a rule, from the lowest value, or once in remission")
  func unjudged() throws {
    let series = try SessionSeries([session(0, 0), session(7, 3)])
    let bare = try #require(series.changesFromFirst(ChangeRules()).first)
    #expect(bare.reliable == nil && bare.important == nil && bare.fall == nil && bare.isRemission == nil)
    let ruled = try #require(series.changesFromFirst(.published(for: .phq9)).first)
    #expect(ruled.fall == nil && ruled.isResponse == nil && ruled.isRemission == nil)
  }

  @Test("a fall of the SDS counts from 25: from 75 to 50 is one half")
  func lowestValue() throws {
    let series = try SessionSeries([session(0, 75, measure: "sds"), session(7, 50, measure: "sds")])
    let change = try #require(series.changesFromFirst(.published(for: .sds)).first)
    #expect(change.fall?.value == 0.5 && change.isResponse == true)
  }

  @Test("a share of the BDI-II that matters: 17.5 % from 40 is 7 points")
  func importantShare() throws {
    let rules = ChangeRules.published(for: .bdi2)
    let values = try [40, 33, 34].enumerated().map { try session($0 * 7, $1, measure: "bdi2") }
    #expect(try SessionSeries(values).changesFromFirst(rules).map(\.important) == [.fallen, .unchanged])
  }

  @Test("an interval that cannot be had is absent: an early value within its own error of the lowest")
  func unboundedShare() throws {
    var rules = ChangeRules.published(for: .phq9)
    rules.reliableChange = .index(
      try MeasurementError(reliability: 0.84, standardDeviation: 6.1, source: "-"))
    let change = try #require(SessionSeries([session(0, 4), session(7, 2)]).changesFromFirst(rules).first)
    #expect(change.fall?.value == 0.5 && change.fall?.interval == nil)
  }

  @Test(
    "sessions of different measures, versions or quality are not compared; those without a value are listed")
  func refusals() throws {
    #expect(throws: ScaleError.differentVersions(measure: "phq9", 1, 2)) {
      try SessionSeries([session(0, 1), session(7, 2, version: 2)])
    }
    #expect(throws: ScaleError.differentQuality(measure: "phq9", "clean", "not stated")) {
      try SessionSeries([session(0, 1, quality: "clean"), session(7, 2)])
    }
    #expect(throws: ScaleError.differentMeasures("phq9", "gad7")) {
      try SessionSeries([session(0, 1), session(7, 2, measure: "gad7")])
    }
    #expect(throws: ScaleError.notInOrder) { try SessionSeries([session(7, 1), session(0, 2)]) }
    let series = try SessionSeries([session(0, 5), session(7, nil, version: 2), session(14, 6)])
    #expect(series.sessions.count == 2 && series.missing.map(\.value) == [.missing(.lowQuality)])
  }

  @Test("figures that are none are refused by name")
  func figures() {
    #expect(throws: ScaleError.reliability(1)) {
      try MeasurementError(reliability: 1, standardDeviation: 5, source: "-")
    }
    #expect(throws: ScaleError.standardDeviation(0)) {
      try MeasurementError(reliability: 0.8, standardDeviation: 0, source: "-")
    }
  }

  @Test("the trend of eight sessions is scipy's theilslopes: −1.1 a week, −1.5 to −0.667")
  func trend() throws {
    // scipy 1.17.1, stats.theilslopes(values, days, 0.95), times 7.
    let days = [0, 7, 14, 21, 28, 35, 49, 63]
    let values: [Double] = [18, 17, 15, 16, 12, 11, 9, 10]
    let first = try #require(CalendarDay(year: 2024, month: 1, day: 1))
    let sessions = try zip(days, values).map { day, value in
      let january = 31, february = 29
      let date =
        day < january
        ? CalendarDay(year: 2024, month: 1, day: 1 + day)
        : day < january + february
          ? CalendarDay(year: 2024, month: 2, day: 1 + day - january)
          : CalendarDay(year: 2024, month: 3, day: 1 + day - january - february)
      let real = try #require(date)
      #expect(real.number - first.number == day)
      return SessionValue(day: real, measure: "phq9", version: 1, value: .value(value))
    }
    let slope = try #require(SessionSeries(sessions).changePerWeek())
    #expect(abs(slope.value - -1.1) < 1e-12)
    #expect(abs((slope.interval?.lower ?? 0) - -1.5) < 1e-12)
    #expect(abs((slope.interval?.upper ?? 0) - -2.0 / 3) < 1e-12)
    #expect(try SessionSeries(Array(sessions.prefix(3))).changePerWeek() == nil)
    #expect(try SessionSeries(Array(sessions.prefix(5))).changePerWeek()?.interval == nil)
  }

  @Test("four sessions of one day have no trend")
  func oneDay() throws {
    let sessions = try (0..<4).map { try session(0, Double($0)) }
    #expect(try SessionSeries(sessions).changePerWeek() == nil)
  }

  @Test(
    "days since 1900 are Python's date.toordinal differences",
    arguments: [
      (1900, 1, 1, 0), (1999, 12, 31, 36_523), (2024, 3, 1, 45_350), (2100, 3, 1, 73_108),
      (2999, 12, 31, 401_766),
    ])
  func dayNumbers(year: Int, month: Int, day: Int, number: Int) {
    #expect(CalendarDay(year: year, month: month, day: day)?.number == number)
  }

  @Test("days that do not exist are none")
  func noDays() {
    #expect(CalendarDay(year: 2023, month: 2, day: 29) == nil)
    #expect(CalendarDay(year: 1900, month: 2, day: 29) == nil)
    #expect(CalendarDay(year: 2024, month: 13, day: 1) == nil)
    #expect(CalendarDay(year: 2024, month: 2, day: 29)?.description == "2024-02-29")
  }
}
