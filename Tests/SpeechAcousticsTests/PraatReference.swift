/// Values of Praat 6.1.38 (praat-parselmouth 0.4.7) for the recording of J. F. Kennedy's inaugural address,
/// channel 0, at its original 44.1 kHz. The tests read the same recording at 16 kHz.
///
/// To Pitch (ac): time step 0.01, floor 75, 15 candidates, very accurate no, silence threshold 0.03, voicing
/// threshold 0.45, octave cost 0.01, octave-jump cost 0.35, voiced/unvoiced cost 0.14, ceiling 600.
/// To Intensity: 100, 0, subtract mean yes.
enum PraatReference {
  /// Every 25th frame of the pitch track: seconds, hertz.
  static let pitch: [(Double, Double?)] = [
    (0.02, nil), (0.27, nil), (0.52, 228.94), (0.77, 313.74), (1.02, 280.97), (1.27, 258.61),
    (1.52, 260.66), (1.77, 251.36), (2.02, 229.99), (2.27, nil), (2.52, nil), (2.77, nil), (3.02, nil),
    (3.27, nil), (3.52, 285.21), (3.77, nil), (4.02, 209.27), (4.27, nil), (4.52, nil), (4.77, nil),
    (5.02, nil), (5.27, nil), (5.52, 227.61), (5.77, 209.92), (6.02, 292.51), (6.27, 263.88),
    (6.52, 232.52), (6.77, 249.68), (7.02, 210.28), (7.27, 262.12), (7.52, nil), (7.77, nil), (8.02, nil),
    (8.27, 234.28), (8.52, nil), (8.77, 199.02), (9.02, 247.56), (9.27, 198.13), (9.52, 216.81),
    (9.77, 176.99), (10.02, 109.81), (10.27, nil), (10.52, nil), (10.77, nil),
  ]

  /// Instants both grids share: seconds, decibels.
  static let intensity: [(Double, Double)] = [
    (0.40, 81.74), (1.20, 81.05), (2.00, 66.36), (2.80, 53.44), (3.60, 82.59), (4.40, 55.65), (5.20, 54.25),
    (6.00, 83.17), (6.80, 79.00), (7.60, 58.25), (8.40, 81.46), (9.20, 62.67), (10.00, 66.31), (10.80, 62.36),
  ]

  static let pitchMeanHz = 236.7091
  static let pitchMedianHz = 237.56313
  static let voicedShare = 573.0 / 1097
  /// de Jong & Wempe's script on the same recording.
  static let syllableCount = 28.0
  static let phonationSeconds = 7.428
}
