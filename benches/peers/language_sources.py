"""Lays out what the language table is fitted from: a folder of `<code>.txt`, `<code>.words.tsv` and
`<code>.<source>.ngrams.tsv`, as `giftgate train language` reads it. docs/language-table.md says where the inputs come
from. Needs py3langid 0.4.0.

    python language_sources.py --crates DIR --shorttext DIR --words DIR --posts DIR --out DIR
"""

import argparse
import json
import re
from collections import deque
from pathlib import Path

OURS = ["en", "nl", "es", "de", "fr", "pt"]
CRATES = dict(
    pair.split("=")
    for pair in """english=en dutch=nl german=de spanish=es french=fr portuguese=pt italian=it catalan=ca romanian=ro
    swedish=sv danish=da bokmal=nb nynorsk=nn finnish=fi polish=pl czech=cs slovak=sk croatian=hr bosnian=bs slovene=sl
    hungarian=hu turkish=tr indonesian=id malay=ms tagalog=tl vietnamese=vi estonian=et latvian=lv lithuanian=lt
    afrikaans=af albanian=sq basque=eu esperanto=eo icelandic=is irish=ga latin=la swahili=sw welsh=cy somali=so
    yoruba=yo zulu=zu azerbaijani=az""".split()
)
WORDS = dict(
    pair.split("=")
    for pair in """en=eng nl=nld de=deu es=spa fr=fra pt=por it=ita ca=cat ro=ron sv=swe da=dan nb=nob nn=nno fi=fin
    pl=pol cs=ces sk=slk hr=hrv sl=slv hu=hun tr=tur id=ind ms=zsm tl=tgl vi=vie et=est lt=lit af=afr sq=sqi eu=eus
    eo=epo la=lat sw=swh cy=cym ga=gle az=aze gl=glg oc=oci br=bre lb=ltz fy=fry ia=ina ie=ile lld=lld ceb=ceb jv=jav
    ht=hat fo=fao mt=mlt kab=kab ber=ber tk=tuk uz=uzb ku=kmr ast=ast pms=pms vec=vec nds=nds gos=gos bs=bos ilo=ilo
    mi=mri is=isl""".split()
)
# First names and places that the example sentences of every language use.
NAMES = {"Tom", "Mary", "Maria", "Sami", "Boston", "Toms", "Marie", "Marias", "Layla", "Ziri", "Mary's", "Tom's", "Yanni"}
MOST_WORDS, FEWEST_WORDS, LONGEST = 10_000, 200, 5


def in_stream_form(gram):
    """The n-gram in the reader's own form: lower case, `^` for the gap before a capital; None if it can't occur."""
    if any(not (letter.isalpha() or letter in " '") for letter in gram) or "  " in gram:
        return None
    out = ""
    for at, letter in enumerate(gram):
        capital_next = letter == " " and at + 1 < len(gram) and gram[at + 1].isupper()
        out += "^" if capital_next else letter.lower()
    return out if 0 < len(out.encode()) <= LONGEST else None


def write(path, rows):
    path.write_text("".join(f"{key}\t{value}\n" for key, value in rows), encoding="utf-8")


def py3langid(out):
    """The n-grams of its automaton with their probability by language."""
    import numpy
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    moves, rows, features = numpy.asarray(model.tk_nextmove), model.tk_row, model.tk_output
    paths, queue, grams = {0: b""}, deque([0]), []
    while queue:
        state = queue.popleft()
        base = int(rows[state]) << 8
        for byte in range(256):
            after = int(moves[base + byte])
            if after not in paths:
                paths[after] = paths[state] + bytes([byte])
                queue.append(after)
    for state, path in paths.items():
        try:
            text = path.decode()
        except UnicodeDecodeError:
            continue
        # An inner capital folds away; one at the start would count as a small letter.
        gram = in_stream_form(text) if features[state] >= 0 and text and text[0].lower() == text[0] else None
        if gram:
            grams.append((gram, features[state]))
    table = numpy.asarray(model.nb_ptc, dtype=numpy.float32)
    for code in OURS:
        column, best = model.nb_classes.index(code), {}
        for gram, feature in grams:
            best[gram] = max(best.get(gram, 0.0), float(numpy.exp(table[feature, column])))
        write(out / f"{code}.p3.ngrams.tsv", ((gram, f"{value:.4g}") for gram, value in sorted(best.items())))


def short_text_profiles(folder, out):
    """The profiles' counts over the number of n-grams of the same length."""
    for code in OURS:
        profile, sums = json.loads((folder / code).read_text(encoding="utf-8")), {}
        for gram, count in profile["freq"].items():
            form = in_stream_form(gram) if gram.strip() and "'" not in gram else None
            if form:
                sums[form] = sums.get(form, 0.0) + count / profile["n_words"][len(gram) - 1]
        write(out / f"{code}.st.ngrams.tsv", ((gram, f"{value:.4g}") for gram, value in sorted(sums.items())))


def lines(folder, posts, out):
    """Sentences, word pairs and words of the crates, and the sample's own posts."""
    for name, code in CRATES.items():
        crate = next(folder.glob(f"lingua-{name}-language-model-*")) / "testdata"
        parts = ("sentences", "word-pairs", "single-words")
        text = [(crate / f"{part}.txt").read_text(encoding="utf-8").strip() for part in parts]
        (out / f"{code}.txt").write_text("\n".join(text) + "\n", encoding="utf-8")
    for code in ("en", "nl", "de", "es"):
        rows = (posts / f"posts_{code}.tsv").read_text(encoding="utf-8").splitlines()
        # Slots such as {flight} are no words.
        text = [re.sub(r"\{[^}]*\}", "", row.split("\t")[-1]) for row in rows if not row.startswith("#")]
        (out / f"{code}.posts.txt").write_text("\n".join(text) + "\n", encoding="utf-8")


def words(folder, out):
    """The most frequent words of `<iso 639-3>.txt` files with `word count` lines."""
    for code, iso in WORDS.items():
        found = []
        for line in (folder / f"{iso}.txt").read_text(encoding="utf-8").splitlines():
            word, _, count = line.rpartition(" ")
            word = word.strip("„“”\"«».,!?;:()-–—…¿¡\u202f\xa0")
            if word and word not in NAMES and any(letter.isalpha() for letter in word):
                found.append((word, count))
            if len(found) >= MOST_WORDS:
                break
        if len(found) >= FEWEST_WORDS:
            write(out / f"{code}.words.tsv", found)


def main():
    parser = argparse.ArgumentParser()
    for name in ("crates", "shorttext", "words", "posts", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    lines(options.crates, options.posts, options.out)
    py3langid(options.out)
    short_text_profiles(options.shorttext, options.out)
    words(options.words, options.out)


if __name__ == "__main__":
    main()
