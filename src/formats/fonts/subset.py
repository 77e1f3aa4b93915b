#!/usr/bin/env python3
"""Cuts the Japanese font of paper out of Noto Sans JP. README.md beside this file says how it is run.

    python subset.py NotoSansJP_300Light.ttf japanese.ttf

Kept: JIS X 0208 (kana, punctuation, full-width forms, kanji of levels 1 and 2), what Windows code page 932 has beyond it,
half-width kana, and the few characters of EXTRA. Left out: what Unicode's canonical composition replaces, as paper
composes first, and alphabets that the Latin font has.
"""

import sys
import unicodedata

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# The four kanji of general use (2010) outside JIS X 0208, two common forms in names, and what iteration is written with.
EXTRA = "𠮟塡剝頰𠮷髙﨑〻〼ゔヷヸヹヺ"
OTHER_ALPHABETS = range(0x0000, 0x0530)


def characters():
    """Every character two bytes stand for in Japan's two common encodings, and half-width kana."""
    found = set(EXTRA) | {chr(code) for code in range(0xFF61, 0xFFA0)}
    for codec, seconds in (("euc_jp", range(0xA1, 0xFF)), ("cp932", range(0x40, 0xFD))):
        for first in range(0x81, 0xFF):
            for second in seconds:
                try:
                    found.update(bytes([first, second]).decode(codec))
                except UnicodeDecodeError:
                    continue
    private = range(0xE000, 0xF900)
    return {
        one
        for one in found
        if ord(one) not in OTHER_ALPHABETS
        and ord(one) not in private
        and unicodedata.normalize("NFC", one) == one
    }


def main(source, target):
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters())))
    subsetter.subset(font)
    font.save(target)
    print(f"{len(font.getBestCmap())} characters, {len(font.getGlyphOrder())} glyphs")


if __name__ == "__main__":
    main(*sys.argv[1:])
