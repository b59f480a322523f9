/// Features a session of DAIC-WOZ or E-DAIC comes with, by the ends of their files' names.
public enum StudyFeatures: String, Sendable, Hashable, Codable, CaseIterable {
  case covarep, formant
  case clnfActionUnits = "clnf_aus"
  case clnfGaze = "clnf_gaze"
  case clnfPose = "clnf_pose"
  case clnfFeatures = "clnf_features"
  case clnfFeatures3D = "clnf_features3d"
  case openFace = "openface"
  case egemaps = "opensmile_egemaps"
  case mfcc = "opensmile_mfcc"

  /// In lower case, behind the session's number and an underscore.
  var fileNames: [String] {
    switch self {
    case .covarep, .formant: [rawValue + ".csv"]
    case .openFace: ["openface2.1.0_pose_gaze_aus.csv"]
    case .egemaps: ["opensmile2.3.0_egemaps.csv"]
    case .mfcc: ["opensmile2.3.0_mfcc.csv"]
    // The handbook says .csv, the files say .txt.
    default: [rawValue + ".txt", rawValue + ".csv"]
    }
  }
}

/// One session of a study, as its folder has it. Nothing is read until it is asked for.
public struct StudySession: Sendable, Hashable {
  public enum Corpus: String, Sendable, Hashable, Codable {
    case daicWOZ = "DAIC-WOZ"
    case eDAIC = "E-DAIC"
  }

  public enum Interviewer: String, Sendable, Hashable, Codable {
    /// A person speaking through the animated interviewer.
    case wizard
    /// The program on its own.
    case agent
  }

  public let number: Int
  public let corpus: Corpus
  public let folder: String
  public let audioPath: String?
  public let transcriptPath: String?
  public let featurePaths: [StudyFeatures: String]
  /// Files in the folder that nothing here reads, by name.
  public let unreadFiles: [String]
  /// `nil` where no table names the participant.
  public let labels: StudyLabels?
  public let correction: StudyCorrections.Session

  /// Sessions up to 492 were led by a wizard, those from 600 on by the agent.
  public var interviewer: Interviewer { number >= 600 ? .agent : .wizard }

  public var split: StudySplit? { labels?.split }

  /// `nil` where the session has no transcript.
  public func transcript() throws(StudyError) -> StudyTranscript? {
    guard let transcriptPath else { return nil }
    return try StudyTranscript(path: transcriptPath, correction: correction)
  }

  /// Features of one kind as a track of the kind's name; `nil` where the session has none.
  ///
  /// Values while the interview was interrupted are missing.
  public func features(_ kind: StudyFeatures) throws(FeatureFileError) -> ForeignTrack? {
    guard let path = featurePaths[kind] else { return nil }
    let file = try ForeignFeatures.read(path)
    guard file.tracks.count == 1, var track = file.tracks.first else { throw .unknownTool(path: path) }
    track.track.name = kind.rawValue
    let times = track.track.timesSeconds
    let outside = times.indices.filter { row in correction.interruptions.contains { $0.contains(times[row]) }
    }
    if outside.isEmpty { return track }
    for column in track.track.columns.indices {
      for row in outside { track.track.columns[column].values[row] = nil }
    }
    track.remarks.append(.rowsOutsideInterview(outside.count))
    return track
  }

  /// All features there are, in the order of their kinds.
  public func features() throws(FeatureFileError) -> [ForeignTrack] {
    var tracks: [ForeignTrack] = []
    for kind in StudyFeatures.allCases {
      if let track = try features(kind) { tracks.append(track) }
    }
    return tracks
  }
}
