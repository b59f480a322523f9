internal import ConversationDynamics
internal import FacialFeatures
internal import LanguageFeatures
public import SignalCore
internal import SpeechAcoustics

/// Every measure the program knows, in the order of its tables.
public enum MeasureCatalog {
  public static let all: [Measure] =
    SpeechMeasures.all + ConversationMeasures.all + ConversationTurnMeasures.all + EGeMAPSMeasures.all
    + EGeMAPSCompat.measures + LanguageMeasures.all + LanguageMeasures.ofTurn
    + FaceMeasures.all
    + MediaQualityMeasures.all + SoundQualityMeasures.all + SpeakerQualityMeasures.all
    + FaceQualityMeasures.all + FacePeopleMeasures.all
}
