"""Rewrites a CTranslate2 Whisper model in the file layout that whisper.cpp reads.

Weights stay in half precision, biases and position tables become single precision, as whisper.cpp
expects. Standard library only: no value is computed, except the mel filter bank, which whisper.cpp
wants inside the file (Slaney's scale, area-normalised triangles, 400-point transform at 16 kHz).
"""

import math
import struct

MAGIC = 0x67676D6C
KINDS = {0: ("f", 4), 1: ("b", 1), 2: ("h", 2), 3: ("i", 4), 4: ("e", 2)}
HALF, SINGLE = 4, 0


class Reader:
    """Little-endian fields out of the bytes of a CTranslate2 model file."""

    def __init__(self, data):
        self.data, self.at = memoryview(data), 0

    def bytes(self, count):
        self.at += count
        return self.data[self.at - count : self.at]

    def numbers(self, layout):
        return struct.unpack(f"<{layout}", self.bytes(struct.calcsize(f"<{layout}")))

    def text(self):
        (length,) = self.numbers("H")
        return bytes(self.bytes(length)).rstrip(b"\0").decode()


def read_variables(data):
    """Name -> (shape, kind, bytes), aliases resolved."""
    reader = Reader(data)
    reader.numbers("I"), reader.text(), reader.numbers("I")
    variables = {}
    for _ in range(reader.numbers("I")[0]):
        name = reader.text()
        shape = reader.numbers("I" * reader.numbers("B")[0])
        (kind,) = reader.numbers("B")
        variables[name] = (shape, kind, reader.bytes(reader.numbers("I")[0]))
    for _ in range(reader.numbers("I")[0]):
        alias, name = reader.text(), reader.text()
        variables[alias] = variables[name]
    return variables


def as_kind(data, have, want):
    if have == want:
        return bytes(data)
    count = len(data) // KINDS[have][1]
    values = struct.unpack(f"<{count}{KINDS[have][0]}", data)
    return struct.pack(f"<{count}{KINDS[want][0]}", *values)


def rows(variable, first, last):
    shape, kind, data = variable
    bytes_per_row = len(data) // shape[0]
    return ((last - first, *shape[1:]), kind, data[first * bytes_per_row : last * bytes_per_row])


def tensors(variables):
    """Yields (whisper.cpp's name, variable) for every tensor."""
    width = variables["encoder/layer_norm/gamma"][0][0]

    def norm(to, source):
        yield f"{to}.weight", variables[f"{source}/gamma"]
        yield f"{to}.bias", variables[f"{source}/beta"]

    def linear(to, source):
        yield f"{to}.weight", variables[f"{source}/weight"]
        yield f"{to}.bias", variables[f"{source}/bias"]

    def parts(to, source, names):
        # Query, key and value lie one below the other; the model has no bias for the key.
        for index, name in enumerate(names):
            for field in ("weight", "bias"):
                if (name, field) != ("key", "bias"):
                    whole = variables[f"{source}/{field}"]
                    yield f"{to}.{name}.{field}", rows(whole, index * width, (index + 1) * width)

    def block(to, source, crossed):
        yield from norm(f"{to}.attn_ln", f"{source}/self_attention/layer_norm")
        yield from parts(f"{to}.attn", f"{source}/self_attention/linear_0", ("query", "key", "value"))
        yield from linear(f"{to}.attn.out", f"{source}/self_attention/linear_1")
        if crossed:
            yield from norm(f"{to}.cross_attn_ln", f"{source}/attention/layer_norm")
            yield from linear(f"{to}.cross_attn.query", f"{source}/attention/linear_0")
            yield from parts(f"{to}.cross_attn", f"{source}/attention/linear_1", ("key", "value"))
            yield from linear(f"{to}.cross_attn.out", f"{source}/attention/linear_2")
        yield from norm(f"{to}.mlp_ln", f"{source}/ffn/layer_norm")
        yield from linear(f"{to}.mlp.0", f"{source}/ffn/linear_0")
        yield from linear(f"{to}.mlp.2", f"{source}/ffn/linear_1")

    yield "encoder.positional_embedding", variables["encoder/position_encodings/encodings"]
    for convolution in ("conv1", "conv2"):
        yield f"encoder.{convolution}.weight", variables[f"encoder/{convolution}/weight"]
        shape, kind, data = variables[f"encoder/{convolution}/bias"]
        yield f"encoder.{convolution}.bias", ((shape[0], 1), kind, data)
    yield from norm("encoder.ln_post", "encoder/layer_norm")
    yield "decoder.token_embedding.weight", variables["decoder/embeddings/weight"]
    yield "decoder.positional_embedding", variables["decoder/position_encodings/encodings"]
    yield from norm("decoder.ln", "decoder/layer_norm")
    for side in ("encoder", "decoder"):
        for layer in range(layers(variables, side)):
            yield from block(f"{side}.blocks.{layer}", f"{side}/layer_{layer}", side == "decoder")


def layers(variables, side):
    count = 0
    while f"{side}/layer_{count}/ffn/linear_0/weight" in variables:
        count += 1
    return count


def vocabulary(tokenizer, size):
    """The plain tokens as bytes, out of GPT-2's printable stand-ins for bytes."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    byte_of = {chr(value): value for value in printable}
    for stand_in, value in enumerate(value for value in range(256) if value not in printable):
        byte_of[chr(256 + stand_in)] = value
    entries = tokenizer["model"]["vocab"]
    plain = 50256 if size == 51864 else 50257
    words = sorted(entries, key=entries.get)[:plain]
    return [word.encode() if word == "<|endoftext|>" else bytes(byte_of[c] for c in word) for word in words]


def mel_filters(bands, bins=201, highest_hz=8000.0):
    def hertz(mel):
        return mel * 200 / 3 if mel < 15 else 1000 * math.exp(math.log(6.4) / 27 * (mel - 15))

    top = 15 + 27 / math.log(6.4) * math.log(highest_hz / 1000)
    edges = [hertz(top * index / (bands + 1)) for index in range(bands + 2)]
    for low, centre, high in zip(edges, edges[1:], edges[2:]):
        for index in range(bins):
            frequency = highest_hz * index / (bins - 1)
            height = min((frequency - low) / (centre - low), (high - frequency) / (high - centre))
            yield max(0.0, height) * 2 / (high - low)


def convert(model, tokenizer, target):
    variables = read_variables(model)
    words, width = variables["decoder/embeddings/weight"][0]
    bands = variables["encoder/conv1/weight"][0][1]
    sound_positions = variables["encoder/position_encodings/encodings"][0][0]
    text_positions = variables["decoder/position_encodings/encodings"][0][0]
    with open(target, "wb") as out:
        write = lambda layout, *values: out.write(struct.pack(f"<{layout}", *values))  # noqa: E731
        write("12i", MAGIC, words, sound_positions, width, width // 64, layers(variables, "encoder"),
              text_positions, width, width // 64, layers(variables, "decoder"), bands, 1)  # fmt: skip
        write("2i", bands, 201)
        filters = list(mel_filters(bands))
        write(f"{len(filters)}f", *filters)
        plain = vocabulary(tokenizer, words)
        write("i", len(plain))
        for word in plain:
            write("i", len(word))
            out.write(word)
        for name, (shape, kind, data) in tensors(variables):
            single = len(shape) < 2 or name.endswith(("conv1.bias", "conv2.bias", "positional_embedding"))
            write("3i", len(shape), len(name), 0 if single else 1)
            write(f"{len(shape)}i", *reversed(shape))
            out.write(name.encode())
            out.write(as_kind(data, kind, SINGLE if single else HALF))
