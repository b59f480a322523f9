#include "EightBitModel.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ggml.h"

enum {
  MAGIC_NUMBER = 0x67676d6c,
  HEADER_NUMBERS = 12,
  // The last number of the header says how matrices are stored: the kind, and in thousands the version of the
  // rounding.
  KIND_EIGHT_BIT = 1000 * GGML_QNT_VERSION + GGML_FTYPE_MOSTLY_Q8_0,
};

typedef struct {
  const uint8_t *bytes;
  size_t size, at;
} Source;

typedef struct {
  uint8_t *bytes;
  size_t size;
} Target;

// The next bytes; NULL where the file ends too early.
static const uint8_t *take(Source *source, size_t count) {
  if (source->size - source->at < count) return NULL;
  source->at += count;
  return source->bytes + source->at - count;
}

static bool take_numbers(Source *source, int32_t *numbers, size_t count) {
  const uint8_t *bytes = take(source, count * sizeof *numbers);
  if (bytes) memcpy(numbers, bytes, count * sizeof *numbers);
  return bytes != NULL;
}

// What is written is never longer than what was read, so there is always room.
static void put(Target *target, const void *bytes, size_t count) {
  memcpy(target->bytes + target->size, bytes, count);
  target->size += count;
}

static bool copy(Source *source, Target *target, size_t count) {
  const uint8_t *bytes = take(source, count);
  if (bytes) put(target, bytes, count);
  return bytes != NULL;
}

static bool copy_head(Source *source, Target *target) {
  int32_t header[HEADER_NUMBERS], filters[2], words, length;
  if (!take_numbers(source, header, HEADER_NUMBERS) || header[0] != MAGIC_NUMBER) return false;
  header[HEADER_NUMBERS - 1] = KIND_EIGHT_BIT;
  put(target, header, sizeof header);
  if (!take_numbers(source, filters, 2) || filters[0] < 0 || filters[1] < 0) return false;
  put(target, filters, sizeof filters);
  if (!copy(source, target, sizeof(float) * (size_t)filters[0] * (size_t)filters[1])) return false;
  if (!take_numbers(source, &words, 1)) return false;
  put(target, &words, sizeof words);
  for (int word = 0; word < words; ++word) {
    if (!take_numbers(source, &length, 1) || length < 0) return false;
    put(target, &length, sizeof length);
    if (!copy(source, target, (size_t)length)) return false;
  }
  return true;
}

static bool round_matrix(Source *source, Target *target, int64_t width, int64_t rows) {
  const uint8_t *bytes = take(source, (size_t)(width * rows) * sizeof(ggml_fp16_t));
  ggml_fp16_t *halves = malloc((size_t)width * sizeof *halves);
  float *row = malloc((size_t)width * sizeof *row);
  const bool can = bytes && halves && row && width % ggml_blck_size(GGML_TYPE_Q8_0) == 0;
  for (int64_t r = 0; can && r < rows; ++r) {
    memcpy(halves, bytes + (size_t)(r * width) * sizeof *halves, (size_t)width * sizeof *halves);
    ggml_fp16_to_fp32_row(halves, row, width);
    target->size += ggml_quantize_chunk(
        GGML_TYPE_Q8_0, row, target->bytes + target->size, 0, 1, width, NULL);
  }
  free(halves);
  free(row);
  return can;
}

static bool copy_tensor(Source *source, Target *target) {
  int32_t head[3], sizes[4];  // axes, length of the name, kind
  if (!take_numbers(source, head, 3) || head[0] < 1 || head[0] > 4 || head[1] < 0) return false;
  if (!take_numbers(source, sizes, (size_t)head[0])) return false;
  const bool is_matrix = head[0] == 2 && head[2] == GGML_TYPE_F16;
  size_t count = 1;
  for (int axis = 0; axis < head[0]; ++axis) {
    if (sizes[axis] < 1 || (size_t)sizes[axis] > source->size) return false;
    count *= (size_t)sizes[axis];
  }
  const size_t width = head[2] == GGML_TYPE_F16 ? sizeof(ggml_fp16_t) : sizeof(float);
  if (is_matrix) head[2] = GGML_TYPE_Q8_0;
  put(target, head, sizeof head);
  put(target, sizes, (size_t)head[0] * sizeof *sizes);
  if (!copy(source, target, (size_t)head[1])) return false;
  return is_matrix ? round_matrix(source, target, sizes[0], sizes[1])
                   : copy(source, target, count * width);
}

static void *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  void *bytes = NULL;
  if (fseek(file, 0, SEEK_END) == 0) {
    const long length = ftell(file);
    rewind(file);
    if (length > 0) bytes = malloc((size_t)length);
    if (bytes && fread(bytes, 1, (size_t)length, file) == (size_t)length) {
      *size = (size_t)length;
    } else {
      free(bytes);
      bytes = NULL;
    }
  }
  fclose(file);
  return bytes;
}

void *eight_bit_model(const char *path, size_t *size) {
  Source source = {NULL, 0, 0};
  uint8_t *read = read_file(path, &source.size);
  if (!read) return NULL;
  source.bytes = read;
  Target target = {malloc(source.size), 0};
  bool whole = target.bytes && copy_head(&source, &target);
  while (whole && source.at < source.size) whole = copy_tensor(&source, &target);
  free(read);
  if (!whole) {
    free(target.bytes);
    return NULL;
  }
  *size = target.size;
  return target.bytes;
}
