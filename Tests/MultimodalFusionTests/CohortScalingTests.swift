import MultimodalFusion
import SignalCore
import Testing

@Suite struct CohortScalingTests {
  private static let scale = OutcomeScale(name: "PHQ-8", maximum: 24, itemCount: 8, cutOff: 10)

  /// One person a session; columns by modality.
  private func cohort(_ columns: [(String, Measure.Modality, [Double?])]) throws -> Cohort {
    try Cohort(
      columns: columns.map { CohortColumn(name: $0.0, modality: $0.1) }, scale: Self.scale,
      sessions: (0..<(columns.first?.2.count ?? 0)).map { row in
        CohortSession(session: "s\(row)", participant: "p\(row)", values: columns.map { $0.2[row] }, total: 5)
      })
  }

  @Test("a value is taken from the median in units of the interquartile range / 1.349 and cut off at 4")
  func robust() throws {
    // 0 to 100: median 50, quartiles 25 and 75.
    let training = try cohort([("speech.a.b", .speech, (0...100).map { Double($0) })])
    let scaling = try CohortScaling(learning: .allMeasures, from: training)
    func scaled(_ value: Double?) -> [Double] {
      scaling.scaled(CohortSession(session: "new", participant: "q", values: [value]))
    }
    #expect(scaled(50) == [0])
    #expect(abs(scaled(75)[0] - 25 / (50 / 1.349)) < 1e-12)
    #expect(scaled(1e9) == [4])
    #expect(scaled(-1e9) == [-4])
    #expect(scaled(nil) == [0])
  }

  @Test("one wild value hardly moves the scaling of the others")
  func outlier() throws {
    var values = (0...100).map { Optional(Double($0)) }
    values[100] = 1e6
    let scaling = try CohortScaling(
      learning: .allMeasures, from: try cohort([("speech.a.b", .speech, values)]))
    #expect(scaling.columns[0].centre == 50)
    #expect(abs(scaling.columns[0].spread - 50 / 1.349) < 1e-9)
  }

  @Test("columns that are constant or mostly missing are dropped with their reasons")
  func dropped() throws {
    let mostly: [Double?] = [1, 2, nil, nil, nil]
    let training = try cohort([
      ("speech.a.good", .speech, [1, 2, 3, 4, 5]), ("speech.a.constant", .speech, [7, 7, 7, nil, 7]),
      ("face.a.rare", .face, mostly),
    ])
    let scaling = try CohortScaling(learning: .allMeasures, from: training)
    #expect(scaling.columns.map(\.column.name) == ["speech.a.good"])
    #expect(scaling.dropped.map(\.name) == ["speech.a.constant", "face.a.rare"])
    #expect(scaling.dropped.map(\.reason) == [.constant(value: 7), .mostlyMissing(share: 0.6)])
    #expect(scaling.dropped[1].text == "missing in 60 % of the training sessions")
    #expect(throws: FusionError.noUsableColumn(inputs: "face")) {
      _ = try CohortScaling(learning: .measures([.face]), from: training)
    }
  }

  @Test("a modality that is missing whole is told by one indicator with mean 0 and variance 1")
  func indicator() throws {
    let face: [Double?] = [1, nil, 3, nil, 5, 2, 4, 6]
    let training = try cohort([
      ("face.a.b", .face, face), ("face.a.c", .face, face.map { $0.map { $0 * $0 } }),
      ("speech.a.b", .speech, [1, 2, 3, 4, 5, 6, 7, 8]),
    ])
    let scaling = try CohortScaling(learning: .allMeasures, from: training)
    #expect(scaling.indicators.map(\.places) == [[0, 1]])
    #expect(scaling.width == 4)
    let values = training.sessions.map { scaling.scaled($0)[3] }
    #expect(abs(values.reduce(0, +)) < 1e-12)
    #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 8 - 1) < 1e-12)
    #expect(values[1] > 0 && values[0] < 0)
  }

  @Test("scaling does not change with sessions it was not learned from")
  func trainingOnly() throws {
    let all = try SimulatedCohort(seed: 4).cohort
    let training = all.subset(Array(0..<200))
    let alone = try Cohort(
      columns: all.columns, interviewerColumns: all.interviewerColumns, scale: all.scale,
      sessions: Array(all.sessions.prefix(200)))
    let first = try CohortScaling(learning: .allMeasures, from: training)
    #expect(first == (try CohortScaling(learning: .allMeasures, from: alone)))
    #expect(first != (try CohortScaling(learning: .allMeasures, from: all)))
  }
}
