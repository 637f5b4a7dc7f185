"""Ordinals in figures and in words."""

import re
from collections.abc import Sequence

from unsco_cli.draft.vocabulary import ORDINALS, TENS
from unsco_cli.draft.words import Word

_NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_TENTH = 10


def ordinal_at(words: Sequence[Word], number: int) -> tuple[int | None, int]:
    """Return the ordinal that begins with a word, and its last word; None where none does."""
    key = words[number].key
    numeric = _NTH.fullmatch(key)
    if numeric:
        return int(numeric[1]), number
    if key in ORDINALS:
        return ORDINALS[key], number
    if key in TENS and number + 1 < len(words):
        unit = ORDINALS.get(words[number + 1].key, _TENTH)
        return (None, number) if unit >= _TENTH else (TENS[key] + unit, number + 1)
    return None, number
