#ifndef CWHISPER_H
#define CWHISPER_H

#include <stdbool.h>
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

typedef struct SpeechDecoder SpeechDecoder;

// Loads whisper's tiny.en. NULL when the model cannot be loaded.
SpeechDecoder *speech_decoder_open(const char *model_path, int threads);
void speech_decoder_close(SpeechDecoder *decoder);

// Starts anew, so that what follows does not depend on what was decoded before.
bool speech_decoder_restart(SpeechDecoder *decoder);

// Decodes one window of 1 to 30 s. Temperature 0 takes the likeliest token each time; a window
// that stays unlikely or repeats itself is sampled again at higher temperatures, from fixed seeds.
bool speech_decoder_decode(
    SpeechDecoder *decoder, const float *samples, int sample_count, float temperature);

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

#endif
