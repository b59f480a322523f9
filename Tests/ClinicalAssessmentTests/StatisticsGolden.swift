/// Sixty synthetic persons: a score of 0 to 27, a prediction of it, a probability of a score of 10 or more, a group.
///
/// What other programs say of them stands in the tests, made with Python 3.11 by
/// - scikit-learn 1.9.1: `mean_absolute_error(y, p)`, `root_mean_squared_error`, `r2_score`,
///   `roc_auc_score(l, q)`, `average_precision_score`, `brier_score_loss`, `log_loss`, and at q ≥ 0.5
///   `confusion_matrix`, `f1_score(average="macro")`, `balanced_accuracy_score`, `matthews_corrcoef`,
///   `cohen_kappa_score(weights=None | "quadratic")`;
/// - scipy 1.17.1: `pearsonr`, `spearmanr`, `kendalltau`, `bootstrap(paired=True, method="BCa")`, `binomtest`;
/// - audmetric 1.4.2: `concordance_cc(y, p)`;
/// - statsmodels 0.15.0: `GLM(l, [1, logit q], family=Binomial())`, the same with `offset=logit q`,
///   `proportion_confint(method="wilson")`, `confint_proportions_2indep(method="newcomb")`,
///   `multipletests(method="holm")`;
/// - pingouin 0.7.0: `intraclass_corr`.
enum StatisticsGolden {
  static var labels: [Bool] { truth.map { $0 >= 10 } }
  static var decisions: [Bool] { probabilities.map { $0 >= 0.5 } }

  static let truth: [Double] = [
    4, 16, 8, 2, 2, 5, 3, 2, 9, 4, 1, 1, 24, 1, 6, 5, 7, 10, 8, 3, 8, 10, 4, 4, 1, 9, 7, 9, 15, 1,
    21, 12, 0, 7, 3, 13, 7, 1, 3, 4, 5, 9, 3, 5, 4, 14, 7, 7, 11, 3, 5, 8, 1, 3, 4, 5, 3, 20, 2, 1,
  ]

  static let predicted: [Double] = [
    7.65, 5.92, 10.07, 6.28, 2.83, 5.83, 3.23, 2.27, 1.94, 10.12, 0.95, 3.53, 16.17, 4.56, 7.91,
    2.23, 7.86, 7.64, 4.47, 8.45, 11.07, 5.61, 3.93, 1.67, 0, 4.76, 8.47, 3.37, 6.82, 4.02, 12.8,
    13.63, 0, 5.14, 1.82, 2.89, 7.81, 5.32, 7.36, 4.3, 7.64, 7.41, 4, 2.93, 4.39, 7.88, 8.62, 4.54,
    5.75, 3.96, 5.31, 1.89, 0, 2.43, 6.12, 7.17, 6.8, 13.65, 1.02, 0,
  ]

  static let probabilities: [Double] = [
    0.35123, 0.197816, 0.619249, 0.22507, 0.057079, 0.191405, 0.06769, 0.044827, 0.038825, 0.624593,
    0.025109, 0.07682, 0.962998, 0.117307, 0.378609, 0.044055, 0.373277, 0.350195, 0.113137,
    0.437823, 0.719283, 0.176403, 0.090747, 0.034496, 0.016449, 0.127053, 0.440062, 0.071818,
    0.270733, 0.09418, 0.849063, 0.891344, 0.016449, 0.147475, 0.03684, 0.058565, 0.367976,
    0.158061, 0.321813, 0.105612, 0.350195, 0.326793, 0.093407, 0.059575, 0.109539, 0.375407,
    0.456925, 0.116369, 0.18584, 0.091879, 0.157457, 0.037986, 0.016449, 0.048046, 0.212639,
    0.303261, 0.268941, 0.892222, 0.0259, 0.016449,
  ]

  static let group: [Double] = [
    1, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1,
    0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1,
  ]
}
