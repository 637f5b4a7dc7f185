"""What scripts hand in, as the questions have it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict

from unsco_cli.dates import PartialDate, day_named
from unsco_cli.errors import word_among
from unsco_cli.models import Record
from unsco_cli.query.question import TOOK_PART, Filters, Who
from unsco_cli.schema import COLLECTIONS

# A day, a month or a year. The text "today" asks the clock, and nothing else does.
Day = str | date | PartialDate
# One word, or several.
Words = str | Iterable[str]


class EventFilters(TypedDict, total=False):
    """Which events are asked for: the options of ``unsco list events``, each with one word or several.

    Args:
        since: events that end on this day or later (``--from``).
        until: events that begin on this day or earlier (``--to``).
        topic: names of topics; events on all of them.
        kind: kinds of event, such as ``summit``; events of any of them.
        series: words of the name of a series; events of any of them.
        city: cities; events in any of them.
        country: names of host countries; events in any of them.
        taking_part: names of delegations, agencies or people; events with all of them (``--with``).
        un_involved: whether the UN was involved; either way without it.
    """

    since: Day | None
    until: Day | None
    topic: Words
    kind: Words
    series: Words
    city: Words
    country: Words
    taking_part: Words
    un_involved: bool | None


# The filters by words, and what a question calls them.
_BY_WORDS = {
    "topic": "topics",
    "kind": "kinds",
    "series": "series",
    "city": "cities",
    "country": "countries",
    "taking_part": "taking_part",
}


def filters(
    *,
    since: Day | None = None,
    until: Day | None = None,
    un_involved: bool | None = None,
    **filtered: Words,
) -> Filters:
    """Return filters of events as a question has them.

    Args:
        since: as ``EventFilters`` has it, as all are.
        until: likewise.
        un_involved: likewise.
        filtered: the filters by words.

    Raises:
        BadDate: a day is none.
        TypeError: there is no such filter.
    """
    unknown = filtered.keys() - _BY_WORDS.keys()
    if unknown:
        raise TypeError(f"no filter is called {', '.join(sorted(unknown))}")
    by_words = {_BY_WORDS[name]: words(given) for name, given in filtered.items()}
    return Filters(since=day(since), until=day(until), un_involved=un_involved, **by_words)


def day(given: Day | None) -> PartialDate | None:
    """Return a day that was handed in, or None where none was.

    Raises:
        BadDate: it is none.
    """
    return None if given is None else the_day(given)


def the_day(given: Day) -> PartialDate:
    """Return a day that was handed in.

    Raises:
        BadDate: it is none.
    """
    if isinstance(given, PartialDate):
        return given
    return day_named(str(given.date() if isinstance(given, datetime) else given), date.today)


def words(given: Words) -> tuple[str, ...]:
    """Return one word, or several, as a tuple."""
    return (given,) if isinstance(given, str) else tuple(given)


def names(given: Iterable[str]) -> tuple[str, ...] | None:
    """Return names, or None where all are meant because none was given."""
    return tuple(given) or None


def who(asked: str) -> Who:
    """Return who is asked about.

    Raises:
        UnknownWord: nobody can be called so.
    """
    word_among(asked, TOOK_PART)
    return next(one for one in TOOK_PART if one == asked.lower())


def collections(kind: type[Record]) -> tuple[str, ...]:
    """Return the collections that hold records of a kind.

    Raises:
        TypeError: none does.
    """
    found = tuple(name for name, one in COLLECTIONS.items() if issubclass(one.model, kind))
    if not found:
        raise TypeError(f"no collection holds records of {kind.__name__}")
    return found
