import Foundation
import Interchange
import TestSupport
import Testing

@Suite("Numbers in tables")
struct StudiesNumbersTests {
  @Test("times read as the nearest double, as Swift's own reading of the same text")
  func exact() throws {
    var texts = [
      "0", "-0", "1", "+2.5", ".5", "5.", "1e3", "1E+3", "1.5e-7", "0.1", "123456789012345678", "1e22",
      "1e-22",
      "0.000000000000000000000000123", "9007199254740993", "1.7976931348623157e308", "4.9e-324", "00012.50",
      "3.141592653589793238462643383279",
    ]
    var state: UInt64 = 42
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      texts.append("\(Double(bitPattern: state >> 2))")
      texts.append("\(Float(bitPattern: UInt32(truncatingIfNeeded: state >> 33)))")
    }
    texts = texts.filter { Double($0)?.isFinite == true }.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    let expected = texts.compactMap(Double.init)
    try withTemporaryFolder { folder in
      let path = folder + "/t.csv"
      try StudyFolder.write(
        "frame, timestamp, confidence, success\r\n" + texts.map { "1, \($0) ,1,1\r\n" }.joined(), to: path)
      let times = try ForeignFeatures.read(path).tracks.first?.track.timesSeconds
      #expect(times?.map(\.bitPattern) == expected.map(\.bitPattern))
    }
  }

  @Test(
    "lines longer than a read and files without a last line feed are read whole; words for nothing are missing"
  )
  func longLines() throws {
    // 30,000 columns a line, 330 kB: lines lie across the borders of what is read at once.
    let count = 30_000
    let absent = ["", "nan", "-inf", "1.#QNAN", "?", "n/a"]
    func line(_ row: Int) -> String {
      "\(row),\(row),1,1,"
        + (0..<count).map { $0 < absent.count ? absent[$0] : "\(row).\($0 + 100_000)" }.joined(separator: ",")
    }
    let text =
      "frame,timestamp,confidence,success," + (0..<count).map { "c\($0)" }.joined(separator: ",") + "\n"
      + (1...7).map(line).joined(separator: "\n")
    try withTemporaryFolder { folder in
      try StudyFolder.write(text, to: folder + "/t.csv")
      let track = try #require(try ForeignFeatures.read(folder + "/t.csv").tracks.first).track
      #expect(track.timesSeconds == [1, 2, 3, 4, 5, 6, 7] && track.columns.count == count + 1)
      let expected = (0..<count).map { $0 < absent.count ? nil : Float("7.\($0 + 100_000)") }
      #expect(track.columns.dropFirst().map { $0.values[6] } == expected)
    }
  }
}
