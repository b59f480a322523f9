import Foundation
import Interchange
import SignalCore
import Testing

@Suite("Exports of the face")
struct ExportFaceTests {
  private func rows(_ format: ExportFormat) throws -> [[String: String]] {
    let files = try ResultsExport(ExportExample.sessions).files(format)
    #expect(files.map(\.name) == ["Ana 1, \"first\".csv"])
    let lines = try #require(files.first).text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test("OpenFace: millimetres, radians and eye 0 on the picture's left; a lost face has empty cells")
  func openFace() throws {
    let rows = try rows(.openFace)
    #expect(rows.map { $0["frame"] } == ["1", "2", "3", "4"])
    #expect(rows.map { $0["timestamp"] } == ["0", "0.04", "0.08", "1"])
    #expect(rows.map { $0["success"] } == ["1", "1", "0", "1"] && rows[0]["confidence"] == "0.99")
    #expect(
      rows[2].filter { !["frame", "face_id", "timestamp", "success"].contains($0.key) }.allSatisfy {
        $0.value == ""
      })
    // cm to mm; y down, z away from the camera.
    #expect(["x", "y", "z"].map { rows[0]["pose_T" + $0] } == ["10.0", "40.0", "600.0"])
    #expect(["x", "y", "z"].map { rows[0]["gaze_0_" + $0] } == ["0.6", "-0.0", "-0.8"])
    // One eye alone has a direction, but no mean of both.
    #expect(rows[1]["gaze_0_x"] == "" && rows[1]["gaze_1_z"] == "-1.0" && rows[1]["gaze_angle_x"] == "")
    // To the picture's right is positive, and so is down: atan(0.6 / 0.8) and −atan(0.8 / 0.6), to 1e-6 rad.
    #expect(try abs(number(rows[0], "gaze_angle_x") - atan2(0.6, 0.8)) < 1e-6)
    #expect(try abs(number(rows[3], "gaze_angle_y") + atan2(0.8, 0.6)) < 1e-6)
    // A proxy keeps its own name; where it was not measured it is missing, and 0 where it was.
    #expect(rows.map { $0["AU01_p"] } == ["0.0", "0.25", "", ""] && rows[0]["AU01_r"] == nil)
    #expect(rows[0]["interocular_px"] == "88.0" && rows[0]["smile_p"] == "0.75")
  }

  @Test(
    "OpenFace's rotation is the same turn as the track's, seen with y down and z away", arguments: [0, 1, 3])
  func rotation(row: Int) throws {
    let cells = try rows(.openFace)[row]
    let stated = try ["x", "y", "z"].map { try number(cells, "pose_R" + $0) }
    let angles = ["head_pitch", "head_yaw", "head_roll"].map {
      Double(ExportExample.face.column($0)?.values[row] ?? .nan)
    }
    // R = Rx · Ry · Rz with the usual matrices of a right-handed frame.
    let theirs = product(product(about(0, stated[0]), about(1, stated[1])), about(2, stated[2]))
    // The track's R_y R_x R_z has pitch raised and roll to the left shoulder positive: turns by −pitch and −roll.
    let ours = product(product(about(1, angles[1]), about(0, -angles[0])), about(2, -angles[2]))
    for i in 0..<3 {
      for j in 0..<3 {
        let sign = (i == 0) == (j == 0) ? 1.0 : -1
        // Single precision of the cells: 1e-6.
        #expect(abs(theirs[i][j] - sign * ours[i][j]) < 1e-6)
      }
    }
  }

  @Test("py-feat: units both have under their names, frames from 0, minutes and seconds")
  func pyFeat() throws {
    let rows = try rows(.pyFeat)
    #expect(Set(rows[0].keys) == ["FaceScore", "AU01", "AU12", "frame", "approx_time"])
    #expect(rows.map { $0["frame"] } == ["0", "1", "2", "3"])
    #expect(rows.map { $0["approx_time"] } == ["00:00", "00:00", "00:00", "00:01"])
    #expect(rows.map { $0["AU12"] } == ["1.0", "0.5", "", "0.125"])
    #expect(rows.map { $0["FaceScore"] } == ["0.99", "0.98", "", "0.5"])
  }

  private func number(_ row: [String: String], _ name: String) throws -> Double {
    try #require(row[name].flatMap(Double.init))
  }

  /// Turn about an axis, right-handed.
  private func about(_ axis: Int, _ angle: Double) -> [[Double]] {
    var matrix = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]
    let (i, j) = ((axis + 1) % 3, (axis + 2) % 3)
    matrix[i][i] = cos(angle)
    matrix[j][j] = cos(angle)
    matrix[i][j] = -sin(angle)
    matrix[j][i] = sin(angle)
    return matrix
  }

  private func product(_ first: [[Double]], _ second: [[Double]]) -> [[Double]] {
    (0..<3).map { i in (0..<3).map { j in (0..<3).reduce(0) { $0 + first[i][$1] * second[$1][j] } } }
  }
}
