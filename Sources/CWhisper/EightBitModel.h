#ifndef EIGHT_BIT_MODEL_H
#define EIGHT_BIT_MODEL_H

#include <stddef.h>

// A whisper.cpp model file with its matrices of 16-bit floats rounded to ggml's Q8_0: 8-bit integers, 32 of which
// share a 16-bit scale. The decoder reads all its weights for every token, and half the bytes take half the time.
// To be freed by the caller; NULL when the file is no such model or memory is short.
void *eight_bit_model(const char *path, size_t *size);

#endif
