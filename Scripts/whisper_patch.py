"""Changes the unpacked whisper.cpp 1.8.5 in three places before it is compiled. Argument: its folder.

Standard library only. Stops when a place is not found exactly once, as it would be in another version.
"""

import pathlib
import sys

CHANGES = [
    # The word alignment runs the decoder once more, for its attention alone; weighing the whole vocabulary at
    # every token, of which nothing is read, would take most of that time.
    (
        "src/whisper.cpp",
        "            wstate.aheads_cross_QKs = aheads_cross_QKs;\n        }\n    }\n\n"
        "    ggml_build_forward_expand(gf, logits);\n",
        "            wstate.aheads_cross_QKs = aheads_cross_QKs;\n        }\n    }\n\n"
        "    if (!save_alignment_heads_QKs || worst_case) ggml_build_forward_expand(gf, logits);\n",
    ),
    (
        "src/whisper.cpp",
        "        if (batch.logits[i] == 0) {\n            continue;\n",
        "        if (batch.logits[i] == 0 || save_alignment_heads_QKs) {\n            continue;\n",
    ),
    # The word alignment asks for no number of threads and would start this many, of which one works and
    # the others spin.
    ("ggml/include/ggml.h", "#define GGML_DEFAULT_N_THREADS  4", "#define GGML_DEFAULT_N_THREADS  1"),
]


def main(folder):
    for name, old, new in CHANGES:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            sys.exit(f"{name} is not the file this change was made for.")
        path.write_text(text.replace(old, new), encoding="utf-8")


main(pathlib.Path(sys.argv[1]))
