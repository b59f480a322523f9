extension ReportWording {
  /// Names and meanings of the measures shown as pictures, for readers who know none of them.
  static let keyMeasures: [KeyMeasure] = [
    KeyMeasure(
      "speech.pitch.f0.sd_semitones", "Liveliness of the voice",
      "How far the voice rises and falls. Small values sound flat, large values lively.",
      unit: "semitones", decimals: 1),
    KeyMeasure(
      "speech.pitch.f0.median", "Height of the voice",
      "The usual pitch. It differs between people; compare a person with themselves only.",
      unit: "Hz", decimals: 0),
    KeyMeasure(
      "speech.intensity.sd", "Changes of loudness",
      "How much loudness changes while speaking. The distance to the microphone changes it too.",
      unit: "dB", decimals: 1),
    KeyMeasure(
      "speech.timing.speech_rate", "Speaking rate",
      "Syllables a second, pauses included. Small values are slow speech.",
      unit: "syllables a second", decimals: 1),
    KeyMeasure(
      "speech.timing.pause_share", "Pauses",
      "How much of the speaking time is silent pause.", unit: "% of speaking time", decimals: 0, factor: 100),
    KeyMeasure(
      "speech.conversation.response_latency.median", "Time to answer",
      "How long it usually takes until an answer begins.", unit: "s", decimals: 2),
    KeyMeasure(
      "speech.voice.cpps_mean", "Clearness of the voice",
      "Large values are a clear, steady voice; small values sound breathy or hoarse. Noise lowers it.",
      unit: "dB", decimals: 1),
    KeyMeasure(
      "language.tokens.count", "Words said",
      "How much was said. Few words make everything else about words unsure.", unit: "words", decimals: 0),
    KeyMeasure(
      "language.turns.words.median", "Length of answers",
      "Words in a usual answer.", unit: "words", decimals: 0),
    KeyMeasure(
      "language.pronoun.first_person_singular.rate", "‘I’, ‘me’, ‘my’",
      "How often people speak of themselves. The question asked changes it a lot.",
      unit: "per 100 words", decimals: 1),
    KeyMeasure(
      "language.absolutist.rate", "All-or-nothing words",
      "Words such as always, never, nothing, completely.", unit: "per 100 words", decimals: 1),
    KeyMeasure(
      "language.sentiment.vader.negative_words.rate", "Words of bad feeling",
      "Words that usually carry a bad feeling, from a word list.", unit: "per 100 words", decimals: 1),
    KeyMeasure(
      "language.sentiment.vader.positive_words.rate", "Words of good feeling",
      "Words that usually carry a good feeling, from a word list.", unit: "per 100 words", decimals: 1),
    KeyMeasure(
      "face.expression.expressivity", "Liveliness of the face",
      "How much the expression changes, from 0 for a still face.", unit: "of 100", decimals: 1, factor: 100),
    KeyMeasure(
      "face.expression.smile.share", "Smiling",
      "How much of the time the face smiles.", unit: "% of the time", decimals: 0),
    KeyMeasure(
      "face.gaze.down_share", "Looking down",
      "How much of the time the eyes look down. The place of the camera changes it.",
      unit: "% of the time", decimals: 0),
    KeyMeasure(
      "face.head.movement", "Movement of the head",
      "How fast the head moves on average.", unit: "degrees a second", decimals: 1),
    KeyMeasure(
      "face.eye.blink_rate", "Blinks", "How often the eyes blink.", unit: "a minute", decimals: 0),
  ]

  static let qualityMeasures: [KeyMeasure] = [
    KeyMeasure(
      "quality.media.duration", "Length of the recording", "From its first to its last moment.", unit: "s",
      decimals: 0),
    KeyMeasure(
      "quality.sound.speech_seconds", "Speech of the participant",
      "Time in which the participant is heard speaking.", unit: "s", decimals: 0),
    KeyMeasure(
      "quality.sound.snr", "Voice above the noise", "How far speech stands out of the background.",
      unit: "dB", decimals: 0),
    KeyMeasure(
      "quality.sound.clipped_share", "Overdriven sound",
      "Sound that was too loud for the microphone or its setting.", unit: "%", decimals: 1, factor: 100),
    KeyMeasure(
      "quality.face.visible_share", "Face in the picture", "How much of the time the face is seen.",
      unit: "% of the time", decimals: 0),
    KeyMeasure(
      "quality.face.size", "Size of the face", "Distance between the outer corners of the eyes.",
      unit: "pixels", decimals: 0),
    KeyMeasure(
      "quality.media.damaged_share", "Damaged part", "What could not be read of the recording.",
      unit: "%", decimals: 1),
  ]
}
