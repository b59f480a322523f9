"""Writes what LanguageFeaturesTests keep of the sentence encoder's peers: word pieces of lines chosen to be hard, from
the tokenizers library, and vectors of three sentences in double precision, from sentences.py.

    PYTHONPATH=.deps/peers:Scripts/peers python3 Scripts/peers/sentence_golden.py
"""

import json
import pathlib
import random

import sentences
import tokenizers

GOLDEN = pathlib.Path(__file__).resolve().parent.parent.parent / "Tests/LanguageFeaturesTests/Golden"
COMMAND = "python3 Scripts/peers/sentence_golden.py"
random.seed(7)
WORDS = (
    "I feel unbelievable electroencephalography don't mm-hmm re-uptake U.S.A. $20 [CLS] [SEP] [MASK] [PAD] "
    "[UNK] [SEP [cls] [[MASK]] a_b C++ ... ?! ##ing # ` ~ ^"
).split()
FOREIGN = [
    "café", "cafe\u0301", "İstanbul", "straße", "ẞ", "ﬁancé", "ΣΊΣΥΦΟΣ", "Привет", "и\u0306", "שָׁלוֹם",
    "العربية", "हिन्दी", "ক্ষো", "தமிழ்", "ไทย", "日本語", "がぎぐ", "か\u3099", "한국어", "\u1112\u1161\u11ab", "中文字",
    "豈更", "𠀀", "👩‍👩‍👧", "👍🏽", "🇩🇪", "☺️", "“quoted”", "it’s", "em—dash", "…", "¿qué?", "a\u200bb", "a\u200db",
    "a\u00adb", "\ufeffbom", "a\u00a0b", "a\u2028b", "a\u0085b", "a\u3000b", "\u202ertl\u202c",
    "e\u0301\u0327\u0302", "\u0301", "a\u034f\u0301", "ｆｕｌｌ", "①②", "½", "ⅷ", "℃", "Ω", "K", "\ue000", "x\uf8ffy",
    "\ufffd", "\ufffe", "\ud7ff", "\u0378", "\U0010ffff", "\U0001e900", "\U00016fe4", "≠", "€20", "×", "§",
    "\x7f", "\x80", "ǅ", "ŉ", "\u1f88", "[CLS]é", "é[SEP]", "[MÁSK]", "\0[CLS]\0", "e\u0301[SEP]\u0301e",
    "a\u166db", "a\u1734b", "a\u1885b", "a\ua9bdb", "a\U000111c9b", "a\U0001171eb", "a\u061db", "a\u0890b",
    "a\u08d4b", "a\u2e52b", "a\u1df6b", "\u0130", "ﬀ", "a\u0000b", "a\tb", "a\rb", "\u0001", "\u001f", "a\u000bb",
    "a\u0600b", "a\U000e0001b", "a\u180eb", "가각", "힣", "\u1100", "\ud7a3", "\ufa0e", "\U0002f800", "\uf900",
    "\u3007", "\u30fb", "\u3001", "\u2329", "\u037e", "\u1fef", "\u212a\u212b",
]  # fmt: skip
lines = [
    "", " ", "\t\n ", "a", "A", "word", "Yes.", "a" * 99, "a" * 100, "a" * 101, "é" * 100, "é" * 101,
    "e\u0301" * 100, "e\u0301" * 101, "가" * 33, "가" * 34, "中" * 120, "a " * 253, "a " * 254, "a " * 255,
    "word " * 10000, "unbelievable " * 90, "[CLS]" * 300, "!" * 260,
]  # fmt: skip
lines += WORDS + FOREIGN + [f"x{part}y" for part in FOREIGN]
while len(lines) < 320:
    lines.append("".join(
        random.choice(random.choice([WORDS, FOREIGN])) + random.choice([" ", "", " "])
        for _ in range(random.randint(2, 9))))


def write(name, about, entries):
    rows = ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
    (GOLDEN / name).write_text(f'{{"about":{json.dumps(about)},"entries":[\n{rows}\n]}}\n')


kept = [line for line in lines if len(line) < 2000]
write(
    "word_pieces.json", f"tokenizers {tokenizers.__version__}, truncated to {sentences.LIMIT}; {COMMAND}",
    [{"text": line, "pieces": pieces} for line, pieces in zip(kept, sentences.pieces(kept))],
)
texts = [
    "I feel tired all the time.", "Yes.",
    "When my father died I didn't cry, I just went back to work the next day.",
]  # fmt: skip
vectors = sentences.Truth(sentences.read_weights())(sentences.pieces(texts))
write(
    "sentence_vectors.json", f"numpy in double precision, rounded to 1e-7; {COMMAND}",
    [{"text": text, "vector": [round(float(x), 7) for x in vector]} for text, vector in zip(texts, vectors)],
)
