"""What can be asked of a list."""

import functools
import operator
from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args

from msgspec import Struct
from tinydb import Query
from tinydb.queries import QueryInstance

from unsco_cli.dates import Certainty, PartialDate
from unsco_cli.errors import UsageError, did_you_mean, quoted
from unsco_cli.models import EventKind
from unsco_cli.query.names import resolve
from unsco_cli.schema import VIEWS, Library, View, fold

Who = Literal["delegations", "agencies", "people"]
TOOK_PART: tuple[Who, ...] = ("delegations", "agencies", "people")


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
        un_involved: whether the UN was involved; either if None.
    """

    since: PartialDate | None = None
    until: PartialDate | None = None
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    taking_part: tuple[str, ...] = ()
    un_involved: bool | None = None


class Question(Struct, frozen=True):
    """What is asked of a list.

    Args:
        view: what is listed.
        as_of: the day it is asked for.
        event: the name of the event it is asked for.
        filters: which events, for the view of events.
        names: names of those asked about, for the views of statuses and for the network; all if None.
        certain: whether what the dates don't settle is left out.
    """

    view: View
    as_of: PartialDate | None = None
    event: str | None = None
    filters: Filters = Filters()
    names: tuple[str, ...] | None = None
    certain: bool = False

    def admits(self, certainty: Certainty) -> bool:
        """Tell whether what is so certain belongs into the answer."""
        return certainty.admitted(certain=self.certain)


class CannotCombine(UsageError):
    """Two parts of a question exclude each other, or one has no meaning for what is listed."""


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


def check(question: Question) -> None:
    """Refuse a question that contradicts itself.

    Raises:
        CannotCombine: it does.
    """
    view, filters = question.view, question.filters
    if question.event is not None and question.as_of is not None:
        raise CannotCombine("--event has its own day; leave out --as-of or --event")
    if question.as_of is not None and not view.as_of:
        dated = ", ".join(name for name, other in VIEWS.items() if other.as_of)
        raise CannotCombine(f"--as-of has no meaning for {view.name}; it works for {dated}")
    if filters != Filters() and (view.collection != "events" or question.event):
        raise CannotCombine(
            "--from, --to, --topic, --kind, --series, --city, --country, --with and --un-involved choose "
            "among events; "
            f"found them with {view.name}{' --event' if question.event else ''}: use 'list events'"
        )
    check_days(filters.since, filters.until)


def check_days(since: PartialDate | None, until: PartialDate | None) -> None:
    """Refuse days of which the first is after the last.

    Raises:
        CannotCombine: it is.
    """
    if since and until and since.first > until.last:
        raise CannotCombine(f"--from {since} is after --to {until}; turn them round")


def condition(library: Library, filters: Filters) -> QueryInstance | None:
    """Return the filters on fields as one TinyDB query, or None where there are none.

    Raises:
        UnknownName, AmbiguousName: a topic, country or participant can't be told.
        UnknownKind: a kind does not exist.
        EmptyFilter: a filter has no word.
    """
    parts = [
        *_one_of("kind", [_kind(kind) for kind in filters.kinds]),
        *_one_of("country", [_id(library, name, "delegations") for name in filters.countries]),
        *_folded("city", "--city", filters.cities, operator.eq),
        *_folded("series", "--series", filters.series, operator.contains),
        *(Query().topics.any([_id(library, name, "topics")]) for name in filters.topics),
        *_one_of("un_involved", [] if filters.un_involved is None else [filters.un_involved]),
        *(_present(_id(library, name, *TOOK_PART)) for name in filters.taking_part),
    ]
    return functools.reduce(operator.and_, parts) if parts else None


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
