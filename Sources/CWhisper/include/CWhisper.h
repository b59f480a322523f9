#ifndef CWHISPER_H
#define CWHISPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The parts of whisper.cpp 1.8.5 this program calls, without its headers: voice activity and
// speech decoding, on the processor, without messages on stderr. Sound is mono, 16 kHz, full
// scale at ±1. An object may be used by one thread at a time; two objects by two threads.

// Samples one speech probability stands for (Silero at 16 kHz).
enum { VOICE_DETECTOR_FRAME_SAMPLES = 512 };

typedef struct VoiceDetector VoiceDetector;

// NULL when the model cannot be loaded.
VoiceDetector *voice_detector_open(const char *model_path, int threads);
void voice_detector_close(VoiceDetector *detector);

// Forgets what was heard.
void voice_detector_restart(VoiceDetector *detector);

// Hears the samples that follow those of the last call and writes one probability a frame, a
// last broken frame filled up with silence. False when the model fails, or when `probabilities`
// does not have exactly one place a frame.
bool voice_detector_hear(
    VoiceDetector *detector, const float *samples, int sample_count, float *probabilities,
    int probability_count);

typedef struct SpeechModel SpeechModel;

// Which layers and heads follow the sound differs from model to model.
typedef enum { SPEECH_MODEL_TINY_ENGLISH, SPEECH_MODEL_BASE } SpeechModelKind;

// Loads a whisper model's weights, its matrices rounded to 8 bits, which several decoders may use at the
// same time. NULL when it cannot be loaded.
SpeechModel *speech_model_open(const char *model_path, SpeechModelKind kind);
void speech_model_close(SpeechModel *model);

// Languages a multilingual model tells apart, numbered from 0, and their ISO 639-1 codes.
int speech_model_language_count(void);
const char *speech_model_language_code(int language);

typedef struct SpeechDecoder SpeechDecoder;

// A place to decode in, on one processor thread; the model must stay open as long. To be
// restarted before its first use. NULL when memory is short.
SpeechDecoder *speech_decoder_open(const SpeechModel *model);
void speech_decoder_close(SpeechDecoder *decoder);

// Starts anew, so that what follows does not depend on what was decoded before.
bool speech_decoder_restart(SpeechDecoder *decoder);

// Takes a copy of what the model's encoder makes of one window of 1 to 30 s: `count` numbers, all of its
// positions one after the other. `sample_count`: how long the sound is. The calls below are about this window,
// until the next restart.
bool speech_decoder_hear(
    SpeechDecoder *decoder, const float *encoding, int count, int sample_count);

// How likely each language is; `probabilities` has one place a language.
bool speech_decoder_languages(SpeechDecoder *decoder, float *probabilities);

// Decodes the window. Temperature 0 takes the likeliest token each time; a window
// that stays unlikely or repeats itself is sampled again at higher temperatures, from fixed seeds.
bool speech_decoder_decode(SpeechDecoder *decoder, const char *language, float temperature);

// How likely the model took the last decoded window to hold no speech, 0 to 1; 0 for one without
// tokens.
float speech_decoder_no_speech_probability(const SpeechDecoder *decoder);

typedef struct {
  // Bytes of the token, NUL-terminated: a piece of UTF-8 that may begin or end inside a
  // character. Valid until the next decode.
  const char *text;
  // 0 to 1.
  float probability;
  // Where in the window the next token begins to be heard, by dynamic time warping over the
  // alignment heads; -1 when unknown.
  int64_t end_centiseconds;
} SpeechToken;

// Text tokens of the last decoded window; marks and special tokens are left out.
int speech_decoder_token_count(const SpeechDecoder *decoder);
SpeechToken speech_decoder_token(const SpeechDecoder *decoder, int index);

// Bytes that zlib makes of some at its usual level; 0 when memory is short.
size_t speech_compressed_bytes(const uint8_t *bytes, size_t count);

#endif
