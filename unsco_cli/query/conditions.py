"""Filters on fields as TinyDB queries, which the store runs.

Apart from the question, because most answers ask for no filter and TinyDB takes a while to load.
"""

import functools
import operator
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, get_args

from tinydb import Query
from tinydb.queries import QueryInstance

from unsco_cli.errors import UsageError, did_you_mean, quoted
from unsco_cli.models import EventKind
from unsco_cli.query.names import resolve
from unsco_cli.query.question import TOOK_PART, Filters
from unsco_cli.schema import Library, fold


class EmptyFilter(UsageError):
    """A filter was given without a word to look for, which would let everything through."""

    def __init__(self, option: str, found: str) -> None:
        super().__init__(f"{option} has no word to look for: {quoted(found)}; name one, or leave it out")


class UnknownKind(UsageError):
    """There are no events of the kind asked for, by definition."""

    def __init__(self, found: str) -> None:
        known = get_args(EventKind)
        super().__init__(
            f"no kind of event is called {quoted(found)}{did_you_mean(found, known)} "
            f"(kinds: {', '.join(known)})"
        )


class Sought(NamedTuple):
    """What records have to meet.

    Args:
        condition: a TinyDB query; None where everything meets it.
        naming: ids that no record meets it without.
    """

    condition: QueryInstance | None
    naming: tuple[str, ...]


def sought(library: Library, filters: Filters) -> Sought:
    """Return the filters on fields as one TinyDB query.

    Raises:
        UnknownName, AmbiguousName: a topic, country or participant can't be told.
        UnknownKind: a kind does not exist.
        EmptyFilter: a filter has no word.
    """
    countries = [_id(library, name, "delegations") for name in filters.countries]
    topics = [_id(library, name, "topics") for name in filters.topics]
    taking_part = [_id(library, name, *TOOK_PART) for name in filters.taking_part]
    parts = [
        *_one_of("kind", [_kind(kind) for kind in filters.kinds]),
        *_one_of("country", countries),
        *_folded("city", "--city", filters.cities, operator.eq),
        *_folded("series", "--series", filters.series, operator.contains),
        *(Query().topics.any([topic]) for topic in topics),
        *_one_of("un_involved", [] if filters.un_involved is None else [filters.un_involved]),
        *map(_present, taking_part),
    ]
    # One of several countries will do.
    naming = (*topics, *taking_part, *(countries if len(countries) == 1 else ()))
    return Sought(functools.reduce(operator.and_, parts) if parts else None, naming)


def _kind(name: str) -> str:
    known: dict[str, str] = {fold(kind): kind for kind in get_args(EventKind)}
    if fold(name) not in known:
        raise UnknownKind(name)
    return known[fold(name)]


def _id(library: Library, name: str, *collections: str) -> str:
    return resolve(library, name, *collections)[1].id


def _one_of(field: str, values: Sequence[object]) -> list[QueryInstance]:
    return [Query()[field].one_of(values)] if values else []


def _folded(
    field: str, option: str, words: tuple[str, ...], compare: Callable[[str, str], bool]
) -> list[QueryInstance]:
    """A text that is, or holds, one of the words, whatever its case and accents."""
    folded = [fold(word) for word in words]
    if "" in folded:
        raise EmptyFilter(option, words[folded.index("")])

    def matches(value: Any) -> bool:
        return isinstance(value, str) and any(compare(fold(value), word) for word in folded)

    return [Query()[field].test(matches)] if words else []


def _present(identifier: str) -> QueryInstance:
    """Someone recorded as a participant or as a person who was there."""
    named = Query().id == identifier
    queries: list[QueryInstance] = [Query().participants.any(named), Query().people.any(named)]
    return functools.reduce(operator.or_, queries)
