#ifndef BELLWETHER_COPENVINO_H
#define BELLWETHER_COPENVINO_H

#include <stddef.h>
#include <stdint.h>

/// One compiled network with one inference request and its own tensors of 32-bit floats.
typedef struct bw_model bw_model;

/// The step that failed; 0 is success.
typedef enum {
  BW_OK = 0,
  /// The inference library or its CPU device did not start.
  BW_NO_RUNTIME,
  /// The file is absent or is no network.
  BW_NOT_READ,
  /// The network does not take the wanted input shape.
  BW_SHAPE_REFUSED,
  /// The network could not be prepared for this CPU.
  BW_NOT_COMPILED,
  /// Inputs or outputs are not what this program handles: one input, floats, fixed sizes.
  BW_TENSORS_REFUSED,
  /// The computation broke.
  BW_NOT_RUN,
} bw_status;

/// Reads a network and makes it ready to run on one thread of the CPU in 32-bit precision.
///
/// `shape` has `rank` entries and replaces the input's shape; a rank of 0 keeps the file's own.
/// On success `*model` belongs to the caller, who closes it.
bw_status bw_model_open(const char *path, const int64_t *shape, size_t rank, bw_model **model);

/// The same for a network described in memory: its description in OpenVINO's XML, `length` bytes, and the
/// `size` bytes its constants lie in. Both are copied.
bw_status bw_model_open_described(
    const char *description, size_t length, const void *constants, size_t size, bw_model **model);

void bw_model_close(bw_model *model);

/// The input tensor's floats; the address stays the same until the model is closed.
float *bw_model_input(const bw_model *model);
size_t bw_model_input_count(const bw_model *model);

size_t bw_model_output_number(const bw_model *model);

/// An output tensor's floats, written by `bw_model_run`; the address stays the same.
const float *bw_model_output(const bw_model *model, size_t index);
size_t bw_model_output_count(const bw_model *model, size_t index);

/// Computes the outputs from what the input holds now. One call at a time for each model.
bw_status bw_model_run(bw_model *model);

/// One compiled BERT-like network that reads a sequence of word pieces of any length.
///
/// Its inputs are named input_ids, attention_mask and token_type_ids, 64-bit integers of 1 x length; its one
/// output is floats.
typedef struct bw_token_model bw_token_model;

/// Reads a network as `bw_model_open` does. On success `*model` belongs to the caller, who closes it.
bw_status bw_token_model_open(const char *path, bw_token_model **model);

void bw_token_model_close(bw_token_model *model);

/// Computes the output for one whole, unpadded sequence. `*output` stays valid until the next call.
bw_status bw_token_model_run(
    bw_token_model *model, const int64_t *tokens, size_t count, const float **output, size_t *output_count);

#endif
