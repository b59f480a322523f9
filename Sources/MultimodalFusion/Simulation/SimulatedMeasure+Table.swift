/// What is drawn of every session. Measures of the composite index carry its effects, all others none.
extension SimulatedMeasure {
  static let speech = [
    SimulatedMeasure("speech.pitch.f0.median", 165, 22, .init(female: 2, tenYears: -0.1)),
    SimulatedMeasure("speech.pitch.f0.mean", 170, 22, .init(female: 2, tenYears: -0.1)),
    SimulatedMeasure("speech.pitch.f0.sd_semitones", 3, 0.8, .init(female: 0.2)),
    SimulatedMeasure("speech.pitch.f0.range_semitones", 10, 2.5, .init(female: 0.2)),
    SimulatedMeasure("speech.pitch.voiced_share", 0.65, 0.07),
    SimulatedMeasure("speech.intensity.median", 62, 4, .init(laptop: -0.8)),
    SimulatedMeasure("speech.intensity.sd", 11, 2, .init(laptop: -0.3)),
    SimulatedMeasure("speech.voice.jitter_local", 1.1, 0.3, .init(tenYears: 0.1, laptop: 0.4)),
    SimulatedMeasure("speech.voice.shimmer_local", 9, 2, .init(tenYears: 0.1, laptop: 0.4)),
    SimulatedMeasure("speech.voice.hnr_mean", 15, 2.5, .init(female: 0.5, laptop: -0.5)),
    SimulatedMeasure("speech.voice.cpps_mean", 9, 1.5, .init(laptop: -0.5)),
    SimulatedMeasure("speech.formant.f1.median", 520, 45, .init(female: 0.5)),
    SimulatedMeasure("speech.formant.f2.median", 1550, 110, .init(female: 0.6)),
    SimulatedMeasure("speech.formant.f3.median", 2600, 130, .init(female: 0.6)),
    SimulatedMeasure("speech.formant.f4.median", 3650, 160, .init(female: 0.6), isBeyondTelephone: true),
    SimulatedMeasure("speech.formant.vowel_space_area", 20, 5, .init(female: 0.2)),
    SimulatedMeasure("speech.glottis.naq_median", 0.15, 0.03),
    SimulatedMeasure("speech.spectrum.alpha_ratio", -10, 2.5, .init(laptop: 0.6), isBeyondTelephone: true),
    SimulatedMeasure(
      "speech.spectrum.hammarberg_index", 18, 3, .init(laptop: -0.4), isBeyondTelephone: true),
    SimulatedMeasure("speech.spectrum.slope_0_500", 0.03, 0.01),
    SimulatedMeasure(
      "speech.spectrum.centre_of_gravity", 700, 120, .init(laptop: 0.4), isBeyondTelephone: true),
    SimulatedMeasure("speech.timing.speech_rate", 4, 0.6, .init(tenYears: -0.15, talkativeness: 0.2)),
    SimulatedMeasure("speech.timing.articulation_rate", 4.8, 0.5, .init(tenYears: -0.15)),
    SimulatedMeasure("speech.timing.pause_share", 0.25, 0.08, .init(tenYears: 0.1, talkativeness: -0.3)),
    SimulatedMeasure("speech.timing.pause_mean", 0.55, 0.12, .init(tenYears: 0.1)),
    SimulatedMeasure("speech.timing.pause_rate", 12, 3),
    SimulatedMeasure("speech.conversation.talk_share", 0.62, 0.1, .init(talkativeness: 0.5)),
    SimulatedMeasure("speech.conversation.turn.length.median", 9, 2.5, .init(talkativeness: 0.5)),
    SimulatedMeasure(
      "speech.conversation.response_latency.median", 0.8, 0.3, .init(tenYears: 0.1, talkativeness: -0.2)),
    SimulatedMeasure("speech.conversation.speech_rate.median", 165, 25, .init(talkativeness: 0.2)),
    SimulatedMeasure("speech.egemaps.f0_semitone.mean", 31, 2, .init(female: 2)),
    SimulatedMeasure("speech.egemaps.equivalent_sound_level", -25, 4, .init(laptop: -0.8)),
    SimulatedMeasure("speech.egemaps.f1_frequency.mean", 540, 45, .init(female: 0.5)),
  ]

