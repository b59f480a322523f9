"""Answers requests for openSMILE's and Praat's measures of a WAV file, one JSON object a line.

Request: {"tool": "opensmile" | "praat", "file": PATH}. Reply: the values and the processor seconds they took,
reading the file and starting the tool left out. Stays up between requests, so that start-up is paid once.
Calls the tools' public interfaces only; settings as in the references' notes.
"""

import json
import math
import sys
import time
import warnings

import numpy
import opensmile
import parselmouth
import soundfile
from parselmouth.praat import call

warnings.simplefilter("ignore")
FLOOR_HZ, CEILING_HZ = 75, 600
FUNCTIONALS = opensmile.Smile(
    feature_set=opensmile.FeatureSet.eGeMAPSv02, feature_level=opensmile.FeatureLevel.Functionals)
DESCRIPTORS = opensmile.Smile(
    feature_set=opensmile.FeatureSet.eGeMAPSv02, feature_level=opensmile.FeatureLevel.LowLevelDescriptors)


def finite(value):
    return float(value) if value is not None and math.isfinite(value) else None


def opensmile_values(samples, rate):
    began = time.process_time()
    table = FUNCTIONALS.process_signal(samples, rate)
    seconds = time.process_time() - began
    low_level = DESCRIPTORS.process_signal(samples, rate)
    return {
        "seconds": seconds,
        "functionals": {name: finite(table[name].iloc[0]) for name in table.columns},
        "descriptors": {name: [finite(value) for value in low_level[name]] for name in low_level.columns},
    }


def perturbation(sound, points):
    span = (0, 0, 0.0001, 0.02, 1.3)
    jitter = ("local", "local, absolute", "rap", "ppq5", "ddp")
    shimmer = ("local", "local_dB", "apq3", "apq5", "apq11", "dda")
    values = {f"jitter {name}": call(points, f"Get jitter ({name})", *span) for name in jitter}
    for name in shimmer:
        values[f"shimmer {name}"] = call([sound, points], f"Get shimmer ({name})", *span, 1.6)
    return values


def syllables(sound):
    """De Jong & Wempe 2009: voiced intensity peaks 2 dB above the dip before, in sounding stretches."""
    intensity = sound.to_intensity(minimum_pitch=50, subtract_mean=True)
    times, levels = intensity.xs(), intensity.values[0]
    loudest = call(intensity, "Get quantile", 0, 0, 0.99)
    threshold = loudest - 25
    pitch = call(sound, "To Pitch (ac)", 0.02, 30, 4, "no", 0.03, 0.25, 0.01, 0.35, 0.25, 450)
    highest = call(intensity, "Get maximum", 0, 0, "Parabolic")
    grid = call(intensity, "To TextGrid (silences)", threshold - highest, 0.3, 0.1, "silent", "sounding")
    count, last = 0, None
    peaks = [i for i in range(1, len(levels) - 1) if levels[i - 1] < levels[i] >= levels[i + 1] and levels[i] > threshold]
    for here, following in zip(peaks, peaks[1:] + [None]):
        if following is None:
            continue
        if levels[here] - levels[here:following].min() <= 2:
            continue
        interval = call(grid, "Get interval at time", 1, times[here])
        sounding = call(grid, "Get label of interval", 1, interval) == "sounding"
        if sounding and math.isfinite(call(pitch, "Get value at time", times[here], "Hertz", "Linear")):
            count += 1
    return count


def attempt(work):
    """What a tool refuses (too short, silent) is absent."""
    try:
        return work()
    except parselmouth.PraatError:
        return None


def formant_medians(sound, voiced):
    formants = call(sound, "To Formant (burg)", 0.01, 5, 5500, 0.025, 50)
    medians = {}
    for number in (1, 2, 3, 4):
        at = [call(formants, "Get value at time", number, second, "hertz", "Linear") for second in voiced]
        at = [value for value in at if math.isfinite(value)]
        medians[f"F{number}"] = float(numpy.median(at)) if at else None
    return medians


def smoothed_prominence(sound):
    cepstrogram = call(sound, "To PowerCepstrogram", 60, 0.002, 5000, 50)
    return call(cepstrogram, "Get CPPS", "no", 0.01, 0.001, 60, 330, 0.05, "Parabolic", 0.001, 0, "Straight", "Robust")


def praat_values(samples, rate):
    sound = parselmouth.Sound(samples, rate)
    track = (0.01, FLOOR_HZ, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, CEILING_HZ)
    began = time.process_time()
    values, times, hertz = {}, [], []
    pitch = attempt(lambda: call(sound, "To Pitch (ac)", *track))
    if pitch is not None:
        times, hertz = pitch.xs(), pitch.selected_array["frequency"]
        voiced = times[hertz > 0]
        values.update(attempt(lambda: formant_medians(sound, voiced)) or {})
    cross = attempt(lambda: call(sound, "To Pitch (cc)", *track))
    if cross is not None:
        points = call([sound, cross], "To PointProcess (cc)")
        values.update(attempt(lambda: perturbation(sound, points)) or {})
    harmonicity = attempt(lambda: call(sound, "To Harmonicity (cc)", 0.01, FLOOR_HZ, 0.1, 1.0))
    if harmonicity is not None:
        mean = call(harmonicity, "Get mean", 0, 0)
        # Below every silence threshold Praat's mean is −200 dB or undefined.
        values["hnr"] = mean if mean > -199 else None
    values["cpps"] = attempt(lambda: smoothed_prominence(sound))
    attempt(lambda: sound.to_intensity(minimum_pitch=100, subtract_mean=True))
    values["syllables"] = attempt(lambda: syllables(sound))
    seconds = time.process_time() - began
    return {
        "seconds": seconds,
        "values": {name: finite(value) for name, value in values.items()},
        "pitchTimes": [float(second) for second in times],
        "pitch": [float(value) if value > 0 else None for value in hertz],
    }


def main():
    for line in sys.stdin:
        request = json.loads(line)
        samples, rate = soundfile.read(request["file"], dtype="float32", always_2d=True)
        channel = numpy.ascontiguousarray(samples[:, 0])
        answer = opensmile_values(channel, rate) if request["tool"] == "opensmile" else praat_values(
            channel.astype(numpy.float64), rate)  # fmt: skip
        print(json.dumps(answer), flush=True)


main()
