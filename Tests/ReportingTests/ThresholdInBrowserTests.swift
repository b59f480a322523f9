import ClinicalAssessment
import Foundation
import Reporting
import TestSupport
import Testing

/// The page's script run by a browser without a window.
@Suite("Threshold slider in a browser")
struct ThresholdInBrowserTests {
  private static let browser: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return names.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The document after its script has run, as text.
  private func document(_ page: String, _ fragment: String, folder: String) throws -> String {
    let file = folder + "/page.html"
    try page.write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.browser))
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--user-data-dir=\(folder)/profile", "--dump-dom", "file://\(file)\(fragment)",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private func cell(_ name: String, in document: String) -> String? {
    guard let start = document.range(of: "data-figure=\"\(name)\">") else { return nil }
    return document[start.upperBound...].prefix { $0 != "<" }.description
  }

  private func interval(_ name: String, in document: String) -> String? {
    guard let start = document.range(of: "data-interval=\"\(name)\">") else { return nil }
    return document[start.upperBound...].prefix { $0 != "<" }.description
  }

  @Test(
    "moved to 12 by the address, every figure is the one the library gives at 12",
    .enabled(if: browser != nil, "no Chromium or Chrome on the search path"))
  func moved() async throws {
    let report = try await ValidationPageTests.report { _, settings in settings.prevalence = 0.1 }
    let page = ValidationPage(report: report).html
    let (still, moved) = try withTemporaryFolder { folder in
      (
        try document(page, "", folder: folder), try document(page, "#threshold=12", folder: folder)
      )
    }
    // Untouched, script and printed page agree.
    for name in ["truePositives", "sensitivity", "f1", "kappa", "populationPositivePredictiveValue"] {
      #expect(cell(name, in: still) == cell(name, in: page), "\(name)")
    }
    let labels = report.pairs.map { $0.total >= 10 }
    let scores = report.pairs.map(\.score)
    let confusion = try #require(Discrimination.confusion(labels: labels, scores: scores, threshold: 12))
    let population = try #require(confusion.inPopulation(prevalence: 0.1))
    func two(_ value: Double?) -> String? { value.map { Number.fixed($0, 2) } }
    func range(_ estimate: Estimate?) -> String? {
      estimate?.interval.map { "\(Number.fixed($0.lower, 2)) to \(Number.fixed($0.upper, 2))" }
    }
    #expect(cell("truePositives", in: moved) == String(Int(confusion.truePositives)))
    #expect(cell("falsePositives", in: moved) == String(Int(confusion.falsePositives)))
    #expect(cell("trueNegatives", in: moved) == String(Int(confusion.trueNegatives)))
    #expect(cell("sensitivity", in: moved) == two(confusion.sensitivity()?.value))
    #expect(interval("sensitivity", in: moved) == range(confusion.sensitivity()))
    #expect(cell("specificity", in: moved) == two(confusion.specificity()?.value))
    #expect(cell("positivePredictiveValue", in: moved) == two(confusion.positivePredictiveValue()?.value))
    #expect(cell("negativePredictiveValue", in: moved) == two(confusion.negativePredictiveValue()?.value))
    #expect(cell("f1", in: moved) == two(confusion.f1))
    #expect(cell("matthews", in: moved) == two(confusion.matthews))
    #expect(cell("kappa", in: moved) == two(confusion.kappa))
    #expect(
      cell("populationPositivePredictiveValue", in: moved) == two(population.positivePredictiveValue?.value))
    #expect(
      interval("populationPositivePredictiveValue", in: moved) == range(population.positivePredictiveValue))
    #expect(
      cell("falsePositivesPerThousand", in: moved) == Number.fixed(population.falsePositivesPerThousand, 0))
    // It did move, and it says so.
    #expect(cell("truePositives", in: moved) != cell("truePositives", in: still))
    #expect(moved.contains("From 12 on: "))
    #expect(!moved.contains("<form class=\"controls\" id=\"controls\" hidden"))
  }
}
