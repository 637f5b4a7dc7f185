"""What a record may be called, and when two names are the same."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from unsco_cli.dates import PartialDate
from unsco_cli.models import Base, Party, Record
from unsco_cli.schema.collections import Collection
from unsco_cli.schema.paths import values_at

# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"})
_BETWEEN_WORDS = r"[\W_]+"
_ASCII_BETWEEN_WORDS = {number: " " for number in range(128) if not chr(number).isalnum()}
# Left out of a word rather than taken for its end: U.S.A., People's.
_INSIDE_WORDS = r"(?<=\w)[.'’](?=\w)|(?<=\b\w)\."


def fold(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading article, so that spellings agree."""
    if name.isascii():
        plain = name.lower()
        # Names are compared by the hundred thousand: most need no pattern.
        inside = re.sub(_INSIDE_WORDS, "", plain) if "." in plain or "'" in plain else plain
        words = inside.translate(_ASCII_BETWEEN_WORDS).split()
    else:
        # Loaded here because most answers need no names, and most names no accents.
        import unicodedata  # noqa: PLC0415

        taken_apart = unicodedata.normalize("NFKD", name).casefold()
        bare = "".join(sign for sign in taken_apart if not unicodedata.combining(sign))
        plain = bare.translate(_LETTERS)
        words = re.sub(_BETWEEN_WORDS, " ", re.sub(_INSIDE_WORDS, "", plain)).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def may_hold(name: str, words: Iterable[str]) -> bool:
    """Tell quickly whether a name may hold words once all are folded; most names hold none that are sought.

    A name in ASCII holds its folded words as they stand, but for signs within them.

    Args:
        name: the name, as it is.
        words: the words, folded.
    """
    if not name.isascii():
        return True
    plain = name.lower().replace(".", "").replace("'", "")
    # A generator would take as long again, and this is asked of every name in a store.
    for word in words:  # noqa: SIM110
        if word not in plain:
            return False
    return True


def names_of(collection: Collection, record: Record) -> Iterator[str]:
    """Yield the id of a record and everything else it may be called."""
    yield record.id
    for path in collection.names:
        yield from values_at(record, path)


class Named(NamedTuple):
    """A record of which only the names are read.

    Args:
        collection: the collection that it is kept in.
        id: its id.
        names: what else it is called; first what it is shown as, where it has that.
    """

    collection: str
    id: str
    names: tuple[str, ...]


# Which name of a delegation or an agency is shown: the one it has now, the one that it had on the day
# that is spoken of, or its code.
NAMINGS = ("then", "current", "code")


class Called(Base, frozen=True, kw_only=True):
    """A record's name, in a cell: which of its names is settled when the answer is written.

    Args:
        record: who is called so.
        day: the day that is spoken of; None where it is all days.
    """

    record: Record
    day: PartialDate | None = None

    def by(self, naming: str) -> str:
        """Return the name by one of ``NAMINGS``; records without several names have their label."""
        if not isinstance(self.record, Party):
            return self.record.label
        if naming == "code":
            return self.record.code
        if naming == "then" and self.day is not None:
            return self.record.name_on(self.day)
        return self.record.label

    @property
    def label(self) -> str:
        """The name on the day."""
        return self.by("then")
