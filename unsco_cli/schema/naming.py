"""What a record may be called, and when two names are the same."""

import re
from collections.abc import Iterator

from unsco_cli.models import Record
from unsco_cli.schema.collections import Collection
from unsco_cli.schema.paths import values_at

# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"})
_BETWEEN_WORDS = r"[\W_]+"
# Left out of a word rather than taken for its end: U.S.A., People's.
_INSIDE_WORDS = r"(?<=\w)[.'’](?=\w)|(?<=\b\w)\."


def fold(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading article, so that spellings agree."""
    plain = name.lower()
    if not name.isascii():
        # Loaded here because most answers need no names, and most names no accents.
        import unicodedata  # noqa: PLC0415

        taken_apart = unicodedata.normalize("NFKD", name).casefold()
        bare = "".join(sign for sign in taken_apart if not unicodedata.combining(sign))
        plain = bare.translate(_LETTERS)
    words = re.sub(_BETWEEN_WORDS, " ", re.sub(_INSIDE_WORDS, "", plain)).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def names_of(collection: Collection, record: Record) -> Iterator[str]:
    """Yield the id of a record and everything else it may be called."""
    yield record.id
    for path in collection.names:
        yield from values_at(record, path)
