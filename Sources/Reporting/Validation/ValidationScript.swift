internal import ClinicalAssessment

/// The page's script and the scores it works on. It counts people at a threshold; the formulas are those of the
/// printed figures.
struct ValidationScript {
  let report: ValidationReport

  var markup: String {
    "<script type=\"application/json\" id=\"pairs\">\(data)</script>\n<script>\(Self.code)</script>"
  }

  /// Numbers only, so that nothing in it can end the element.
  private var data: String {
    let settings = report.settings
    let scores = report.pairs.map { "\($0.score)" }.joined(separator: ",")
    let labels = report.pairs.map { $0.total >= settings.caseTotal ? "1" : "0" }.joined()
    // Formulas that count rows as people give no interval where people come again.
    let repeats = report.flow.people < report.flow.pairs
    let z = repeats ? nil : NormalDistribution.criticalValue(coverage: settings.coverage)
    return """
      {"scores":[\(scores)],"labels":"\(labels)","threshold":\(settings.threshold),\
      "prevalence":\(settings.prevalence.map { "\($0)" } ?? "null"),"z":\(z.map { "\($0)" } ?? "null")}
      """
  }

  private static let code = """

    (function () {
      "use strict";
      var data = JSON.parse(document.getElementById("pairs").textContent);
      var count = data.scores.length;
      var casesBelow = [0];
      for (var i = 0; i < count; i += 1) { casesBelow.push(casesBelow[i] + (data.labels[i] === "1" ? 1 : 0)); }
      var cases = casesBelow[count];
      var others = count - cases;
      var prevalence = data.prevalence;
      var threshold = data.threshold;
      function element(id) { return document.getElementById(id); }
      var slider = element("threshold-slider");
      var number = element("threshold-number");
      var share = element("prevalence-number");

      function rowsBelow(limit) {
        var low = 0, high = count;
        while (low < high) {
          var middle = (low + high) >> 1;
          if (data.scores[middle] < limit) { low = middle + 1; } else { high = middle; }
        }
        return low;
      }
      function text(value, decimals) {
        if (value === null || !isFinite(value)) { return "not defined"; }
        return value.toFixed(decimals).replace(/^-/, "\\u2212").replace(/^\\u2212(0\\.?0*)$/, "$1");
      }
      function grouped(value) { return String(value).replace(/\\B(?=(\\d{3})+(?!\\d))/g, ","); }
      function ratio(part, whole) { return whole > 0 ? part / whole : null; }
      function wilson(part, whole) {
        if (data.z === null || whole === 0) { return null; }
        var z = data.z, p = part / whole, shrink = 1 + z * z / whole;
        var centre = (p + z * z / (2 * whole)) / shrink;
        var half = z / shrink * Math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole));
        return [part === 0 ? 0 : Math.max(0, centre - half), part === whole ? 1 : Math.min(1, centre + half)];
      }
      function put(name, shown, interval) {
        var cell = document.querySelector("[data-figure=" + name + "]");
        if (cell) { cell.textContent = shown; }
        var range = document.querySelector("[data-interval=" + name + "]");
        if (range) { range.textContent = interval ? text(interval[0], 2) + " to " + text(interval[1], 2) : "\\u2013"; }
      }
      function predictive(sensitivity, specificity, positive) {
        if (prevalence === null || sensitivity === null || specificity === null) { return null; }
        var right = positive ? prevalence * sensitivity : (1 - prevalence) * specificity;
        var wrong = positive ? (1 - prevalence) * (1 - specificity) : prevalence * (1 - sensitivity);
        return ratio(right, right + wrong);
      }
      function both(first, second, positive) {
        if (!first || !second) { return null; }
        var low = predictive(first[0], second[0], positive), high = predictive(first[1], second[1], positive);
        return low === null || high === null ? null : [low, high];
      }

      function show() {
        var below = rowsBelow(threshold);
        var missed = casesBelow[below];
        var cleared = below - missed;
        var found = cases - missed;
        var alarms = others - cleared;
        var sensitivity = ratio(found, cases), specificity = ratio(cleared, others);
        var called = found + alarms;
        put("truePositives", grouped(found));
        put("falsePositives", grouped(alarms));
        put("falseNegatives", grouped(missed));
        put("trueNegatives", grouped(cleared));
        put("sensitivity", text(sensitivity, 2), wilson(found, cases));
        put("specificity", text(specificity, 2), wilson(cleared, others));
        put("positivePredictiveValue", text(ratio(found, called), 2), wilson(found, called));
        put("negativePredictiveValue", text(ratio(cleared, below), 2), wilson(cleared, below));
        put("accuracy", text(ratio(found + cleared, count), 2), wilson(found + cleared, count));
        var known = sensitivity !== null && specificity !== null;
        put("balancedAccuracy", text(known ? (sensitivity + specificity) / 2 : null, 2));
        put("f1", text(cases > 0 ? 2 * found / (2 * found + alarms + missed) : null, 2));
        var product = Math.sqrt(cases) * Math.sqrt(others) * Math.sqrt(called) * Math.sqrt(below);
        put("matthews", text(ratio(found * cleared - alarms * missed, product), 2));
        var chance = (cases * called + others * below) / (count * count);
        put("kappa", text(chance < 1 ? ((found + cleared) / count - chance) / (1 - chance) : null, 2));
        var one = wilson(found, cases), two = wilson(cleared, others);
        put("populationPositivePredictiveValue", text(predictive(sensitivity, specificity, true), 2), both(one, two, true));
        put("populationNegativePredictiveValue", text(predictive(sensitivity, specificity, false), 2), both(one, two, false));
        var fits = known && prevalence !== null;
        put("truePositivesPerThousand", fits ? text(1000 * prevalence * sensitivity, 0) : "\\u2013");
        put("falsePositivesPerThousand", fits ? text(1000 * (1 - prevalence) * (1 - specificity), 0) : "\\u2013");
        put("falseNegativesPerThousand", fits ? text(1000 * prevalence * (1 - sensitivity), 0) : "\\u2013");
        put("trueNegativesPerThousand", fits ? text(1000 * (1 - prevalence) * specificity, 0) : "\\u2013");
        element("threshold-summary").textContent = "From " + shortest(threshold) + " on: " + grouped(found) + " of " +
          grouped(cases) + " cases found, " + grouped(alarms) + " of " + grouped(others) + " others called positive.";
        var ring = element("roc-marker");
        if (ring && known) {
          var left = Number(ring.dataset.left), bottom = Number(ring.dataset.bottom);
          ring.setAttribute("cx", left + (1 - specificity) * (Number(ring.dataset.right) - left));
          ring.setAttribute("cy", bottom + sensitivity * (Number(ring.dataset.top) - bottom));
        }
      }
      function shortest(value) { return String(Math.round(value * 100) / 100).replace("-", "\\u2212"); }

      function move(value, source) {
        if (!isFinite(value)) { return; }
        threshold = value;
        if (source !== slider) { slider.value = value; }
        if (source !== number) { number.value = Math.round(value * 10000) / 10000; }
        show();
      }
      function remember() { history.replaceState(null, "", "#threshold=" + Math.round(threshold * 10000) / 10000); }
      function follow() {
        var match = /threshold=(-?[0-9]*\\.?[0-9]+)/.exec(location.hash);
        if (match) { move(Number(match[1]), null); }
      }
      slider.addEventListener("input", function () { move(Number(slider.value), slider); remember(); });
      number.addEventListener("input", function () {
        if (number.value !== "") { move(Number(number.value), number); remember(); }
      });
      share.addEventListener("input", function () {
        var value = Number(share.value) / 100;
        if (value > 0 && value < 1) { prevalence = value; show(); }
      });
      element("threshold-reset").addEventListener("click", function () { move(data.threshold, null); remember(); });
      window.addEventListener("hashchange", follow);
      window.addEventListener("beforeprint", function () {
        document.querySelectorAll("details").forEach(function (part) { part.open = true; });
      });
      element("controls").hidden = false;
      follow();
    })();

    """
}
