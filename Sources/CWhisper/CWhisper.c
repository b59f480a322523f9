#include "CWhisper.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "EightBitModel.h"
#include "whisper.h"

static void ignore_message(enum ggml_log_level level, const char *text, void *user_data) {
  (void)level;
  (void)text;
  (void)user_data;
}

static void silence(void) { whisper_log_set(ignore_message, NULL); }

// The log callback is global to the library: set once, before its first use by any thread.
static void silence_once(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, silence);
}

struct VoiceDetector {
  struct whisper_vad_context *context;
};

VoiceDetector *voice_detector_open(const char *model_path, int threads) {
  silence_once();
  VoiceDetector *detector = calloc(1, sizeof *detector);
  if (!detector) return NULL;
  struct whisper_vad_context_params params = whisper_vad_default_context_params();
  params.n_threads = threads;
  params.use_gpu = false;
  detector->context = whisper_vad_init_from_file_with_params(model_path, params);
  if (!detector->context) {
    free(detector);
    return NULL;
  }
  return detector;
}

void voice_detector_close(VoiceDetector *detector) {
  if (!detector) return;
  whisper_vad_free(detector->context);
  free(detector);
}

void voice_detector_restart(VoiceDetector *detector) { whisper_vad_reset_state(detector->context); }

bool voice_detector_hear(
    VoiceDetector *detector, const float *samples, int sample_count, float *probabilities,
    int probability_count) {
  if (!whisper_vad_detect_speech_no_reset(detector->context, samples, sample_count)) return false;
  if (whisper_vad_n_probs(detector->context) != probability_count) return false;
  memcpy(
      probabilities, whisper_vad_probs(detector->context),
      (size_t)probability_count * sizeof *probabilities);
  return true;
}

struct SpeechModel {
  struct whisper_context *context;
};

SpeechModel *speech_model_open(const char *model_path, SpeechModelKind kind) {
  silence_once();
  SpeechModel *model = calloc(1, sizeof *model);
  if (!model) return NULL;
  struct whisper_context_params params = whisper_context_default_params();
  params.use_gpu = false;
  params.flash_attn = false;  // the alignment heads are not kept with it
  params.dtw_token_timestamps = true;
  params.dtw_aheads_preset = kind == SPEECH_MODEL_BASE ? WHISPER_AHEADS_BASE : WHISPER_AHEADS_TINY_EN;
  size_t size = 0;
  void *weights = eight_bit_model(model_path, &size);
  if (weights) model->context = whisper_init_from_buffer_with_params_no_state(weights, size, params);
  free(weights);
  if (!model->context) {
    free(model);
    return NULL;
  }
  return model;
}

void speech_model_close(SpeechModel *model) {
  if (!model) return;
  whisper_free(model->context);
  free(model);
}

int speech_model_language_count(void) { return whisper_lang_max_id() + 1; }

const char *speech_model_language_code(int language) { return whisper_lang_str(language); }

// What stands in for the library's own encoder: the encoding that was handed in.
struct whisper_openvino_context {
  float *encoding;
  int count;
};

struct SpeechDecoder {
  struct whisper_context *context;
  struct whisper_openvino_context heard;
  struct whisper_state *state;
  SpeechToken *tokens;
  int token_count;
  float no_speech_probability;
};

// The library is built to call these three for an encoder outside of it; its place for the name of a device
// carries the address of the encoding.
struct whisper_openvino_context *whisper_openvino_init(
    const char *path, const char *device, const char *cache_folder) {
  (void)path;
  (void)cache_folder;
  return (struct whisper_openvino_context *)device;
}

void whisper_openvino_free(struct whisper_openvino_context *heard) { (void)heard; }

int whisper_openvino_encode(
    struct whisper_openvino_context *heard, struct ggml_tensor *mel, struct ggml_tensor *encoding) {
  (void)mel;
  if (ggml_nbytes(encoding) != (size_t)heard->count * sizeof(float)) abort();
  memcpy(encoding->data, heard->encoding, ggml_nbytes(encoding));
  return 1;
}

SpeechDecoder *speech_decoder_open(const SpeechModel *model) {
  SpeechDecoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) return NULL;
  decoder->context = model->context;
  return decoder;
}

static void forget(SpeechDecoder *decoder) {
  free(decoder->tokens);
  decoder->tokens = NULL;
  decoder->token_count = 0;
  decoder->no_speech_probability = 0;
}

void speech_decoder_close(SpeechDecoder *decoder) {
  if (!decoder) return;
  forget(decoder);
  if (decoder->state) whisper_free_state(decoder->state);
  free(decoder->heard.encoding);
  free(decoder);
}

bool speech_decoder_restart(SpeechDecoder *decoder) {
  forget(decoder);
  if (decoder->state) whisper_free_state(decoder->state);
  decoder->state = whisper_init_state(decoder->context);
  decoder->heard.count = 0;
  return decoder->state != NULL && whisper_ctx_init_openvino_encoder_with_state(
                                       decoder->context, decoder->state, "",
                                       (const char *)&decoder->heard, "") == 0;
}