  static let language = [
    SimulatedMeasure(
      "language.pronoun.first_person_singular.rate", 9, 3, .init(female: 0.2, talkativeness: 0.1)),
    SimulatedMeasure("language.sentiment.vader.negative_words.rate", 3, 1),
    SimulatedMeasure("language.sentiment.vader.positive_words.rate", 5, 1.5, .init(female: 0.1)),
    SimulatedMeasure("language.absolutist.rate", 2, 1),
    SimulatedMeasure("language.topic.sadness.rate", 0.5, 0.3),
    SimulatedMeasure("language.negation.rate", 2.5, 1),
    SimulatedMeasure("language.pronoun.first_person_plural.rate", 1.2, 0.5, .init(female: 0.1)),
    SimulatedMeasure("language.pronoun.third_person.rate", 3.5, 1.2),
    SimulatedMeasure("language.diversity.mattr50", 0.75, 0.05, .init(tenYears: 0.1)),
    SimulatedMeasure("language.filler.rate", 3, 1.2, .init(female: -0.2, tenYears: -0.1)),
    SimulatedMeasure("language.grammar.adverb.rate", 8, 1.8),
    SimulatedMeasure("language.grammar.adjective.rate", 5, 1.3),
    SimulatedMeasure("language.grammar.idea_density", 0.52, 0.04),
    SimulatedMeasure("language.sentences.length.mean", 10, 2.5, .init(talkativeness: 0.3)),
    SimulatedMeasure("language.tense.past.share", 40, 12),
    SimulatedMeasure("language.words.length.mean", 3.9, 0.15, .init(tenYears: 0.1)),
    SimulatedMeasure("language.coherence.first_order.mean", 0.2, 0.05),
    SimulatedMeasure("language.rate.words_per_minute", 160, 25, .init(talkativeness: 0.3)),
    SimulatedMeasure("language.vagueness.hedges.rate", 1.8, 0.7),
    SimulatedMeasure("language.topic.work.rate", 1, 0.4),
    SimulatedMeasure("language.topic.family.rate", 1, 0.4, .init(female: 0.2)),
    SimulatedMeasure("language.topic.health.rate", 0.8, 0.3, .init(tenYears: 0.2)),
  ]

  static let face = [
    SimulatedMeasure("face.expression.smile.share", 40, 20, .init(female: 0.3)),
    SimulatedMeasure("face.expression.smile.peak", 0.5, 0.15, .init(female: 0.2)),
    SimulatedMeasure("face.expression.expressivity", 0.03, 0.01, .init(laptop: -0.3)),
    SimulatedMeasure("face.head.movement", 3, 1, .init(tenYears: -0.1, talkativeness: 0.2)),
    SimulatedMeasure("face.gaze.down_share", 10, 5, .init(laptop: 0.5)),
    SimulatedMeasure("face.gaze.away_share", 10, 5),
    SimulatedMeasure("face.expression.brow_lowerer.share", 10, 5, .init(female: -0.2)),
    SimulatedMeasure("face.expression.smile.duration", 2.2, 0.6),
    SimulatedMeasure("face.expression.smile.rate", 6, 2, .init(female: 0.2)),
    SimulatedMeasure("face.expression.lip_corner_depressor.share", 6, 2.5),
    SimulatedMeasure("face.expression.lip_press.share", 6, 2.5),
    SimulatedMeasure("face.expression.movement.mean", 0.05, 0.015, .init(laptop: -0.3)),
    SimulatedMeasure("face.eye.blink_rate", 17, 6),
    SimulatedMeasure("face.eye.blink_duration", 0.2, 0.03),
    SimulatedMeasure("face.gaze.shift_rate", 12, 4),
    SimulatedMeasure("face.head.pitch.mean", -4, 5, .init(laptop: -0.8)),
    SimulatedMeasure("face.head.yaw.sd", 4, 1.2),
    SimulatedMeasure("face.head.still_share", 50, 12, .init(talkativeness: -0.1)),
    SimulatedMeasure("face.head.nod_rate", 3, 1.2),
    SimulatedMeasure("face.mouth.opening.mean", 0.12, 0.03),
    SimulatedMeasure("face.mouth.movement", 0.03, 0.008, .init(talkativeness: 0.3)),
  ]

  /// Of the interviewer, who gives nothing away.
  static let interviewer = [
    SimulatedMeasure("speech.conversation.interviewer.turn.length.median", 2.5, 0.6),
    SimulatedMeasure("speech.conversation.interviewer.response_latency.median", 0.5, 0.15),
    SimulatedMeasure("speech.conversation.interviewer.backchannel.rate", 4, 1.3),
  ]
}
