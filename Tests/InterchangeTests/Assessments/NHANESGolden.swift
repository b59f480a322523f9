import ClinicalAssessment

/// Rows of the depression screener of NHANES 2005–2018 (public domain, US National Center for Health Statistics),
/// drawn so that every band, outcome of the algorithm and kind of gap occurs, with what an independent program
/// makes of them: Python 3.11 with NumPy 2.4.6 and SciPy 1.17.1 (`scipy.stats.f.ppf`, `norm.ppf`), the algorithm by
/// filling every gap with 0 and with 3 in all combinations.
enum NHANESGolden {
  struct Form {
    let total: Double?
    let band: String?
    let syndrome: DepressiveSyndrome?
    let safety: SafetyPrompt?
  }

  static let table = """
    SEQN,DPQ010,DPQ020,DPQ030,DPQ040,DPQ050,DPQ060,DPQ070,DPQ080,DPQ090,DPQ100
    31214,2,3,1,2,2,2,2,0,0,1
    31233,0,0,9,9,0,3,0,9,0,0
    31517,3,1,1,3,3,1,3,1,0,1
    32014,2,3,3,3,2,2,3,1,0,1
    32039,0,0,9,9,0,0,0,0,0,
    33517,1,1,3,3,3,3,3,0,0,1
    34528,0,2,0,2,0,0,0,0,0,0
    35616,1,1,1,1,2,0,0,0,0,1
    36950,0,1,3,9,0,0,9,9,9,9
    39976,3,3,0,1,0,0,0,9,0,0
    40501,1,0,0,0,0,0,0,0,0,0
    40829,2,1,3,3,1,3,2,9,1,3
    41008,9,3,9,3,3,3,9,1,2,2
    41028,0,1,1,1,0,1,1,0,1,2
    41100,0,3,0,3,3,0,0,0,0,0
    41495,1,1,3,3,2,1,3,3,0,1
    41654,9,9,9,9,9,9,9,9,9,
    42034,0,,,,,,,,,
    42450,3,3,2,3,3,3,0,9,0,0
    43245,2,2,3,3,0,0,0,0,0,1
    43592,0,2,2,0,0,0,0,0,0,0
    43644,9,3,2,3,3,0,0,0,0,0
    45867,3,3,1,1,1,1,3,1,3,2
    46597,3,2,1,2,1,2,2,1,0,2
    46941,9,0,0,0,0,0,0,0,0,
    47515,0,0,0,1,0,0,0,0,0,0
    47524,0,0,0,3,0,9,0,9,1,0
    48474,1,0,1,1,1,1,1,0,0,0
    48616,2,3,3,3,3,3,3,3,0,0
    48820,,,,,,,,,,
    49785,9,0,9,0,0,0,0,0,0,
    49917,,,,,,,,,,
    49919,1,3,3,3,3,1,1,0,0,1
    50364,0,1,3,3,3,2,1,1,1,2
    50507,2,2,1,2,0,9,0,3,9,3
    51752,9,1,3,0,0,9,0,9,9,9
    52497,1,0,1,1,0,9,9,0,0,1
    52627,1,3,3,3,2,1,2,2,1,0
    52814,3,3,3,3,0,0,3,9,0,1
    52952,0,1,3,3,3,1,0,0,0,1
    53971,0,0,0,0,3,9,1,2,0,0
    55042,3,2,3,0,2,3,1,0,0,3
    56952,,,,,,,,,,
    57161,3,3,0,2,0,2,0,1,0,0
    58111,2,1,3,3,1,1,3,1,0,0
    58686,0,0,0,1,0,1,9,9,9,0
    58933,0,0,0,0,0,0,0,0,0,
    59146,2,2,3,2,2,3,0,1,0,1
    59565,3,3,1,3,2,3,3,2,1,1
    59879,9,9,9,9,9,9,9,9,9,
    59992,0,9,0,2,0,0,0,0,0,0
    60082,9,0,0,1,0,0,0,0,0,0
    60950,9,9,9,9,9,9,9,9,9,
    60964,1,1,3,2,2,1,0,2,0,2
    61421,3,3,3,0,0,9,0,0,0,2
    61667,3,3,1,3,0,3,0,0,0,0
    62642,3,3,3,3,2,3,3,3,0,3
    63069,9,9,0,9,0,9,9,9,9,
    63308,2,0,0,0,0,0,2,0,0,1
    63659,0,3,3,3,0,0,0,0,0,1
    63922,9,0,1,3,0,0,3,0,0,0
    64472,3,3,3,3,3,3,2,3,0,2
    64799,0,0,0,0,0,0,0,0,0,
    64981,1,3,2,2,1,1,1,0,0,1
    65142,2,1,0,0,0,2,1,2,0,1
    65336,2,2,0,3,3,2,0,3,0,3
    66291,2,3,3,2,3,0,0,0,0,0
    67037,3,0,1,2,0,0,0,0,0,0
    67194,9,3,0,0,0,1,0,0,1,1
    67380,0,0,0,1,2,0,2,0,0,0
    68450,0,0,0,3,3,3,2,0,0,1
    68763,1,1,3,0,3,0,1,1,0,1
    69439,0,1,3,3,3,0,3,3,3,0
    69445,1,3,0,1,0,7,0,0,7,0
    70167,1,1,3,3,3,3,3,3,1,1
    70255,2,0,0,2,0,0,0,0,0,0
    """

