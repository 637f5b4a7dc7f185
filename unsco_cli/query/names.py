"""From what a person types to the record that is meant."""

from collections.abc import Iterable, Iterator, Sequence

from unsco_cli.errors import ExitCode, UnknownWord, UnscoError, nearest, quoted
from unsco_cli.models import Record
from unsco_cli.schema import COLLECTIONS, Collection, Library, fold, names_of
from unsco_cli.schema.collections import collection_called

# No less than this is suggested: among short names and codes everything is near.
_SHORTEST_SUGGESTED = 4
_MOST_SUGGESTED = 3

Match = tuple[Collection, Record]


class UnknownName(UnscoError):
    """No record is called what was asked for."""

    exit_code = ExitCode.NAME

    def __init__(self, name: str, places: Sequence[Collection], suggested: Sequence[str]) -> None:
        everywhere = len(places) == len(COLLECTIONS)
        kinds = "record" if everywhere else " or ".join(place.singular for place in places)
        if suggested:
            to_try = f"did you mean {' or '.join(suggested)}?"
        else:
            to_try = f"see 'unsco list {'WHAT' if everywhere else places[0].name}' for what there is"
        super().__init__(f"no {kinds} is called {quoted(name)}; {to_try}")


class AmbiguousName(UnscoError):
    """Several records are called what was asked for."""

    exit_code = ExitCode.NAME

    def __init__(self, name: str, matches: Sequence[Match]) -> None:
        found = ", ".join(f"{collection.name}/{record.id}" for collection, record in matches)
        super().__init__(f"{quoted(name)} may mean {found}; name one of these")


def collection_named(text: str) -> str:
    """Return the name of a collection, from its plural or singular, whatever its case.

    Raises:
        UnknownWord: no collection is called so.
    """
    name = collection_called(text)
    if name is None:
        raise UnknownWord(text, COLLECTIONS)
    return name


def resolve(library: Library, name: str, *collections: str) -> Match:
    """Return the record that a name means, with its collection; an exact id wins.

    Args:
        library: the records.
        name: an id, name, alias, acronym or symbol, whatever its case and accents, or ``collection/id``.
        collections: where to look; everywhere if none is given.

    Raises:
        UnknownName: there is no such record; the sentence suggests the nearest.
        AmbiguousName: there are several.
    """
    places = [COLLECTIONS[place] for place in collections] or list(COLLECTIONS.values())
    exact = _exact(library, name, places) or _exact(library, name.casefold(), places)
    if exact:
        return _only(name, exact)
    folded = fold(name)
    matches = [
        (place, record)
        for place, record in _everything(library, places)
        if folded and folded in {fold(known) for known in names_of(place, record)}
    ]
    if not matches:
        raise UnknownName(name, places, _nearest(library, folded, places))
    return _only(name, matches)


def meant(library: Library, name: str, collections: tuple[str, ...]) -> str | None:
    """Return the id of the record in some collections that a name means, or None where there is none.

    Raises:
        AmbiguousName: there are several.
    """
    try:
        return resolve(library, name, *collections)[1].id
    except UnknownName:
        return None


def places(library: Library, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return collection and id of the record that each name means.

    Raises:
        UnknownName, AmbiguousName: as for ``resolve``.
    """
    found = (resolve(library, name) for name in names)
    return [(collection.name, record.id) for collection, record in found]


def by_id(library: Library, identifier: str, collections: Iterable[str]) -> Record | None:
    """Return the record with an id in one of these collections, or None where none has it."""
    places = (COLLECTIONS[name] for name in collections)
    return next(filter(None, (library.get(place.model, identifier) for place in places)), None)


def _exact(library: Library, name: str, places: Sequence[Collection]) -> list[Match]:
    within, _, identifier = name.partition("/")
    if within in COLLECTIONS:
        places = [place for place in places if place.name == within]
    else:
        identifier = name
    return [(place, record) for place in places if (record := library.get(place.model, identifier))]


def _only(name: str, matches: Sequence[Match]) -> Match:
    if len(matches) > 1:
        raise AmbiguousName(name, matches)
    return matches[0]


def _everything(library: Library, places: Iterable[Collection]) -> Iterator[Match]:
    for place in places:
        for record in library.find(place.model):
            yield place, record


def _nearest(library: Library, folded: str, places: Sequence[Collection]) -> list[str]:
    """Return the ids of records with a name that has the word, or else of the one with the nearest name.

    A source goes by its address, where many a word stands: sources are suggested when nothing else is.
    """
    worded = [place for place in places if not place.addressed]
    addressed = [place for place in places if place.addressed]
    return _near(library, folded, worded) or _near(library, folded, addressed)


def _near(library: Library, folded: str, places: Iterable[Collection]) -> list[str]:
    known: dict[str, str] = {}
    for place, record in _everything(library, places):
        for name in names_of(place, record):
            plain = fold(name)
            if len(plain) >= _SHORTEST_SUGGESTED:
                known.setdefault(plain, record.id)
    having = dict.fromkeys(identifier for name, identifier in known.items() if folded in name.split())
    return list(having)[:_MOST_SUGGESTED] or [known[name] for name in nearest(folded, known)]
