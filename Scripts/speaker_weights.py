"""Takes the speaker encoder's weights out of a PyTorch checkpoint of the legacy layout.

Standard library only, and nothing in the checkpoint is run: its pickles may name ordered dictionaries and
tensors of single precision, which are rebuilt as plain values; any other name ends the reading.

The result is little-endian single precision without a header, in this order: for each of three recurrent
layers the input weights (1024 x inputs), recurrent weights (1024 x 256), input and recurrent biases (1024
each), rows ordered input, forget, cell, output gate; then the linear layer's weights (256 x 256) and biases.
"""

import collections
import io
import pickle
import struct

MAGIC, PROTOCOL = 0x1950A86A20F9469CFC6C, 1001
NAMES = [
    f"lstm.{kind}_l{layer}" for layer in range(3) for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
] + ["linear.weight", "linear.bias"]


def rebuilt(storage, offset, shape, strides, *_):
    """A tensor stays a description until the numbers, which follow the pickles, are read."""
    return storage, offset, shape, strides


class Reader(pickle.Unpickler):
    def find_class(self, module, name):
        allowed = {
            ("collections", "OrderedDict"): collections.OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): rebuilt,
            ("torch", "FloatStorage"): "single precision",
        }
        if (module, name) not in allowed:
            raise pickle.UnpicklingError(f"the checkpoint names {module}.{name}, which no weights need")
        return allowed[module, name]

    def persistent_load(self, description):
        kind, number_format, key = description[:3]
        if (kind, number_format) != ("storage", "single precision"):
            raise pickle.UnpicklingError("the checkpoint holds something other than single-precision tensors")
        return key


def convert(checkpoint, target):
    file = io.BytesIO(checkpoint)
    magic, protocol, _, contents, keys = (Reader(file).load() for _ in range(5))
    if (magic, protocol) != (MAGIC, PROTOCOL):
        raise ValueError("not a PyTorch checkpoint of the legacy layout")
    storages = {}
    for key in keys:
        (count,) = struct.unpack("<q", file.read(8))
        storages[key] = file.read(4 * count)
    with open(target, "wb") as out:
        for name in NAMES:
            key, offset, shape, strides = contents["model_state"][name]
            count = shape[0] * (shape[1] if len(shape) == 2 else 1)
            if strides[-1] != 1 or (len(shape) == 2 and strides[0] != shape[1]):
                raise ValueError(f"{name} does not lie row by row")
            out.write(storages[key][4 * offset : 4 * (offset + count)])
