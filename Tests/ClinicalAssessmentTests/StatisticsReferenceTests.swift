import ClinicalAssessment
import Testing

/// Values of other programs on ``StatisticsGolden``, which names versions and calls. Tolerances are a thousand times
/// rounding, or where a fit stops (1e-8), and far below what another definition would change.
@Suite struct StatisticsReferenceTests {
  private let truth = StatisticsGolden.truth
  private let predicted = StatisticsGolden.predicted
  private let labels = StatisticsGolden.labels
  private let probabilities = StatisticsGolden.probabilities

  @Test("agreement of scores is that of scikit-learn, scipy 1.17.1 and audmetric")
  func agreement() {
    #expect(near(Agreement.meanAbsoluteError(truth, predicted), 3.015833333333333, 1e-12))
    #expect(near(Agreement.rootMeanSquaredError(truth, predicted), 3.95626065032795, 1e-12))
    #expect(near(Agreement.pearson(truth, predicted), 0.6586223839881237, 1e-12))
    #expect(near(Agreement.spearman(truth, predicted), 0.5562138173570762, 1e-12))
    #expect(near(Agreement.kendallTauB(truth, predicted), 0.4229172832217833, 1e-12))
    #expect(near(Agreement.concordance(truth, predicted), 0.6044556141789095, 1e-12))
    #expect(near(Agreement.coefficientOfDetermination(truth, predicted), 0.4091108011744967, 1e-12))
  }

  @Test("Fisher's interval is that of scipy 1.17.1, pearsonr(y, pred).confidence_interval(0.95)")
  func fisher() {
    let interval = Agreement.pearsonEstimate(truth, predicted)?.interval
    #expect(near(interval?.lower, 0.48597185394799497, 1e-12))
    #expect(near(interval?.upper, 0.7817986884303558, 1e-12))
  }