bool speech_decoder_hear(
    SpeechDecoder *decoder, const float *encoding, int count, int sample_count) {
  if (!decoder->state) return false;
  if (count != whisper_model_n_audio_ctx(decoder->context) * whisper_model_n_audio_state(decoder->context))
    return false;
  float *room = realloc(decoder->heard.encoding, (size_t)count * sizeof *room);
  if (!room) return false;
  memcpy(room, encoding, (size_t)count * sizeof *room);
  decoder->heard.encoding = room;
  decoder->heard.count = count;
  // The library takes the length of the sound from its spectrogram, of which it reads nothing else now.
  const int bands = whisper_model_n_mels(decoder->context);
  const int frames = 1 + (sample_count - WHISPER_N_FFT / 2) / WHISPER_HOP_LENGTH;
  float *silence = calloc((size_t)bands * (size_t)frames, sizeof *silence);
  if (!silence) return false;
  const int code =
      whisper_set_mel_with_state(decoder->context, decoder->state, silence, frames, bands);
  free(silence);
  return code == 0;
}

bool speech_decoder_languages(SpeechDecoder *decoder, float *probabilities) {
  if (!decoder->state || decoder->heard.count == 0) return false;
  return whisper_lang_auto_detect_with_state(
             decoder->context, decoder->state, 0, 1, probabilities) >= 0;
}

// A window is one pass of the encoder. After a window that could not be decoded the library would
// go on with what little is left of it, which may again be too short to align.
static bool only_first_pass(
    struct whisper_context *context, struct whisper_state *state, void *user_data) {
  (void)context;
  (void)state;
  int *passes = user_data;
  return (*passes)++ == 0;
}

static struct whisper_full_params decoding(
    const char *language, float temperature, int *passes) {
  struct whisper_full_params params = whisper_full_default_params(WHISPER_SAMPLING_GREEDY);
  params.n_threads = 1;
  params.language = language;
  params.no_context = true;
  params.single_segment = true;
  params.suppress_nst = true;
  params.no_timestamps = true;  // words get theirs from the alignment; without, fewer of them are wrong
  params.print_progress = false;
  params.print_timestamps = false;
  params.temperature = temperature;
  params.temperature_inc = 0.4f;
  params.greedy.best_of = 3;
  params.encoder_begin_callback = only_first_pass;
  params.encoder_begin_callback_user_data = passes;
  return params;
}

// Copies the text tokens of the last window out of the library's segments.
static bool collect(SpeechDecoder *decoder) {
  const int segments = whisper_full_n_segments_from_state(decoder->state);
  int room = 0;
  if (segments > 0)
    decoder->no_speech_probability =
        whisper_full_get_segment_no_speech_prob_from_state(decoder->state, 0);
  for (int s = 0; s < segments; ++s) room += whisper_full_n_tokens_from_state(decoder->state, s);
  if (room == 0) return true;
  decoder->tokens = calloc((size_t)room, sizeof *decoder->tokens);
  if (!decoder->tokens) return false;
  const whisper_token first_special = whisper_token_eot(decoder->context);
  for (int s = 0; s < segments; ++s) {
    const int count = whisper_full_n_tokens_from_state(decoder->state, s);
    for (int t = 0; t < count; ++t) {
      const whisper_token_data data = whisper_full_get_token_data_from_state(decoder->state, s, t);
      if (data.id >= first_special) continue;
      decoder->tokens[decoder->token_count++] = (SpeechToken){
          .text = whisper_token_to_str(decoder->context, data.id),
          .probability = data.p,
          .end_centiseconds = data.t_dtw,
      };
    }
  }
  return true;
}

bool speech_decoder_decode(SpeechDecoder *decoder, const char *language, float temperature) {
  forget(decoder);
  if (!decoder->state || decoder->heard.count == 0) return false;
  int passes = 0;
  const int code = whisper_full_with_state(
      decoder->context, decoder->state, decoding(language, temperature, &passes), NULL, 0);
  // -7: out of memory while the library made room to sample; it has then freed the state itself.
  if (code == -7) decoder->state = NULL;
  return code == 0 && collect(decoder);
}

float speech_decoder_no_speech_probability(const SpeechDecoder *decoder) {
  return decoder->no_speech_probability;
}

int speech_decoder_token_count(const SpeechDecoder *decoder) { return decoder->token_count; }

SpeechToken speech_decoder_token(const SpeechDecoder *decoder, int index) {
  return decoder->tokens[index];
}

size_t speech_compressed_bytes(const uint8_t *bytes, size_t count) {
  uLongf size = compressBound(count);
  uint8_t *compressed = malloc(size);
  if (!compressed) return 0;
  const int code = compress(compressed, &size, bytes, count);
  free(compressed);
  return code == Z_OK ? size : 0;
}