  static let forms: [Form] = [
    Form(total: 14.0, band: "moderate", syndrome: .major, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: .absent, safety: .notRaised),
    Form(total: 16.0, band: "moderately severe", syndrome: .other, safety: .notRaised),
    Form(total: 19.0, band: "moderately severe", syndrome: .major, safety: .notRaised),
    Form(total: 0.0, band: "minimal", syndrome: .absent, safety: .notRaised),
    Form(total: 17.0, band: "moderately severe", syndrome: .absent, safety: .notRaised),
    Form(total: 4.0, band: "minimal", syndrome: .other, safety: .notRaised),
    Form(total: 6.0, band: "mild", syndrome: .absent, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: .absent, safety: .notAnswered),
    Form(total: 7.875, band: "mild", syndrome: .other, safety: .notRaised),
    Form(total: 1.0, band: "minimal", syndrome: .absent, safety: .notRaised),
    Form(total: 18.0, band: "moderately severe", syndrome: .major, safety: .ask),
    Form(total: nil, band: nil, syndrome: .major, safety: .ask),
    Form(total: 6.0, band: "mild", syndrome: .absent, safety: .ask),
    Form(total: 9.0, band: "mild", syndrome: .other, safety: .notRaised),
    Form(total: 17.0, band: "moderately severe", syndrome: .absent, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: nil, safety: nil),
    Form(total: nil, band: nil, syndrome: .undetermined, safety: .notAnswered),
    Form(total: 19.125, band: "moderately severe", syndrome: .major, safety: .notRaised),
    Form(total: 10.0, band: "moderate", syndrome: .other, safety: .notRaised),
    Form(total: 4.0, band: "minimal", syndrome: .other, safety: .notRaised),
    Form(total: 12.375, band: "moderate", syndrome: .undetermined, safety: .notRaised),
    Form(total: 17.0, band: "moderately severe", syndrome: .other, safety: .ask),
    Form(total: 14.0, band: "moderate", syndrome: .major, safety: .notRaised),
    Form(total: 0.0, band: "minimal", syndrome: .absent, safety: .notRaised),
    Form(total: 1.0, band: "minimal", syndrome: .absent, safety: .notRaised),
    Form(total: 5.142857142857142, band: "mild", syndrome: .absent, safety: .ask),
    Form(total: 6.0, band: "mild", syndrome: .absent, safety: .notRaised),
    Form(total: 23.0, band: "severe", syndrome: .major, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: nil, safety: nil),
    Form(total: 0.0, band: "minimal", syndrome: .undetermined, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: nil, safety: nil),
    Form(total: 15.0, band: "moderately severe", syndrome: .other, safety: .notRaised),
    Form(total: 15.0, band: "moderately severe", syndrome: .absent, safety: .ask),
    Form(total: 12.857142857142858, band: "moderate", syndrome: .undetermined, safety: .notAnswered),
    Form(total: nil, band: nil, syndrome: .undetermined, safety: .notAnswered),
    Form(total: 3.8571428571428568, band: "minimal", syndrome: .absent, safety: .notRaised),
    Form(total: 18.0, band: "moderately severe", syndrome: .major, safety: .ask),
    Form(total: 16.875, band: "moderately severe", syndrome: .major, safety: .notRaised),
    Form(total: 11.0, band: "moderate", syndrome: .absent, safety: .notRaised),
    Form(total: 6.75, band: "mild", syndrome: .absent, safety: .notRaised),
    Form(total: 14.0, band: "moderate", syndrome: .major, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: nil, safety: nil),
    Form(total: 11.0, band: "moderate", syndrome: .other, safety: .notRaised),
    Form(total: 15.0, band: "moderately severe", syndrome: .other, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: .absent, safety: .notAnswered),
    Form(total: 0.0, band: "minimal", syndrome: .absent, safety: .notRaised),
    Form(total: 15.0, band: "moderately severe", syndrome: .major, safety: .notRaised),
    Form(total: 21.0, band: "severe", syndrome: .major, safety: .ask),
    Form(total: nil, band: nil, syndrome: nil, safety: nil),
    Form(total: 2.25, band: "minimal", syndrome: .undetermined, safety: .notRaised),
    Form(total: 1.125, band: "minimal", syndrome: .absent, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: nil, safety: nil),
    Form(total: 12.0, band: "moderate", syndrome: .absent, safety: .notRaised),
    Form(total: 10.125, band: "moderate", syndrome: .other, safety: .notRaised),
    Form(total: 13.0, band: "moderate", syndrome: .other, safety: .notRaised),
    Form(total: 23.0, band: "severe", syndrome: .major, safety: .notRaised),
    Form(total: nil, band: nil, syndrome: .undetermined, safety: .notAnswered),
    Form(total: 4.0, band: "minimal", syndrome: .other, safety: .notRaised),
    Form(total: 9.0, band: "mild", syndrome: .other, safety: .notRaised),
    Form(total: 7.875, band: "mild", syndrome: .undetermined, safety: .notRaised),
    Form(total: 23.0, band: "severe", syndrome: .major, safety: .notRaised),
    Form(total: 0.0, band: "minimal", syndrome: .absent, safety: .notRaised),
    Form(total: 11.0, band: "moderate", syndrome: .other, safety: .notRaised),
    Form(total: 8.0, band: "mild", syndrome: .other, safety: .notRaised),
    Form(total: 15.0, band: "moderately severe", syndrome: .major, safety: .notRaised),
    Form(total: 13.0, band: "moderate", syndrome: .major, safety: .notRaised),
    Form(total: 6.0, band: "mild", syndrome: .other, safety: .notRaised),
    Form(total: 5.625, band: "mild", syndrome: .other, safety: .ask),
    Form(total: 5.0, band: "mild", syndrome: .absent, safety: .notRaised),
    Form(total: 11.0, band: "moderate", syndrome: .absent, safety: .notRaised),
    Form(total: 10.0, band: "moderate", syndrome: .absent, safety: .notRaised),
    Form(total: 19.0, band: "moderately severe", syndrome: .absent, safety: .ask),
    Form(total: 6.428571428571429, band: "mild", syndrome: .undetermined, safety: .notAnswered),
    Form(total: 21.0, band: "severe", syndrome: .absent, safety: .ask),
    Form(total: 4.0, band: "minimal", syndrome: .other, safety: .notRaised),
  ]
}
