#include "COpenVINO.h"

#include <openvino/c/openvino.h>
#include <openvino/c/ov_util.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  ov_tensor_t *tensor;
  float *values;
  size_t count;
} bw_tensor;

struct bw_model {
  ov_compiled_model_t *compiled;
  ov_infer_request_t *request;
  bw_tensor input;
  bw_tensor *outputs;
  size_t output_number;
};

// The library keeps one core for the whole process; compiling from several threads is safe.
static ov_core_t *shared_core = NULL;
static pthread_once_t core_started = PTHREAD_ONCE_INIT;

// What the library logs could name files of the user: it goes nowhere.
static void discard_log(const char *message) { (void)message; }

static void start_core(void) {
  ov_util_set_log_callback(discard_log);
  if (ov_core_create(&shared_core) != OK) shared_core = NULL;
}

// A tensor of our own for a port, so that its memory never moves. Takes the port.
static bw_status make_tensor(ov_output_const_port_t *port, bw_tensor *made) {
  ov_shape_t shape = {0, NULL};
  ov_element_type_e type = DYNAMIC;
  void *data = NULL;
  bw_status status = BW_TENSORS_REFUSED;
  if (ov_port_get_element_type(port, &type) == OK && type == F32 &&
      ov_const_port_get_shape(port, &shape) == OK) {
    if (ov_tensor_create(F32, shape, &made->tensor) == OK &&
        ov_tensor_get_size(made->tensor, &made->count) == OK &&
        ov_tensor_data(made->tensor, &data) == OK) {
      made->values = data;
      for (size_t i = 0; i < made->count; i++) made->values[i] = 0;
      status = BW_OK;
    }
    ov_shape_free(&shape);
  }
  ov_output_const_port_free(port);
  return status;
}

static bw_status attach_tensors(bw_model *model) {
  ov_output_const_port_t *port = NULL;
  // Refuses a network with several inputs.
  if (ov_compiled_model_input(model->compiled, &port) != OK) return BW_TENSORS_REFUSED;
  if (make_tensor(port, &model->input) != BW_OK) return BW_TENSORS_REFUSED;
  if (ov_infer_request_set_input_tensor(model->request, model->input.tensor) != OK)
    return BW_TENSORS_REFUSED;

  size_t number = 0;
  if (ov_compiled_model_outputs_size(model->compiled, &number) != OK) return BW_TENSORS_REFUSED;
  model->outputs = calloc(number, sizeof(bw_tensor));
  if (model->outputs == NULL) return BW_TENSORS_REFUSED;
  model->output_number = number;
  for (size_t i = 0; i < number; i++) {
    if (ov_compiled_model_output_by_index(model->compiled, i, &port) != OK) return BW_TENSORS_REFUSED;
    if (make_tensor(port, &model->outputs[i]) != BW_OK) return BW_TENSORS_REFUSED;
    if (ov_infer_request_set_output_tensor_by_index(model->request, i, model->outputs[i].tensor) != OK)
      return BW_TENSORS_REFUSED;
  }
  return BW_OK;
}

static bw_status prepare(
    const ov_model_t *network, ov_compiled_model_t **compiled, ov_infer_request_t **request) {
  // Unpinned: several single-threaded models in one process must not share one core.
  const ov_property_t properties[] = {
      {ov_property_key_hint_inference_precision, "f32"},
      {ov_property_key_hint_execution_mode, "ACCURACY"},
      {ov_property_key_inference_num_threads, "1"},
      {ov_property_key_num_streams, "1"},
      {ov_property_key_hint_enable_cpu_pinning, "NO"},
  };
  const size_t number = sizeof properties / sizeof properties[0];
  if (ov_core_compile_model_props(shared_core, network, "CPU", number, properties, compiled) != OK)
    return BW_NOT_COMPILED;
  return ov_compiled_model_create_infer_request(*compiled, request) == OK ? BW_OK : BW_NOT_COMPILED;
}

static bw_status compile(const ov_model_t *network, bw_model *model) {
  const bw_status status = prepare(network, &model->compiled, &model->request);
  return status == BW_OK ? attach_tensors(model) : status;
}

static bw_status reshape(const ov_model_t *network, const int64_t *shape, size_t rank) {
  ov_partial_shape_t wanted;
  if (ov_partial_shape_create_static((int64_t)rank, shape, &wanted) != OK) return BW_SHAPE_REFUSED;
  const ov_status_e status = ov_model_reshape_single_input(network, wanted);
  ov_partial_shape_free(&wanted);
  return status == OK ? BW_OK : BW_SHAPE_REFUSED;
}

// Takes the network.
static bw_status open_network(ov_model_t *network, bw_model **model) {
  bw_model *opened = calloc(1, sizeof(bw_model));
  const bw_status status = opened == NULL ? BW_NOT_COMPILED : compile(network, opened);
  if (status == BW_OK) {
    *model = opened;
  } else {
    bw_model_close(opened);
  }
  ov_model_free(network);
  return status;
}

bw_status bw_model_open(const char *path, const int64_t *shape, size_t rank, bw_model **model) {
  *model = NULL;
  pthread_once(&core_started, start_core);
  if (shared_core == NULL) return BW_NO_RUNTIME;

  ov_model_t *network = NULL;
  if (ov_core_read_model(shared_core, path, NULL, &network) != OK) return BW_NOT_READ;
  const bw_status status = rank == 0 ? BW_OK : reshape(network, shape, rank);
  if (status == BW_OK) return open_network(network, model);
  ov_model_free(network);
  return status;
}

