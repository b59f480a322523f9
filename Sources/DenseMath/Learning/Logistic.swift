internal import Glibc

/// 1 / (1 + exp(−x)), without overflow: the probability that has log-odds x.
public func logistic(_ value: Double) -> Double {
  let power = exp(-abs(value))
  return value >= 0 ? 1 / (1 + power) : power / (1 + power)
}

/// log(1 + exp(x)), without overflow: what a log-odds of x costs where it should be −∞.
public func softplus(_ value: Double) -> Double { max(value, 0) + log1p(exp(-abs(value))) }
