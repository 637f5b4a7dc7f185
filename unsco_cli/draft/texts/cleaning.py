"""From text to clean text: one sign for all that divides, and nothing that is not seen."""

import re
import unicodedata
from collections.abc import Iterator

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What is not seen, though it may turn or hide what is: soft hyphens, joiners, directions, byte order marks.
_UNSEEN = re.compile(
    "[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]+"
)
# Spaces of any kind, and control characters.
_SPACES = re.compile("[\x00-\x09\x0e-\x1b\x1f \x7f-\x84\x86-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_LINES = re.compile(" ?\n ?")
_BLANK_LINES = re.compile("\n{3,}")
# Accents and what else is neither letter, space nor ASCII, in numbers in which no text has them.
_CROWD = re.compile(r"[^\w\s!-~]{100,}")
# As many accents may stand on a letter in a stream-safe text (Unicode Standard Annex 15).
_MOST_ACCENTS = 30


def cleaned(text: str) -> str:
    """Return a text with line feeds and single spaces for all that divides, and nothing that is not seen."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    text = _SPACES.sub(" ", text)
    if not text.isascii():
        # To normalise takes the square of the accents on a letter.
        text = unicodedata.normalize("NFC", _CROWD.sub(_thinned, text))
    return _BLANK_LINES.sub("\n\n", _AROUND_LINES.sub("\n", text)).strip(" \n")


def _thinned(crowd: re.Match[str]) -> str:
    return "".join(_without_surplus(crowd[0]))


def _without_surplus(signs: str) -> Iterator[str]:
    accents = 0
    for sign in signs:
        accents = accents + 1 if unicodedata.combining(sign) else 0
        if accents <= _MOST_ACCENTS:
            yield sign
