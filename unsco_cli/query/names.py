"""From what a person types to the record that is meant."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from unsco_cli.errors import ExitCode, UnscoError, did_you_mean
from unsco_cli.models import Record
from unsco_cli.schema import COLLECTIONS, Collection, Library, values_at

# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"})
_BETWEEN_WORDS = re.compile(r"[\W_]+")

Match = tuple[Collection, Record]


class UnknownName(UnscoError):
    """No record is called what was asked for."""

    exit_code = ExitCode.NAME

    def __init__(self, name: str, kinds: str, known: Iterable[str]) -> None:
        super().__init__(f"no {kinds} is called {name!r}{did_you_mean(name.casefold(), known)}")


class AmbiguousName(UnscoError):
    """Several records are called what was asked for."""

    exit_code = ExitCode.NAME

    def __init__(self, name: str, matches: list[Match]) -> None:
        found = ", ".join(f"{record.id} ({collection.singular})" for collection, record in matches)
        super().__init__(f"{name!r} may mean {found}; use the id")


def fold(name: str) -> str:
    """Return a name without case, accents and punctuation, so that spellings compare equal."""
    if name.isascii():
        plain = name.lower()
    else:
        taken_apart = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        plain = "".join(sign for sign in taken_apart if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub(" ", plain).strip()


def resolve(library: Library, name: str, *collections: str) -> Match:
    """Return the record that a name means, with its collection; an exact id wins.

    Args:
        library: the records.
        name: an id, name, alias, acronym or symbol, whatever its case and accents.
        collections: where to look; everywhere if none is given.

    Raises:
        UnknownName: there is no such record; the sentence suggests the nearest name.
        AmbiguousName: there are several.
    """
    places = [COLLECTIONS[place] for place in collections] or list(COLLECTIONS.values())
    for identifier in dict.fromkeys((name, name.casefold())):
        exact = [(place, record) for place in places if (record := library.get(place.model, identifier))]
        if exact:
            return _only(name, exact)
    folded = fold(name)
    matches = [
        (place, record)
        for place in places
        for record in library.find(place.model)
        if folded and folded in {fold(known) for known in names_of(place, record)}
    ]
    if not matches:
        kinds = " or ".join(place.singular for place in places) if collections else "record"
        raise UnknownName(name, kinds, _known(library, places))
    return _only(name, matches)


def names_of(collection: Collection, record: Record) -> Iterator[str]:
    """Yield the id of a record and everything else it may be called."""
    yield record.id
    for path in collection.names:
        yield from values_at(record, path)


def _only(name: str, matches: list[Match]) -> Match:
    if len(matches) > 1:
        raise AmbiguousName(name, matches)
    return matches[0]


def _known(library: Library, places: Iterable[Collection]) -> Iterator[str]:
    for place in places:
        for record in library.find(place.model):
            yield from (known.casefold() for known in names_of(place, record))
