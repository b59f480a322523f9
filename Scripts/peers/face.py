"""Answers requests for mediapipe's view of faces, one JSON object a line.

{"tool": "values", "file": NPZ}: stored reference values; of a clip with the numbers of its pictures.
{"tool": "image", "file": PPM}: one picture in IMAGE mode.
{"tool": "video", "file": CLIP}: processor seconds of VIDEO mode over all pictures of a clip, decoding left out.
{"tool": "decoded", "file": CLIP}: every 10th picture of a clip as OpenCV decodes it, in IMAGE mode.

Faces are landmarks in pixels (478 times x, y, z), 52 blendshapes and the 4 x 4 pose in centimetres, row by row.
Runs on one core.
"""

import json
import os
import pathlib
import sys
import tempfile
import time
import zipfile

os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
# What libraries print must not come between the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import cv2  # noqa: E402
import mediapipe  # noqa: E402
import numpy  # noqa: E402
from mediapipe.tasks.python import BaseOptions, vision  # noqa: E402

PARTS = [
    "face_detector.tflite", "face_landmarks_detector.tflite", "face_blendshapes.tflite",
    "geometry_pipeline_metadata_landmarks.binarypb",
]  # fmt: skip
MODELS = pathlib.Path(__file__).resolve().parents[2] / ".deps" / "models" / "face"


def bundle():
    """The four files as mediapipe takes them."""
    path = pathlib.Path(tempfile.mkdtemp()) / "face_landmarker.task"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as task:
        for part in PARTS:
            task.write(MODELS / part, part)
    data = path.read_bytes()
    path.unlink()
    path.parent.rmdir()
    return data


BUNDLE = bundle()


def landmarker(mode):
    return vision.FaceLandmarker.create_from_options(vision.FaceLandmarkerOptions(
        base_options=BaseOptions(model_asset_buffer=BUNDLE), running_mode=mode, num_faces=1,
        output_face_blendshapes=True, output_facial_transformation_matrixes=True))  # fmt: skip


def picture(bgr):
    return mediapipe.Image(mediapipe.ImageFormat.SRGB, numpy.ascontiguousarray(bgr[..., ::-1]))


def face(result, width, height):
    if not result.face_landmarks:
        return None
    points = [(p.x * width, p.y * height, p.z * width) for p in result.face_landmarks[0]]
    return {
        "landmarks": [value for point in points for value in point],
        "blendshapes": [shape.score for shape in result.face_blendshapes[0]],
        "matrix": [float(value) for value in result.facial_transformation_matrixes[0].ravel()],
    }


def pictures(path):
    clip = cv2.VideoCapture(path)
    while True:
        there, bgr = clip.read()
        if not there:
            return
        yield bgr


def values(path):
    stored = numpy.load(path)
    if "k" in stored:
        rows = zip(stored["k"], stored["I"], stored["B"], stored["M"])
    else:
        rows = [(0, stored["L"], stored["B"], stored["M"])]
    return [
        {"index": int(index), "face": {
            "landmarks": points.ravel().tolist(), "blendshapes": shapes.tolist(), "matrix": matrix.ravel().tolist()}}
        for index, points, shapes, matrix in rows
    ]  # fmt: skip


STILL = landmarker(vision.RunningMode.IMAGE)


def still(bgr):
    return face(STILL.detect(picture(bgr)), bgr.shape[1], bgr.shape[0])


def decoded(path):
    return [{"index": index, "face": still(bgr)} for index, bgr in enumerate(pictures(path)) if index % 10 == 0]


def video(path):
    seconds, count, found = 0.0, 0, 0
    with landmarker(vision.RunningMode.VIDEO) as model:
        for bgr in pictures(path):
            image = picture(bgr)
            began = time.process_time()
            result = model.detect_for_video(image, count * 33)
            seconds += time.process_time() - began
            count += 1
            found += bool(result.face_landmarks)
    return {"seconds": seconds, "pictures": count, "faces": found}


def main():
    tools = {"values": values, "video": video, "decoded": decoded, "image": lambda path: {"face": still(cv2.imread(path))}}
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(tools[request["tool"]](request["file"])), file=answers, flush=True)


main()
