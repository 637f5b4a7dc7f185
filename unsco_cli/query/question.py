"""What can be asked of a list."""

import functools
import operator
from typing import Any, get_args

from msgspec import Struct
from tinydb import Query
from tinydb.queries import QueryInstance

from unsco_cli.dates import PartialDate
from unsco_cli.errors import UsageError, did_you_mean
from unsco_cli.models import EventKind
from unsco_cli.query.names import fold, resolve
from unsco_cli.schema import Library

TOOK_PART = ("delegations", "agencies", "people")


class Filters(Struct, frozen=True):
    """Which events are asked for; the same filter twice widens what has one value and narrows what has many.

    Args:
        since: events that end on this day or later.
        until: events that begin on this day or earlier.
        topics: names of topics, all discussed.
        kinds: kinds of event, any of them.
        series: words of the series' name, any of them.
        cities: cities, any of them.
        countries: names of host countries, any of them.
        taking_part: names of delegations, agencies or people, all present.
    """

    since: PartialDate | None = None
    until: PartialDate | None = None
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    taking_part: tuple[str, ...] = ()


class UnknownKind(UsageError):
    """There are no events of the kind asked for, by definition."""

    def __init__(self, found: str) -> None:
        known = get_args(EventKind)
        super().__init__(
            f"no kind of event is called {found!r}{did_you_mean(found, known)} (kinds: {', '.join(known)})"
        )


def condition(library: Library, filters: Filters) -> QueryInstance | None:
    """Return the filters on fields as one TinyDB query, or None where there are none.

    Raises:
        UnknownName, AmbiguousName: a topic, country or participant can't be told.
        UnknownKind: a kind does not exist.
    """
    parts = [
        *_one_of("kind", [_kind(kind) for kind in filters.kinds]),
        *_one_of("country", [_id(library, name, "delegations") for name in filters.countries]),
        *_alike("city", filters.cities),
        *_alike("series", filters.series),
        *(Query().topics.any([_id(library, name, "topics")]) for name in filters.topics),
        *(_present(_id(library, name, *TOOK_PART)) for name in filters.taking_part),
    ]
    return functools.reduce(operator.and_, parts) if parts else None


def _kind(name: str) -> str:
    if name not in get_args(EventKind):
        raise UnknownKind(name)
    return name


def _id(library: Library, name: str, *collections: str) -> str:
    return resolve(library, name, *collections)[1].id


def _one_of(field: str, values: list[str]) -> list[QueryInstance]:
    return [Query()[field].one_of(values)] if values else []


def _alike(field: str, words: tuple[str, ...]) -> list[QueryInstance]:
    """A text that holds one of the words, whatever its case and accents."""
    folded = [fold(word) for word in words]

    def holds(value: Any) -> bool:
        return isinstance(value, str) and any(word in fold(value) for word in folded)

    return [Query()[field].test(holds)] if words else []


def _present(identifier: str) -> QueryInstance:
    """Someone who took part, spoke, or organised."""
    named = Query().id == identifier
    queries: list[QueryInstance] = [
        Query().participants.any(named),
        Query().people.any(named),
        Query().people.any(Query().on_behalf_of == identifier),
        Query().organisers.any(named),
    ]
    return functools.reduce(operator.or_, queries)