bw_status bw_model_open_described(
    const char *description, size_t length, const void *constants, size_t size, bw_model **model) {
  *model = NULL;
  pthread_once(&core_started, start_core);
  if (shared_core == NULL) return BW_NO_RUNTIME;

  // The network's constants stay in the tensor's own memory, which lives as long as any of them.
  const int64_t bytes = (int64_t)size;
  ov_shape_t shape = {0, NULL};
  if (ov_shape_create(1, &bytes, &shape) != OK) return BW_NOT_READ;
  ov_tensor_t *tensor = NULL;
  void *memory = NULL;
  ov_model_t *network = NULL;
  bw_status status = BW_NOT_READ;
  if (ov_tensor_create(U8, shape, &tensor) == OK && ov_tensor_data(tensor, &memory) == OK) {
    memcpy(memory, constants, size);
    if (ov_core_read_model_from_memory_buffer(shared_core, description, length, tensor, &network) == OK)
      status = open_network(network, model);
  }
  if (tensor != NULL) ov_tensor_free(tensor);
  ov_shape_free(&shape);
  return status;
}

void bw_model_close(bw_model *model) {
  if (model == NULL) return;
  if (model->request != NULL) ov_infer_request_free(model->request);
  for (size_t i = 0; i < model->output_number; i++) {
    if (model->outputs[i].tensor != NULL) ov_tensor_free(model->outputs[i].tensor);
  }
  free(model->outputs);
  if (model->input.tensor != NULL) ov_tensor_free(model->input.tensor);
  if (model->compiled != NULL) ov_compiled_model_free(model->compiled);
  free(model);
}

float *bw_model_input(const bw_model *model) { return model->input.values; }
size_t bw_model_input_count(const bw_model *model) { return model->input.count; }
size_t bw_model_output_number(const bw_model *model) { return model->output_number; }
const float *bw_model_output(const bw_model *model, size_t index) { return model->outputs[index].values; }
size_t bw_model_output_count(const bw_model *model, size_t index) { return model->outputs[index].count; }

bw_status bw_model_run(bw_model *model) {
  return ov_infer_request_infer(model->request) == OK ? BW_OK : BW_NOT_RUN;
}

struct bw_token_model {
  ov_compiled_model_t *compiled;
  ov_infer_request_t *request;
  ov_tensor_t *output;
};

bw_status bw_token_model_open(const char *path, bw_token_model **model) {
  *model = NULL;
  pthread_once(&core_started, start_core);
  if (shared_core == NULL) return BW_NO_RUNTIME;

  ov_model_t *network = NULL;
  if (ov_core_read_model(shared_core, path, NULL, &network) != OK) return BW_NOT_READ;
  bw_token_model *opened = calloc(1, sizeof(bw_token_model));
  const bw_status status =
      opened == NULL ? BW_NOT_COMPILED : prepare(network, &opened->compiled, &opened->request);
  ov_model_free(network);
  if (status == BW_OK) {
    *model = opened;
  } else {
    bw_token_model_close(opened);
  }
  return status;
}

void bw_token_model_close(bw_token_model *model) {
  if (model == NULL) return;
  if (model->output != NULL) ov_tensor_free(model->output);
  if (model->request != NULL) ov_infer_request_free(model->request);
  if (model->compiled != NULL) ov_compiled_model_free(model->compiled);
  free(model);
}

// Hands the network a tensor of its own; the request keeps it alive.
static bw_status set_row(bw_token_model *model, const char *name, const int64_t *tokens, int64_t filler,
                         size_t count) {
  const int64_t sizes[] = {1, (int64_t)count};
  ov_shape_t shape = {0, NULL};
  ov_tensor_t *tensor = NULL;
  void *data = NULL;
  bw_status status = BW_TENSORS_REFUSED;
  if (ov_shape_create(2, sizes, &shape) != OK) return BW_TENSORS_REFUSED;
  if (ov_tensor_create(I64, shape, &tensor) == OK && ov_tensor_data(tensor, &data) == OK) {
    int64_t *row = data;
    for (size_t i = 0; i < count; i++) row[i] = tokens == NULL ? filler : tokens[i];
    if (ov_infer_request_set_tensor(model->request, name, tensor) == OK) status = BW_OK;
  }
  if (tensor != NULL) ov_tensor_free(tensor);
  ov_shape_free(&shape);
  return status;
}

bw_status bw_token_model_run(
    bw_token_model *model, const int64_t *tokens, size_t count, const float **output, size_t *output_count) {
  ov_element_type_e type = DYNAMIC;
  void *data = NULL;
  if (set_row(model, "input_ids", tokens, 0, count) != BW_OK ||
      set_row(model, "attention_mask", NULL, 1, count) != BW_OK ||
      set_row(model, "token_type_ids", NULL, 0, count) != BW_OK)
    return BW_TENSORS_REFUSED;
  if (ov_infer_request_infer(model->request) != OK) return BW_NOT_RUN;
  if (model->output != NULL) ov_tensor_free(model->output);
  model->output = NULL;
  if (ov_infer_request_get_output_tensor(model->request, &model->output) != OK ||
      ov_tensor_get_element_type(model->output, &type) != OK || type != F32 ||
      ov_tensor_get_size(model->output, output_count) != OK || ov_tensor_data(model->output, &data) != OK)
    return BW_TENSORS_REFUSED;
  *output = data;
  return BW_OK;
}
