// swift-tools-version: 6.2
import PackageDescription

let dependencyFolder = Context.packageDirectory + "/.deps"

/// Rules every target of ours keeps: warnings are errors, memory-unsafe calls are marked, imports are internal.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Arithmetic is compiled for speed in debug builds too, and trusts the exclusive access the compiler proves:
/// checks of it at run time took a sixth of the acoustic sets' time.
let arithmetic: [SwiftSetting] =
  strict + [
    .unsafeFlags(["-enforce-exclusivity=unchecked"]),
    .unsafeFlags(["-O"], .when(configuration: .debug)),
  ]

func headers(_ folder: String) -> [CSetting] { [.unsafeFlags(["-I", dependencyFolder + folder])] }

let package = Package(
  name: "Bellwether",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
  ],
  targets: [
    // Layer 0: C, nothing else
    .systemLibrary(name: "CLibAV", pkgConfig: "libavformat libavcodec libavutil libswresample libswscale"),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas"),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5-serial"),
    .systemLibrary(name: "CZlib"),
    .target(name: "CSandbox"),
    .target(name: "CFiles"),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium"),
    .target(
      name: "COpenVINO", cSettings: headers("/openvino/include"),
      linkerSettings: [
        .unsafeFlags([
          "-L", dependencyFolder + "/openvino/lib",
          "-Xlinker", "-rpath=" + dependencyFolder + "/openvino/lib",
          "-Xlinker", "-rpath-link=" + dependencyFolder + "/openvino/lib",
        ]),
        .linkedLibrary("openvino_c"),
      ]),
    .target(
      name: "CWhisper", cSettings: headers("/whisper/include"),
      linkerSettings: [
        .unsafeFlags(["-L", dependencyFolder + "/whisper/lib"]),
        .linkedLibrary("whisper"), .linkedLibrary("ggml"), .linkedLibrary("ggml-cpu"),
        .linkedLibrary("ggml-base"), .linkedLibrary("stdc++"), .linkedLibrary("m"),
        .linkedLibrary("pthread"), .linkedLibrary("dl"), .linkedLibrary("z"),
      ]),

    // Layer 1
    .target(
      name: "SignalCore", dependencies: ["CLibAV"],
      // `Samples.span` lends memory it does not own as an array would: that wants its lifetime written down.
      swiftSettings: arithmetic + [.enableExperimentalFeature("Lifetimes")]),

    // Layer 2
    .target(name: "DenseMath", dependencies: ["SignalCore", "COpenBLAS"], swiftSettings: arithmetic),
    .target(
      name: "MediaDecoding", dependencies: ["SignalCore", "CLibAV"], swiftSettings: arithmetic),
    .target(name: "NeuralRuntime", dependencies: ["SignalCore", "COpenVINO"], swiftSettings: arithmetic),
    .target(
      name: "SpectralAnalysis",
      dependencies: ["SignalCore", "CLibAV", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: arithmetic),
    .target(name: "PrivateFiles", dependencies: ["SignalCore", "CSodium"], swiftSettings: strict),

    // Layer 3
    .target(
      name: "SpeechAcoustics",
      dependencies: [
        "SignalCore", "SpectralAnalysis", .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: arithmetic),
    .target(
      name: "SpeechRecognition",
      dependencies: [
        "SignalCore", "DenseMath", "NeuralRuntime", "CWhisper",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: arithmetic),
    .target(name: "ConversationDynamics", dependencies: ["SignalCore"], swiftSettings: arithmetic),
    .target(
      name: "LanguageFeatures",
      dependencies: [
        "SignalCore", "DenseMath", "NeuralRuntime",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: arithmetic),
    .target(
      name: "FacialFeatures", dependencies: ["SignalCore", "DenseMath", "NeuralRuntime"],
      swiftSettings: arithmetic),
    .target(
      name: "ClinicalAssessment",
      dependencies: ["SignalCore", "DenseMath", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: arithmetic),

    // Layer 4
    .target(
      name: "MultimodalFusion",
      dependencies: [
        "SignalCore", "DenseMath", "LanguageFeatures", "ClinicalAssessment",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: arithmetic),
    .target(
      name: "FeatureStore",
      dependencies: [
        "SignalCore", "CFiles", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),

    // Layer 5
    .target(
      name: "ExtractionPipeline",
      dependencies: [
        "SignalCore", "MediaDecoding", "NeuralRuntime", "SpeechAcoustics", "SpeechRecognition",
        "ConversationDynamics", "LanguageFeatures", "FacialFeatures", "ClinicalAssessment", "FeatureStore",
        "CSandbox", "SwiftCSV",
      ],
      swiftSettings: strict),

    // Layer 6
    .target(
      name: "Interchange",
      dependencies: [
        "SignalCore", "DenseMath", "SpeechRecognition", "LanguageFeatures", "ClinicalAssessment",
        "MultimodalFusion", "FeatureStore", "ExtractionPipeline", "PrivateFiles", "CHDF5", "CZlib",
        "SwiftCSV",
      ],
      swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: ["SignalCore", "ClinicalAssessment", "FeatureStore", "ExtractionPipeline"],
      swiftSettings: strict),

    // Layer 8
    .executableTarget(
      name: "bellwether",
      dependencies: [
        "SignalCore", "MediaDecoding", "NeuralRuntime", "SpeechAcoustics", "SpeechRecognition",
        "LanguageFeatures", "FacialFeatures", "ClinicalAssessment", "MultimodalFusion", "FeatureStore",
        "ExtractionPipeline", "Interchange", "PrivateFiles", "Reporting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "SignalCore", "MediaDecoding", "NeuralRuntime", "SpeechAcoustics", "SpeechRecognition",
        "LanguageFeatures", "FacialFeatures", "DenseMath", "ClinicalAssessment", "MultimodalFusion",
        "FeatureStore", "ExtractionPipeline", "Interchange", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Tests
    .target(
      name: "TestSupport", dependencies: ["SignalCore", "DenseMath", "MediaDecoding", "NeuralRuntime"],
      path: "Tests/TestSupport", swiftSettings: arithmetic),
    .testTarget(
      name: "SignalCoreTests", dependencies: ["SignalCore", "TestSupport"], swiftSettings: arithmetic),
    .testTarget(
      name: "DenseMathTests", dependencies: ["DenseMath", "SignalCore"], swiftSettings: arithmetic),
    .testTarget(
      name: "MediaDecodingTests",
      dependencies: [
        "MediaDecoding", "FacialFeatures", "NeuralRuntime", "SignalCore", "CLibAV", "TestSupport",
      ],
      swiftSettings: arithmetic),
    .testTarget(
      name: "NeuralRuntimeTests", dependencies: ["NeuralRuntime", "SignalCore", "TestSupport"],
      swiftSettings: arithmetic),
    .testTarget(
      name: "PrivateFilesTests", dependencies: ["PrivateFiles", "SignalCore", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SpectralAnalysisTests", dependencies: ["SpectralAnalysis", "SignalCore", "TestSupport"],
      swiftSettings: arithmetic),
    .testTarget(
      name: "SpeechAcousticsTests",
      dependencies: ["SpeechAcoustics", "SpectralAnalysis", "SignalCore", "TestSupport"],
      swiftSettings: arithmetic),
    .testTarget(
      name: "SpeechRecognitionTests",
      dependencies: ["SpeechRecognition", "MediaDecoding", "NeuralRuntime", "SignalCore", "TestSupport"],
      swiftSettings: arithmetic),
    .testTarget(
      name: "ConversationDynamicsTests", dependencies: ["ConversationDynamics", "SignalCore"],
      swiftSettings: arithmetic),
    .testTarget(
      name: "LanguageFeaturesTests",
      dependencies: ["LanguageFeatures", "NeuralRuntime", "SignalCore", "TestSupport"],
      exclude: ["Golden"], swiftSettings: arithmetic),
    .testTarget(
      name: "FacialFeaturesTests",
      dependencies: ["FacialFeatures", "DenseMath", "NeuralRuntime", "SignalCore", "TestSupport"],
      exclude: ["Golden"], swiftSettings: arithmetic),
    .testTarget(
      name: "ClinicalAssessmentTests",
      dependencies: ["ClinicalAssessment", "DenseMath", "SignalCore", "TestSupport"],
      swiftSettings: arithmetic),
    .testTarget(
      name: "MultimodalFusionTests",
      dependencies: [
        "MultimodalFusion", "DenseMath", "LanguageFeatures", "ClinicalAssessment", "NeuralRuntime",
        "SignalCore", "TestSupport",
      ],
      swiftSettings: arithmetic),
    .testTarget(
      name: "FeatureStoreTests",
      dependencies: [
        "FeatureStore", "Interchange", "SignalCore", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ExtractionPipelineTests",
      dependencies: [
        "ExtractionPipeline", "FacialFeatures", "FeatureStore", "MediaDecoding", "SignalCore", "CSandbox",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "InterchangeTests",
      dependencies: [
        "Interchange", "MultimodalFusion", "ClinicalAssessment", "DenseMath", "FeatureStore",
        "ExtractionPipeline", "PrivateFiles", "SpeechRecognition", "LanguageFeatures", "NeuralRuntime",
        "SignalCore", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "ClinicalAssessment", "ExtractionPipeline", "FeatureStore", "Interchange", "SignalCore",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BellwetherTests",
      dependencies: [
        "ExtractionPipeline", "FeatureStore", "Interchange", "PrivateFiles", "SignalCore", "TestSupport",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
