internal import SignalCore

/// What a table of another tool is to a session, and which measures are made of its columns.
///
/// A measure is called by its set, the tool's own name of the column and, where the tool gives a value an instant,
/// the statistic over them: `opensmile.egemaps.loudness_sma3_amean`, `openface.AU12_r.mean`. Its first word is never
/// that of one of this program's modalities, so that it cannot pass for one of its measures.
///
/// | table | set | measures |
/// |---|---|---|
/// | openSMILE, one row a recording | `opensmile.egemaps` (88 columns), `opensmile.gemaps` (62), `opensmile.functionals` | every column as it stands |
/// | openSMILE, a row an instant | `opensmile.egemaps_lld`, `opensmile.lld` | mean and standard deviation of every column |
/// | COVAREP, formants of DAIC-WOZ | `covarep`, `formant` | the same |
/// | OpenFace 2 | `openface` | the same of action units, head and `gaze_angle_…`; the mean of `confidence` |
/// | OpenFace 1 in DAIC-WOZ | `clnf` | the same of action units and head |
/// | py-feat | `pyfeat` | the same of action units, emotions and head |
///
/// Landmarks, gaze as vectors and shape parameters mean nothing on average: they become tracks alone, and so do
/// stretches of a recording and tables of tools that name themselves nowhere.
struct ForeignMapping {
  enum Rows { case recording, instants, none }

  /// See `ForeignSource.table`.
  let table: String
  let set: String
  let modality: Measure.Modality
  let rows: Rows
  private let isAveraged: (String) -> Bool

  init(_ track: ForeignTrack) {
    let names = track.track.columns.map(\.name)
    switch track.tool {
    case .openSMILE: self.init(openSMILE: track, names)
    case .covarep: self.init("covarep", .speech) { _ in true }
    case .formantTable: self.init("formant", .speech) { _ in true }
    case .pyFeat:
      let others: Set<String> = [
        "anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral", "Pitch", "Roll", "Yaw",
      ]
      self.init("pyfeat", .face) { $0.hasPrefix("AU") || others.contains($0) }
    case .openFace:
      let base = Self.withoutFace(track.track.name)
      guard base.hasPrefix("clnf") else {
        self.init("openface", .face) { name in
          ["AU", "pose_T", "pose_R", "gaze_angle_", "confidence"].contains { name.hasPrefix($0) }
        }
        return
      }
      self.init("clnf", table: base, .face) { name in
        base == "clnf_aus" && name.hasPrefix("AU")
          || base == "clnf_pose" && ["X", "Y", "Z", "Rx", "Ry", "Rz"].contains(name)
      }
    case .whisperX, .unnamed: self.init("table", .speech, rows: .none) { _ in false }
    }
  }

  private init(
    _ set: String, table: String? = nil, _ modality: Measure.Modality, rows: Rows = .instants,
    isAveraged: @escaping (String) -> Bool
  ) {
    self.table = table ?? set
    self.set = set
    self.modality = modality
    self.rows = rows
    self.isAveraged = isAveraged
  }

  private init(openSMILE track: ForeignTrack, _ names: [String]) {
    // The Python package writes functionals of a whole file as its one stretch.
    let isWhole = track.rows == .stretches && track.track.timesSeconds == [0]
    if track.rows == .recording || isWhole {
      self.init(Self.functionals(names), .speech, rows: .recording) { _ in true }
    } else if track.rows == .stretches {
      self.init("opensmile.stretches", .speech, rows: .none) { _ in false }
    } else {
      let isGeneva = names.contains("F0semitoneFrom27.5Hz_sma3nz") && names.contains("Loudness_sma3")
      self.init(isGeneva ? "opensmile.egemaps_lld" : "opensmile.lld", .speech) { _ in true }
    }
  }

  /// What the measures of a tool describe, by the first word of their names; `nil` for names of no tool.
  static func modality(ofFirstWord word: String) -> Measure.Modality? {
    switch word {
    case "opensmile", "covarep", "formant": .speech
    case "openface", "clnf", "pyfeat": .face
    default: nil
    }
  }

  /// Eyben et al. 2016, IEEE Trans. Affect. Comput. 7:190–202: the minimalistic set has 62 values, the extended 88.
  private static func functionals(_ names: [String]) -> String {
    let known = Set(names)
    guard
      known.isSuperset(of: [
        "F0semitoneFrom27.5Hz_sma3nz_amean", "loudness_sma3_amean", "loudnessPeaksPerSec",
      ])
    else { return "opensmile.functionals" }
    let isExtended = known.isSuperset(of: ["mfcc1_sma3_amean", "equivalentSoundLevel_dBp"])
    if isExtended, names.count == 88 { return "opensmile.egemaps" }
    return !isExtended && names.count == 62 ? "opensmile.gemaps" : "opensmile.functionals"
  }

  private static func withoutFace(_ name: String) -> String {
    name.firstRange(of: "_face_").map { String(name[..<$0.lowerBound]) } ?? name
  }

  /// Whether mean and standard deviation of a column mean something.
  func averages(_ column: String) -> Bool { rows == .instants && isAveraged(column) }

  /// Statistics of a column; of a confidence and of a yes or no the mean says all.
  func statistics(of column: String) -> [ForeignStatistic] {
    guard averages(column) else { return [] }
    return column == "confidence" || column.hasSuffix("_c") && column.hasPrefix("AU")
      ? [.mean] : [.mean, .standardDeviation]
  }
}

/// A statistic over the instants of a series.
enum ForeignStatistic: String {
  case mean
  case standardDeviation = "sd"

  /// Fewer values say nothing of a session.
  static let leastValues = 10

  /// `nil` below `leastValues`.
  func value(_ values: [Double]) -> Double? {
    guard values.count >= Self.leastValues else { return nil }
    return self == .mean ? values.mean : values.sampleStandardDeviation
  }

  var words: String {
    switch self {
    case .mean: "mean"
    case .standardDeviation: "standard deviation (divisor n − 1)"
    }
  }
}
