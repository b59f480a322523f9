"""Reference forward pass of the speaker encoder in numpy, independent of the Swift one.

Prints the two embeddings that SpeakerEmbedderTests keeps, of 1.6 s and of 0.5 s from 1 s on:

    python3 Scripts/peers/speaker_embedding.py SampleMedia/unpacked/jfk.wav .deps/models/speakers/ge2e.bin

Filters: Slaney's scale, area-normalised triangles, 400-point transform; frames centred, zeros outside.
"""

import sys
import wave

import numpy as np


def sigmoid(x):
    return 0.5 + 0.5 * np.tanh(x / 2)


def weights(path):
    numbers, at = np.fromfile(path, "<f4").astype(np.float64), 0

    def take(*shape):
        nonlocal at
        count = int(np.prod(shape))
        at += count
        return numbers[at - count : at].reshape(shape)

    layers = [(take(1024, size), take(1024, 256), take(1024), take(1024)) for size in (40, 256, 256)]
    return layers, take(256, 256), take(256)


def mel_filters(bands=40, bins=201, top=8000.0):
    hertz = lambda mel: np.where(mel < 15, mel * 200 / 3, 1000 * np.exp(np.log(6.4) / 27 * (mel - 15)))  # noqa: E731
    edges = hertz(np.linspace(0, 15 + 27 / np.log(6.4) * np.log(top / 1000), bands + 2))
    frequency = np.linspace(0, top, bins)
    rising = (frequency - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - frequency) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling)) * (2 / (edges[2:] - edges[:-2]))[:, None]


def mel(samples):
    padded = np.pad(samples, 200)
    count = 1 + len(samples) // 160
    frames = padded[np.arange(count)[:, None] * 160 + np.arange(400)]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 400)
    return np.abs(np.fft.rfft(frames * window)) ** 2 @ mel_filters().T


def embed(model, windows):
    layers, linear, bias = model
    x = windows
    for w, u, b, c in layers:
        h = np.zeros((len(x), 256))
        cell = np.zeros_like(h)
        inputs, out = x @ w.T + b + c, []
        for t in range(x.shape[1]):
            i, f, g, o = np.split(inputs[:, t] + h @ u.T, 4, axis=1)
            cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(cell)
            out.append(h)
        x = np.stack(out, 1)
    raw = np.maximum(0, h @ linear.T + bias)
    return raw / np.linalg.norm(raw, axis=1, keepdims=True)


def window(samples, first, count):
    """160 frames from a frame on, repeated where fewer are asked for; -30 dB below full scale or louder."""
    sounding = samples[first * 160 : (first + count) * 160]
    gain = max(1, 10 ** (-30 / 20) / np.sqrt(np.mean(sounding**2)))
    return np.resize(mel(samples)[first : first + count] * gain**2, (160, 40))


def main():
    with wave.open(sys.argv[1]) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    model = weights(sys.argv[2])
    for name, level, first, count in (("loud", 1, 100, 160), ("quietAndShort", 0.01, 100, 50)):
        numbers = embed(model, window(samples * level, first, count)[None])[0]
        print(f"{name}:", ", ".join(f"{x:.6f}" for x in numbers))


if __name__ == "__main__":
    main()
