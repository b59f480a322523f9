internal import FacialFeatures
internal import Foundation
internal import MediaDecoding
internal import SignalCore

/// What was seen in a recording, in the form it is kept in.
struct KeptSeeing: Codable {
  private struct Face: Codable {
    let identities: [Int]
    let face: KeptTrack
    let eyes: KeptTrack
    let seenSeconds: Double
    let medianInterocularPixels: Double?
    let meanPlaceX: Double
    let meanHeight: Double
    let identityConfidence: Double
  }

  private let faces: [Face]
  private let droppedPeople: Int
  private let droppedStretches: Int
  private let times: PackedNumbers<Double>
  private let picturesWithSeveral: Int
  private let greatestCount: Int
  private let report: DecodingReport
  private let models: [String]

  init(_ seeing: Seeing) {
    faces = seeing.faces.faces.map { face in
      Face(
        identities: face.trackedIdentities, face: KeptTrack(face.faceTrack), eyes: KeptTrack(face.eyesTrack),
        seenSeconds: face.seenSeconds, medianInterocularPixels: face.medianInterocularPixels,
        meanPlaceX: face.meanPlaceX, meanHeight: face.meanHeight,
        identityConfidence: face.identityConfidence)
    }
    droppedPeople = seeing.faces.droppedPeople
    droppedStretches = seeing.faces.droppedStretches
    times = PackedNumbers(seeing.faces.timesSeconds)
    picturesWithSeveral = seeing.faces.picturesWithSeveral
    greatestCount = seeing.faces.greatestCount
    report = seeing.report
    models = seeing.models
  }

  /// Whether every track is as long as its times; one made up by a broken process may not be.
  var isWhole: Bool { faces.allSatisfy { $0.face.isWhole && $0.eyes.isWhole && !$0.identities.isEmpty } }

  var seeing: Seeing {
    Seeing(
      faces: GatheredFaces(
        faces: faces.map { kept in
          GatheredFace(
            trackedIdentities: kept.identities, faceTrack: kept.face.track, eyesTrack: kept.eyes.track,
            seenSeconds: kept.seenSeconds, medianInterocularPixels: kept.medianInterocularPixels,
            meanPlaceX: kept.meanPlaceX, meanHeight: kept.meanHeight,
            identityConfidence: kept.identityConfidence)
        },
        droppedPeople: droppedPeople, droppedStretches: droppedStretches, timesSeconds: times.numbers,
        picturesWithSeveral: picturesWithSeveral, greatestCount: greatestCount),
      report: report, models: models)
  }
}

/// A track in few bytes.
struct KeptTrack: Codable {
  private struct Column: Codable {
    let name: String
    let unit: String
    let missing: String
    let values: PackedNumbers<Float>
  }

  private let name: String
  private let times: PackedNumbers<Double>
  private let columns: [Column]

  init(_ track: Track) {
    name = track.name
    times = PackedNumbers(track.timesSeconds)
    columns = track.columns.map { column in
      Column(
        name: column.name, unit: column.unit, missing: column.missingReason.text,
        values: PackedNumbers(column.values.map { $0 ?? .nan }))
    }
  }

  var isWhole: Bool { columns.allSatisfy { $0.values.count == times.count } }

  var track: Track {
    Track(
      name: name, timesSeconds: times.numbers,
      columns: columns.map {
        .init(
          name: $0.name, unit: $0.unit, values: TrackValues(missingUnlessFinite: $0.values.numbers),
          missingReason: MissingReason(text: $0.missing) ?? .notRecorded)
      })
  }
}

/// Numbers in this machine's order of bytes.
struct PackedNumbers<Number: Numeric & BitwiseCopyable>: Codable {
  private let data: Data

  var count: Int { data.count / MemoryLayout<Number>.stride }

  init(_ numbers: [Number]) { data = unsafe numbers.withUnsafeBytes { unsafe Data($0) } }

  var numbers: [Number] {
    let stride = MemoryLayout<Number>.stride
    return unsafe data.withUnsafeBytes { bytes in
      (0..<data.count / stride).map {
        unsafe bytes.loadUnaligned(fromByteOffset: $0 * stride, as: Number.self)
      }
    }
  }
}