  @Test(
    "area, average precision and curves are those of scikit-learn, DeLong's error of an independent script")
  func discrimination() {
    let area = Discrimination.areaUnderROCWithError(labels: labels, scores: probabilities)
    #expect(near(area?.area, 0.7782931354359925, 1e-12))
    #expect(near(area?.standardError, 0.07619846967119978, 1e-12))
    #expect(near(area?.waldInterval?.lower, 0.6289468792033733, 1e-12))
    #expect(near(area?.waldInterval?.upper, 0.9276393916686118, 1e-12))
    #expect(
      near(
        Discrimination.averagePrecision(labels: labels, scores: probabilities), 0.5775043456117626, 1e-12))
  }

  @Test(
    "counts at 0.5 and all that is read from them are those of scikit-learn, Wilson's interval statsmodels'")
  func confusion() throws {
    let table = try #require(
      Discrimination.confusion(labels: labels, scores: probabilities, threshold: 0.5))
    #expect(
      table
        == Confusion(truePositives: 4, falsePositives: 3, falseNegatives: 7, trueNegatives: 46))
    #expect(near(table.sensitivity()?.value, 0.36363636363636365, 1e-12))
    #expect(near(table.sensitivity()?.interval?.lower, 0.1516647109536757, 1e-12))
    #expect(near(table.sensitivity()?.interval?.upper, 0.6461988254921511, 1e-12))
    #expect(near(table.specificity()?.value, 0.9387755102040817, 1e-12))
    #expect(near(table.positivePredictiveValue()?.value, 0.5714285714285714, 1e-12))
    #expect(near(table.negativePredictiveValue()?.value, 0.8679245283018868, 1e-12))
    #expect(near(table.f1, 0.4444444444444444, 1e-12))
    #expect(near(table.macroF1, 0.673202614379085, 1e-12))
    #expect(near(table.balancedAccuracy, 0.6512059369202227, 1e-12))
    #expect(near(table.matthews, 0.36450733074534436, 1e-12))
    #expect(near(table.kappa, 0.3520518358531317, 1e-12))
    let kappa = Discrimination.kappa(
      labels.map { $0 ? 1 : 0 }, StatisticsGolden.decisions.map { $0 ? 1 : 0 })
    #expect(near(kappa, 0.3520518358531317, 1e-12))
  }

  @Test("weighted κ of severity bands is that of scikit-learn with quadratic weights")
  func bands() {
    func band(_ score: Double) -> Int { [5, 10, 15, 20].count { score >= $0 } }
    #expect(
      near(Discrimination.weightedKappa(truth.map(band), predicted.map(band)), 0.5476892822025565, 1e-12))
  }

  @Test("calibration is that of scikit-learn and of a binomial GLM of statsmodels")
  func calibration() {
    #expect(
      near(Calibration.brier(labels: labels, probabilities: probabilities), 0.12568069253648334, 1e-12))
    #expect(
      near(Calibration.logLoss(labels: labels, probabilities: probabilities), 0.39053665984177677, 1e-12))
    let line = Calibration.line(labels: labels, probabilities: probabilities)
    #expect(near(line?.slope.value, 0.7920621470774152, 1e-8))
    #expect(near(line?.intercept.value, -0.654833639735221, 1e-8))
    #expect(near(line?.slope.interval?.lower, 0.27433871, 1e-7))
    #expect(near(line?.slope.interval?.upper, 1.30978559, 1e-7))
    #expect(near(line?.intercept.interval?.lower, -1.49727589, 1e-7))
    let inTheLarge = Calibration.inTheLarge(labels: labels, probabilities: probabilities)
    #expect(near(inTheLarge?.interval?.lower, -1.301063, 1e-6))
    #expect(near(inTheLarge?.interval?.upper, 0.28729171, 1e-7))
    #expect(
      near(
        Calibration.inTheLarge(labels: labels, probabilities: probabilities)?.value, -0.5068856427068107,
        1e-8))
    #expect(
      near(
        Calibration.observedToExpected(labels: labels, probabilities: probabilities), 0.7619409128675543,
        1e-12))
    #expect(
      near(
        Calibration.expectedError(labels: labels, probabilities: probabilities)?.value,
        0.10806411666666667, 1e-12))
  }

  @Test(
    "net benefit is that of its definition in an independent script",
    arguments: [
      (0.1, 0.11666666666666665, 0.09259259259259259), (0.2, 0.04583333333333334, -0.020833333333333343),
      (0.3, 1.3877787807814457e-17, -0.1666666666666667), (0.5, 0.016666666666666663, -0.6333333333333333),
    ])
  func benefit(threshold: Double, model: Double, all: Double) {
    let benefit = netBenefit(labels: labels, probabilities: probabilities, threshold: threshold)
    #expect(near(benefit?.model, model, 1e-12))
    #expect(near(benefit?.treatAll, all, 1e-12))
    #expect(benefit?.treatNone == 0)
  }

  @Test("limits of agreement are those of pingouin")
  func blandAltman() {
    let limits = Agreement.blandAltman(truth, predicted)
    #expect(near(limits?.bias.value, -0.7965, 1e-12))
    #expect(near(limits?.standardDeviation, 3.9079561717959383, 1e-12))
    // pingouin multiplies by 1.96, this by 1.959964.
    #expect(near(limits?.lowerLimit.value, -8.45609409672004, 2e-4))
    #expect(near(limits?.upperLimit.value, 6.863094096720039, 2e-4))
  }

  @Test(
    "the six intraclass correlations of scores and predictions are pingouin's, intervals to its two decimals")
  func intraclass() throws {
    let all = try #require(
      Agreement.intraclassCorrelation(ratings: zip(truth, predicted).map { [$0, $1] }))
    let expected: [(Estimate, Double, Double, Double)] = [
      (all.oneWaySingle, 0.6065977064779203, 0.42, 0.74),
      (all.agreementSingle, 0.6084668751191006, 0.42, 0.75),
      (all.consistencySingle, 0.6143043521757151, 0.43, 0.75),
      (all.oneWayMean, 0.7551332907199776, 0.59, 0.85),
      (all.agreementMean, 0.7565799265515444, 0.59, 0.85),
      (all.consistencyMean, 0.7610762510152098, 0.6, 0.86),
    ]
    for (estimate, value, lower, upper) in expected {
      #expect(near(estimate.value, value, 1e-12))
      #expect(near(estimate.interval?.lower, lower, 0.00501))
      #expect(near(estimate.interval?.upper, upper, 0.00501))
    }
  }

  @Test("the table of Shrout & Fleiss 1979 has the correlations they print, and pingouin's digits")
  func shroutFleiss() throws {
    let table: [[Double]] = [
      [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]
    let all = try #require(Agreement.intraclassCorrelation(ratings: table))
    #expect(near(all.oneWaySingle.value, 0.1657417684054755, 1e-12))
    #expect(near(all.agreementSingle.value, 0.28976377952755916, 1e-12))
    #expect(near(all.consistencySingle.value, 0.7148407148407154, 1e-12))
    #expect(near(all.oneWayMean.value, 0.44279713367926876, 1e-12))
    #expect(near(all.agreementMean.value, 0.6200505475989893, 1e-12))
    #expect(near(all.consistencyMean.value, 0.9093155423770697, 1e-12))
    let intervals = [
      (all.oneWaySingle, -0.13, 0.72), (all.agreementSingle, 0.02, 0.76), (all.consistencySingle, 0.34, 0.95),
      (all.oneWayMean, -0.88, 0.91), (all.agreementMean, 0.07, 0.93), (all.consistencyMean, 0.68, 0.99),
    ]
    for (estimate, lower, upper) in intervals {
      #expect(near(estimate.interval?.lower, lower, 0.00501))
      #expect(near(estimate.interval?.upper, upper, 0.00501))
    }
  }
}
